package dev.intarsia.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaTest {

  @Test
  void printsAsParquetSchemaText() {
    Schema schema =
        Schema.builder("log")
            .required("timestamp", LogicalType.timestampMillis())
            .optional("service", LogicalType.string())
            .optional("ok", PhysicalType.BOOLEAN)
            .required("small", LogicalType.integer(8, false))
            .optional("price", PhysicalType.BYTE_ARRAY, LogicalType.decimal(40, 3))
            .required("id", LogicalType.uuid())
            .requiredFixed("hash", 20)
            .optional("at", LogicalType.timeNanos(false))
            .build();
    assertThat(schema)
        .hasToString(
            """
            message log {
              required int64 timestamp (TIMESTAMP(MILLIS,true));
              optional binary service (STRING);
              optional boolean ok;
              required int32 small (INTEGER(8,false));
              optional binary price (DECIMAL(40,3));
              required fixed_len_byte_array(16) id (UUID);
              required fixed_len_byte_array(20) hash;
              optional int64 at (TIME(NANOS,false));
            }
            """);
  }

  @Test
  void findsFieldsByNameAndSaysWhatThereIsOtherwise() {
    Schema schema = abc();
    assertThat(schema.index("b")).isEqualTo(1);
    assertThat(schema.contains("B")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schema.index("B"))
        .withMessage("schema 's' has no field 'B'; it has a, b, c");
  }

  @Test
  void refusesDuplicateNames() {
    Schema.Builder builder = Schema.builder("s");
    builder.required("a", PhysicalType.INT32).required("b", PhysicalType.INT32);
    builder.optional("a", PhysicalType.INT64);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("schema 's': fields 0 and 2 are both named 'a'");
  }

  @Test
  void refusesToBeEmpty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schema.builder("s").build())
        .withMessageContaining("no fields");
  }

  @Test
  void equalsByNameAndFields() {
    assertThat(abc()).isEqualTo(abc()).hasSameHashCodeAs(abc());
    assertThat(abc()).isNotEqualTo(Schema.of("t", abc().fields()));
    assertThat(abc()).isNotEqualTo(abc().rename("a", "x"));
  }

  @Test
  void selectsAndRenames() {
    assertThat(abc().select(2, 0).fields()).extracting(Field::name).containsExactly("c", "a");
    assertThat(abc().rename("b", "x").fields())
        .extracting(Field::name)
        .containsExactly("a", "x", "c");
    assertThatIllegalArgumentException().isThrownBy(() -> abc().rename("b", "c"));
    assertThatIllegalArgumentException().isThrownBy(() -> abc().select(1, 1));
  }

  private static Schema abc() {
    return Schema.of(
        "s",
        List.of(
            new PrimitiveField("a", PhysicalType.INT32, 0, null, true),
            new PrimitiveField("b", PhysicalType.INT64, 0, null, false),
            new PrimitiveField("c", PhysicalType.DOUBLE, 0, null, true)));
  }
}
