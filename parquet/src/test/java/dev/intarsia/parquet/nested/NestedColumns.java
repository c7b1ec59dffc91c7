package dev.intarsia.parquet.nested;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.ListColumn;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.MapColumn;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructColumn;
import dev.intarsia.columns.StructField;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Nested columns out of plain objects. A struct is the list of its fields' values, a map a list of
 * pairs, a text a String. What lies below nulls, where the layout leaves that open, is made up.
 */
public final class NestedColumns {
  private final SegmentAllocator memory;
  private final Random random = new Random(7);

  private NestedColumns(SegmentAllocator memory) {
    this.memory = memory;
  }

  /** A batch of rows, each the list of its fields' values. */
  public static ColumnBatch batch(
      Schema schema, List<List<@Nullable Object>> rows, SegmentAllocator memory) {
    NestedColumns columns = new NestedColumns(memory);
    List<Column> made = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        values.add(row.get(i));
      }
      made.add(columns.column(schema.field(i), values));
    }
    return ColumnBatch.wrap(schema, made);
  }

  private Column column(Field field, List<@Nullable Object> values) {
    int length = values.size();
    MemorySegment validity = validity(values);
    return switch (field) {
      case StructField struct -> {
        List<Column> children = new ArrayList<>();
        for (int i = 0; i < struct.fields().size(); i++) {
          children.add(column(struct.fields().get(i), childValues(struct, i, values)));
        }
        yield StructColumn.wrap(struct, length, children, validity, 0);
      }
      case ListField list -> {
        List<@Nullable Object> elements = new ArrayList<>();
        MemorySegment offsets = offsets(values, list.element(), elements);
        yield ListColumn.wrap(
            list, length, offsets, 4, column(list.element(), elements), validity, 0);
      }
      case MapField map -> {
        StructField pair = new StructField("pair", List.of(map.key(), map.value()), false);
        List<@Nullable Object> pairs = new ArrayList<>();
        MemorySegment offsets = offsets(values, pair, pairs);
        yield MapColumn.wrap(
            map,
            length,
            offsets,
            4,
            column(map.key(), childValues(pair, 0, pairs)),
            column(map.value(), childValues(pair, 1, pairs)),
            validity,
            0);
      }
      case PrimitiveField leaf -> leaf(leaf, values, validity);
    };
  }

  private @Nullable MemorySegment validity(List<@Nullable Object> values) {
    if (!values.contains(null)) {
      return null;
    }
    MemorySegment bits = memory.allocate((values.size() + 7) / 8);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        Bits.set(bits, i);
      }
    }
    return bits;
  }

  private List<@Nullable Object> childValues(
      StructField struct, int child, List<@Nullable Object> values) {
    List<@Nullable Object> children = new ArrayList<>();
    for (Object value : values) {
      Field field = struct.fields().get(child);
      children.add(value == null ? filler(field) : ((List<?>) value).get(child));
    }
    return children;
  }

  /** Offsets that begin at 4 bytes, and at element 2; now and then a null spans elements. */
  private MemorySegment offsets(
      List<@Nullable Object> values, Field element, List<@Nullable Object> elements) {
    elements.add(filler(element));
    elements.add(filler(element));
    MemorySegment offsets = memory.allocate(4L * values.size() + 8);
    offsets.set(Layouts.INT_LE, 4, 2);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof List<?> list) {
        elements.addAll(list);
      } else if (random.nextInt(3) == 0) {
        elements.add(filler(element));
      }
      offsets.set(Layouts.INT_LE, 4L * i + 8, elements.size());
    }
    return offsets;
  }

  /** Some value that nobody is to see. */
  private Object filler(Field field) {
    return switch (field) {
      case StructField struct -> struct.fields().stream().map(this::filler).toList();
      case ListField list -> List.of(filler(list.element()));
      case MapField map -> List.of(List.of(filler(map.key()), filler(map.value())));
      case PrimitiveField leaf ->
          switch (leaf.physicalType()) {
            case BOOLEAN -> random.nextBoolean();
            case INT32 -> random.nextInt();
            case INT64 -> random.nextLong();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> "?".repeat(Math.max(leaf.width(), 5));
          };
    };
  }

  private Column leaf(
      PrimitiveField field, List<@Nullable Object> values, @Nullable MemorySegment validity) {
    int length = values.size();
    if (field.physicalType() == PhysicalType.BYTE_ARRAY) {
      return texts(field, values, validity);
    }
    if (field.physicalType() == PhysicalType.BOOLEAN) {
      MemorySegment bits = memory.allocate(length / 8 + 1);
      for (int i = 0; i < length; i++) {
        if (Boolean.TRUE.equals(values.get(i))) {
          Bits.set(bits, i);
        }
      }
      return BooleanColumn.wrap(field, length, bits, 0, validity, 0);
    }
    MemorySegment slots = memory.allocate((long) length * field.width() + 1);
    for (int i = 0; i < length; i++) {
      put(slots, (long) i * field.width(), values.get(i));
    }
    return FixedWidthColumn.wrap(field, length, slots, 0, validity, 0);
  }

  private static void put(MemorySegment slots, long at, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Integer number -> slots.set(Layouts.INT_LE, at, number);
      case Long number -> slots.set(Layouts.LONG_LE, at, number);
      case Float number -> slots.set(Layouts.FLOAT_LE, at, number);
      case Double number -> slots.set(Layouts.DOUBLE_LE, at, number);
      case String text ->
          MemorySegment.copy(MemorySegment.ofArray(bytes(text)), 0, slots, at, text.length());
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Column texts(
      PrimitiveField field, List<@Nullable Object> values, @Nullable MemorySegment validity) {
    MemorySegment offsets = memory.allocate(4L * values.size() + 4);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof String text) {
        data.writeBytes(bytes(text));
      }
      offsets.set(Layouts.INT_LE, 4L * i + 4, data.size());
    }
    MemorySegment bytes = memory.allocate(data.size() + 1L);
    MemorySegment.copy(MemorySegment.ofArray(data.toByteArray()), 0, bytes, 0, data.size());
    return BinaryColumn.wrap(field, values.size(), offsets, 0, bytes, validity, 0);
  }
}
