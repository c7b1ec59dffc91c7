package dev.intarsia.parquet.interop;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.ListColumn;
import dev.intarsia.columns.MapColumn;
import dev.intarsia.columns.StructColumn;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Rows of nested columns as trees of plain values, so that two readers can be compared: a struct is
 * the list of its fields, a list the list of its elements, a map the list of its pairs.
 */
final class Trees {
  private Trees() {}

  /** A row of a column. */
  static @Nullable Object of(Column column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    return switch (column) {
      case StructColumn struct ->
          struct.columns().stream().<@Nullable Object>map(field -> of(field, row)).toList();
      case ListColumn list -> {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < list.size(row); i++) {
          elements.add(of(list.element(), list.start(row) + i));
        }
        yield elements;
      }
      case MapColumn map -> {
        List<Object> pairs = new ArrayList<>();
        for (int i = map.start(row); i < map.start(row) + map.size(row); i++) {
          pairs.add(pair(of(map.keys(), i), of(map.values(), i)));
        }
        yield pairs;
      }
      case BooleanColumn booleans -> booleans.getBoolean(row);
      case BinaryColumn binary -> Bytes.of(binary.getBytes(row).toArray(ValueLayout.JAVA_BYTE));
      case FixedWidthColumn fixed -> fixed(fixed, row);
    };
  }

  private static Object fixed(FixedWidthColumn column, int row) {
    return switch (column.field().physicalType()) {
      case INT32 -> column.getInt(row);
      case INT64 -> column.getLong(row);
      case FLOAT -> column.getFloat(row);
      case DOUBLE -> column.getDouble(row);
      default -> Bytes.of(column.getBytes(row).toArray(ValueLayout.JAVA_BYTE));
    };
  }

  private static List<@Nullable Object> pair(@Nullable Object key, @Nullable Object value) {
    List<@Nullable Object> pair = new ArrayList<>();
    pair.add(key);
    pair.add(value);
    return pair;
  }

  /** A field of a record of parquet-java, whose lists and maps have three levels. */
  static @Nullable Object of(Group group, int field) {
    return group.getFieldRepetitionCount(field) == 0 ? null : of(group, field, 0);
  }

  private static Object of(Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
        case BOOLEAN -> group.getBoolean(field, index);
        case INT32 -> group.getInteger(field, index);
        case INT64 -> group.getLong(field, index);
        case FLOAT -> group.getFloat(field, index);
        case DOUBLE -> group.getDouble(field, index);
        case BINARY, FIXED_LEN_BYTE_ARRAY -> Bytes.of(group.getBinary(field, index).getBytes());
        case INT96 -> Bytes.of(group.getInt96(field, index).getBytes());
      };
    }
    Group value = group.getGroup(field, index);
    return switch (type.getLogicalTypeAnnotation()) {
      case ListLogicalTypeAnnotation _ -> elements(value);
      case MapLogicalTypeAnnotation _ -> pairs(value);
      case null, default -> fields(value, type.asGroupType());
    };
  }

  private static List<@Nullable Object> fields(Group struct, GroupType type) {
    List<@Nullable Object> fields = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      fields.add(of(struct, i));
    }
    return fields;
  }

  private static List<@Nullable Object> elements(Group list) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      elements.add(of(list.getGroup(0, i), 0));
    }
    return elements;
  }

  private static List<Object> pairs(Group map) {
    List<Object> pairs = new ArrayList<>();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      pairs.add(pair(of(entry, 0), of(entry, 1)));
    }
    return pairs;
  }
}
