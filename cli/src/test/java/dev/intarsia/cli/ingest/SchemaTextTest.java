package dev.intarsia.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTextTest {
  @Test
  void everySchemaComesBackFromItsText() {
    Schema.Builder builder = Schema.builder("all of it");
    for (PhysicalType type : PhysicalType.values()) {
      if (type != PhysicalType.FIXED_LEN_BYTE_ARRAY) {
        builder.required("required " + type, type).optional("optional." + type, type);
      }
    }
    builder.requiredFixed("fixed", 3).optionalFixed("money", 20, LogicalType.decimal(40, 2));
    builder.optional("cents", PhysicalType.BYTE_ARRAY, LogicalType.decimal(5, 2));
    int i = 0;
    for (LogicalType type :
        new LogicalType[] {
          LogicalType.string(),
          LogicalType.enumeration(),
          LogicalType.json(),
          LogicalType.bson(),
          LogicalType.uuid(),
          LogicalType.date(),
          LogicalType.timeMillis(),
          LogicalType.timeMicros(false),
          LogicalType.timeNanos(),
          LogicalType.timestampMillis(false),
          LogicalType.timestampMicros(),
          LogicalType.timestampNanos(),
          LogicalType.integer(8, false),
          LogicalType.integer(64, true),
          LogicalType.decimal(9, 2),
          LogicalType.decimal(38, 0),
          LogicalType.float16(),
          LogicalType.interval()
        }) {
      builder.optional("c(" + i++ + ") x", type);
    }
    Schema schema = builder.build();
    assertThat(SchemaText.parse(schema.toString(), "test")).isEqualTo(schema);
  }

  @Test
  void commentsBlanksAndSpacesDoNotMatter() {
    Schema schema =
        SchemaText.parse(
            """
            // as edited by hand
            message  log  {

              optional   int64   n  (TIMESTAMP( MICROS , true ))  ;
            # required int32 gone;
            required binary a.b(STRING);
            }
            """,
            "test");
    assertThat(schema)
        .isEqualTo(
            Schema.builder("log")
                .optional("n", LogicalType.timestampMicros())
                .required("a.b(STRING)", PhysicalType.BYTE_ARRAY)
                .build());
  }

  @Test
  void nestedSchemasAreReadAsTheyArePrinted() {
    Field id = Field.of("id", PhysicalType.INT64, false);
    Field text = Field.of("text", LogicalType.string(), true);
    StructField struct = new StructField("a struct", List.of(id, text), true);
    Schema schema =
        Schema.builder("nested")
            .add(struct)
            .add(new ListField("lists", new ListField("l", struct, false), true))
            .add(new MapField("map", id, new ListField("l", text, true), false))
            .add(text)
            .build();
    assertThat(SchemaText.parse(schema.toString(), "test")).isEqualTo(schema);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|s:0: expected 'message NAME {'",
        "schema x {|s:1: expected 'message NAME {', found 'schema x {'",
        "message x {~ optional int64 a;|s:2: the closing '}' is missing",
        "message x {~}|s: schema 'x' has no fields",
        "message x {~optional int64 a~}|s:2: expected a field such as",
        "message x {~optional int65 a;~}|s:2: unknown type 'int65'",
        "message x {~optional group a {~}|s:3: struct 'a' has no fields",
        "message x {~optional group a {~optional int64 b;~}|s:4: the closing '}' is missing",
        "message x {~repeated group a {~}|s:2: a repeated group stands in a group with (LIST)",
        "message x {~required group a (LIST) {~optional int64 b;|s:3: a group with (LIST)",
        "message x {~required group a (MAP) {~optional group b {|s:3: a group with (LIST)",
        "message x {~required group a (LIST) {~}|s:3: the list 'a' has one field",
        "message x {~required group a (MAP) {~repeated group b {~}~}|s:5: the map 'a' has a key",
        "message x {~repeated int64 a;~}|s:2: repeated fields stand in a group with (LIST)",
        "message x {~optional int64 a (WHEN);~}|s:2: unknown annotation 'WHEN'",
        "message x {~optional int64 a (TIMESTAMP);~}|s:2: TIMESTAMP takes 2 parameters",
        "message x {~optional int64 a (TIMESTAMP(DAYS,true));~}|s:2: 'DAYS' is not a unit",
        "message x {~optional int64 a (TIMESTAMP(MICROS,yes));~}|s:2: expected true or false",
        "message x {~optional int64 a (DECIMAL(x,2));~}|s:2: expected a number, found 'x'",
        "message x {~optional int64 a (STRING);~}|s:2: field 'a': STRING cannot be stored as INT64",
        "message x {~optional int64 a;~optional int32 a;~}|s: schema 'x': fields 0 and 1",
        "message x {~optional int64 a;~}~more|s:4: expected a field such as"
      })
  void whatIsNotUnderstoodIsSaidWithItsLine(String text, String message) {
    assertThatThrownBy(() -> SchemaText.parse(text.replace('~', '\n'), "s"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(message);
  }
}
