package dev.intarsia.columns;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column's values as plain objects, to compare: byte strings as buffers, nulls as null. */
public final class Values {
  private Values() {}

  public static List<@Nullable Object> of(Column column) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int row = 0; row < column.length(); row++) {
      values.add(column.isNull(row) ? null : value(column, row));
    }
    return values;
  }

  private static List<@Nullable Object> elements(Column column, int start, int size) {
    return of(column).subList(start, start + size);
  }

  private static Object value(Column column, int row) {
    return switch (column) {
      case StructColumn struct -> struct.columns().stream().map(c -> of(c).get(row)).toList();
      case ListColumn list -> elements(list.element(), list.start(row), list.size(row));
      case MapColumn map ->
          List.of(
              elements(map.keys(), map.start(row), map.size(row)),
              elements(map.values(), map.start(row), map.size(row)));
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
}
