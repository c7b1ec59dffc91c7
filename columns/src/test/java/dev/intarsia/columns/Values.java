package dev.intarsia.columns;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column's values as plain objects, to compare: byte strings as buffers, nulls as null. */
public final class Values {
  private Values() {}

  public static List<@Nullable Object> of(Column column) {
    return range(column, 0, column.length());
  }

  private static List<@Nullable Object> range(Column column, int start, int size) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int row = start; row < start + size; row++) {
      values.add(at(column, row));
    }
    return values;
  }

  private static @Nullable Object at(Column column, int row) {
    return column.isNull(row) ? null : value(column, row);
  }

  /** A struct is the list of its fields' values, a map a list of pairs. */
  private static Object value(Column column, int row) {
    return switch (column) {
      case StructColumn struct -> struct.columns().stream().map(c -> at(c, row)).toList();
      case ListColumn list -> range(list.element(), list.start(row), list.size(row));
      case MapColumn map -> pairs(map, map.start(row), map.size(row));
      case BooleanColumn booleans -> booleans.getBoolean(row);
      case BinaryColumn bytes ->
          ByteBuffer.wrap(bytes.getBytes(row).toArray(ValueLayout.JAVA_BYTE));
      case FixedWidthColumn fixed ->
          switch (fixed.field().physicalType()) {
            case INT32 -> fixed.getInt(row);
            case INT64 -> fixed.getLong(row);
            case FLOAT -> fixed.getFloat(row);
            case DOUBLE -> fixed.getDouble(row);
            case FIXED_LEN_BYTE_ARRAY ->
                ByteBuffer.wrap(fixed.getBytes(row).toArray(ValueLayout.JAVA_BYTE));
            case BOOLEAN, BYTE_ARRAY -> throw new AssertionError(fixed);
          };
    };
  }

  private static List<@Nullable Object> pairs(MapColumn map, int start, int size) {
    List<@Nullable Object> pairs = new ArrayList<>();
    for (int row = start; row < start + size; row++) {
      pairs.add(Arrays.asList(at(map.keys(), row), at(map.values(), row)));
    }
    return pairs;
  }
}
