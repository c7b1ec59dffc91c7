package dev.intarsia.parquet.nested;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Schemas and rows with nulls and empties at every level, as plain objects. */
public final class NestedRows {
  private final Random random;
  private final double nulls;
  private int unique;

  public NestedRows(long seed, double nulls) {
    this.random = new Random(seed);
    this.nulls = nulls;
  }

  /** Every shape of some leaf type, in a schema. */
  public static Schema schema(PrimitiveField leaf) {
    return Schema.of("nested", fields("", leaf));
  }

  /** Every shape of some leaf type: nulls and empties are possible at every level. */
  public static List<Field> fields(String prefix, PrimitiveField leaf) {
    Field optional = with(leaf, true);
    Field required = with(leaf, false);
    StructField pair =
        new StructField("pair", List.of(required.withName("r"), optional.withName("o")), true);
    StructField bare = new StructField("bare", List.of(required.withName("r")), false);
    Field key = Field.of("key", LogicalType.string(), false);
    ListField tags = new ListField("tags", optional, true);
    List<Field> fields =
        List.of(
            tags,
            new ListField("filled", required, false),
            pair,
            bare,
            new StructField(
                "outer", List.of(pair.withName("inner"), bare, optional.withName("o")), true),
            new ListField(
                "deep",
                new StructField("s", List.of(tags, required.withName("r"), pair), true),
                true),
            new ListField("lists", new ListField("any", tags, false), true),
            new MapField("map", key, optional, true),
            new MapField("maps", key, new ListField("any", pair, true), false),
            new ListField("mapped", new MapField("any", key, required, true), true));
    return fields.stream().map(field -> field.withName(prefix + field.name())).toList();
  }

  private static PrimitiveField with(PrimitiveField leaf, boolean nullable) {
    return new PrimitiveField(
        "leaf", leaf.physicalType(), leaf.typeLength(), leaf.logicalType(), nullable);
  }

  public List<List<@Nullable Object>> rows(Schema schema, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      schema.fields().forEach(field -> row.add(value(field)));
      rows.add(row);
    }
    return rows;
  }

  private @Nullable Object value(Field field) {
    if (field.nullable() && random.nextDouble() < nulls) {
      return null;
    }
    return switch (field) {
      case PrimitiveField leaf -> leaf(leaf);
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
          pair.add("k%07d".formatted(unique++)); // once, and sorted, as some readers have maps
          pair.add(value(map.value()));
          pairs.add(pair);
        }
        yield pairs;
      }
    };
  }

  /** Mostly short, empty now and then. */
  private int length() {
    return random.nextInt(40) == 0 ? random.nextInt(60) : random.nextInt(4);
  }

  private Object leaf(PrimitiveField leaf) {
    int few = random.nextInt(20) * 7; // so that dictionaries pay
    return switch (leaf.physicalType()) {
      case BOOLEAN -> random.nextBoolean();
      case INT32 -> few;
      case INT64 -> few * 10_000_000_000L;
      case FLOAT -> few / 4f;
      case DOUBLE -> few / 8.0;
      case BYTE_ARRAY -> "text " + "x".repeat(few % 11) + few;
      case FIXED_LEN_BYTE_ARRAY -> "%%0%dd".formatted(leaf.typeLength()).formatted(few);
    };
  }
}
