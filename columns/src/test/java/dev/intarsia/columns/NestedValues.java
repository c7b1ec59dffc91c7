package dev.intarsia.columns;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random values of nested fields as plain objects, and the way to append them. */
public final class NestedValues {
  private static final Field TINY = Field.of("tiny", LogicalType.integer(8, true), true);
  private static final Field TEXT = Field.of("text", LogicalType.string(), true);
  private static final Field KEY = Field.of("key", LogicalType.string(), false);
  private static final StructField POINT =
      new StructField(
          "point",
          List.of(
              Field.of("id", PhysicalType.INT64, false),
              TINY,
              new ListField("path", Field.of("x", PhysicalType.DOUBLE, true), true),
              TEXT),
          true);

  /** Nesting of every kind, required and not; the smallest integers can be refused. */
  public static final Schema SCHEMA =
      Schema.builder("nested")
          .required("n", PhysicalType.INT32)
          .add(new ListField("points", POINT, true))
          .add(new ListField("flags", Field.of("b", PhysicalType.BOOLEAN, false), false))
          .add(
              new StructField(
                  "outer",
                  List.of(
                      TINY,
                      new StructField("inner", List.of(KEY, TEXT), true),
                      new ListField("texts", TEXT, false)),
                  true))
          .add(new MapField("labels", KEY, TEXT, true))
          .add(new MapField("points by name", KEY, POINT, true))
          .add(new MapField("required", KEY, new StructField("s", List.of(KEY), false), false))
          .add(
              new ListField("deep", new ListField("l", new ListField("l", TINY, true), true), true))
          .add(new ListField("maps", new MapField("m", KEY, TINY, true), true))
          .build();

  private final Random random;

  public NestedValues(Random random) {
    this.random = random;
  }

  public @Nullable Object value(Field field) {
    if (field.nullable() && random.nextInt(5) == 0) {
      return null;
    }
    return switch (field) {
      case StructField struct -> {
        List<@Nullable Object> values = new ArrayList<>();
        struct.fields().forEach(child -> values.add(value(child)));
        yield values;
      }
      case ListField list -> {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = length(); i > 0; i--) {
          elements.add(value(list.element()));
        }
        yield elements;
      }
      case MapField map -> {
        List<@Nullable Object> pairs = new ArrayList<>();
        for (int i = length(); i > 0; i--) {
          List<@Nullable Object> pair = new ArrayList<>();
          pair.add(value(map.key()));
          pair.add(value(map.value()));
          pairs.add(pair);
        }
        yield pairs;
      }
      case PrimitiveField leaf ->
          switch (leaf.physicalType()) {
            case BOOLEAN -> random.nextBoolean();
            case INT32 -> (int) (byte) random.nextInt();
            case INT64 -> random.nextLong();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                ByteBuffer.wrap("x".repeat(random.nextInt(20)).getBytes(StandardCharsets.UTF_8));
          };
    };
  }

  private int length() {
    return random.nextInt(20) == 0 ? random.nextInt(80) : random.nextInt(4);
  }

  /** Appends a value, at times in place of another, be it null or not. */
  public void replace(ValueAppender place, @Nullable Object value) {
    if (random.nextInt(4) == 0) {
      Object other = value(place.field());
      if (other != null) {
        append(place, other);
      } else {
        place.setNull();
      }
      if (value == null) {
        place.setNull();
      }
    }
    if (value != null) {
      append(place, value);
    }
  }

  /** Appends a value that is not null. */
  public void append(ValueAppender place, Object value) {
    switch (place.field()) {
      case StructField struct -> {
        place.struct().begin();
        for (int i = 0; i < struct.fields().size(); i++) {
          replace(place.struct().field(i), ((List<?>) value).get(i));
        }
      }
      case ListField list -> {
        place.list().begin();
        for (Object element : (List<?>) value) {
          if (element == null) {
            place.list().element().setNull();
          } else {
            append(place.list().element(), element);
          }
        }
      }
      case MapField map -> {
        place.map().begin();
        for (Object pair : (List<?>) value) {
          append(place.map().key(), ((List<?>) pair).getFirst());
          replace(place.map().value(), ((List<?>) pair).get(1));
        }
      }
      case PrimitiveField leaf -> leaf(place, value);
    }
  }

  private static void leaf(ValueAppender place, Object value) {
    switch (value) {
      case Boolean bit -> place.setBoolean(bit);
      case Integer number -> place.setInt(number);
      case Long number -> place.setLong(number);
      case Double number -> place.setDouble(number);
      case ByteBuffer text -> {
        MemorySegment bytes = MemorySegment.ofBuffer(text);
        place.setUtf8(bytes, 0, bytes.byteSize());
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }
}
