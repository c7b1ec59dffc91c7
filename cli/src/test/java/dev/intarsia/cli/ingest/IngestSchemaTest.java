package dev.intarsia.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.cli.DuckDb;
import dev.intarsia.cli.Run;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is inferred, and what a given schema makes of the same text. */
@DetectLeaks
class IngestSchemaTest {
  @TempDir Path folder;

  private String inferred(String name, String text, Object... options) {
    Path input = Samples.write(folder.resolve(name), text);
    List<Object> args = new ArrayList<>(List.of("ingest", "--print-schema", "--sample=all", input));
    args.addAll(List.of(options));
    Run run = Run.of(args.toArray());
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  @Test
  void jsonColumnsAreTheNarrowestThatHoldAll() {
    String text =
        """
        {"int":1,"grows":1,"big":18446744073709551615,"bigger":1,"flag":true,"text":"2024-01-01"}
        {"grows":1.5,"bigger":18446744073709551615,"none":null,"empty":{},"list":[1],"mixed":1}
        {"big":2.5,"mixed":"x","o":{"p":{"q.r":1},"s":"t"},"either":{"a":1},"list":[null,2.5]}
        {"any":[1,"x"],"either":[],"nothing":[],"lists":[[],[{"deep":[true]},null]]}
        {"either":5,"o":{},"maybe":{}}
        {"maybe":{"there":true}}
        """;
    assertThat(inferred("in.ndjson", text))
        .isEqualTo(
            """
            message ndjson {
              optional int64 int;
              optional double grows;
              optional double big;
              optional binary bigger (STRING);
              optional boolean flag;
              optional binary text (STRING);
              optional binary none (JSON);
              optional binary empty (JSON);
              optional group list (LIST) {
                repeated group list {
                  optional double element;
                }
              }
              optional binary mixed (JSON);
              optional group o {
                optional group p {
                  optional int64 q.r;
                }
                optional binary s (STRING);
              }
              optional binary either (JSON);
              optional binary any (JSON);
              optional binary nothing (JSON);
              optional group lists (LIST) {
                repeated group list {
                  optional group element (LIST) {
                    repeated group list {
                      optional group element {
                        optional group deep (LIST) {
                          repeated group list {
                            optional boolean element;
                          }
                        }
                      }
                    }
                  }
                }
              }
              optional group maybe {
                optional boolean there;
              }
            }
            """);
  }

  @Test
  void jsonTextIsATimeOnlyWhereAskedFor() {
    String text = "{\"d\":\"2024-01-01\",\"t\":\"2024-01-01T00:00:00Z\",\"n\":\"12\"}\n";
    assertThat(inferred("in.ndjson", text, "--dates"))
        .isEqualTo(
            """
            message ndjson {
              optional int32 d (DATE);
              optional int64 t (TIMESTAMP(MICROS,true));
              optional binary n (STRING);
            }
            """);
  }

  @Test
  void deepObjectsStayWholeWhereAskedFor() {
    String text = "{\"a\":{\"b\":{\"c\":1}},\"d\":2,\"e\":[[1]]}\n";
    assertThat(inferred("in.ndjson", text, "--depth", 1))
        .isEqualTo(
            """
            message ndjson {
              optional group a {
                optional binary b (JSON);
              }
              optional int64 d;
              optional binary e (JSON);
            }
            """);
    assertThat(inferred("in.ndjson", text, "--depth", 0))
        .contains("optional binary a (JSON);")
        .contains("optional binary e (JSON);");
  }

  @Test
  void membersGoToDottedColumnsAndToMapsWhereTheSchemaSaysSo() {
    Path schema =
        Samples.write(
            folder.resolve("schema"),
            """
            message m {
              optional int64 a.b;
              optional group zones (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional group value {
                    required int64 n;
                  }
                }
              }
            }
            """);
    Path input =
        Samples.write(
            folder.resolve("in.ndjson"),
            """
            {"a":{"b":7},"zones":{"x":{"n":1},"y":null}}
            {"a":null,"zones":{}}
            {"zones":{"x":{},"y":{"n":2}}}
            {"zones":null}
            """);
    Path output = folder.resolve("out.parquet");
    Run run = Run.of("ingest", input, "-o", output, "--schema", schema, "--on-error", "skip");
    assertThat(run.err()).contains("in.ndjson:3:").contains("'zones.value.n' (INT64) was not set");
    assertThat(DuckDb.read(output))
        .containsExactly(
            List.of("7", "{x={'n': 1}, y=NULL}"),
            List.of(DuckDb.NULL, "{}"),
            List.of(DuckDb.NULL, DuckDb.NULL));
  }

  @Test
  void csvColumnsAreTheNarrowestThatHoldAll() {
    String text =
        """
        id,code,ratio,day,local,fine,moment,mixed,flag,none
        1,007,1,2024-01-01,2024-01-01,2024-01-01 10:00:00.123456789,2024-01-01T10:00Z,1,true,
        -2,8,2.5,2024-12-31,2024-01-01 10:00,2024-01-01 10:00:00,2024-01-01T10:00:00+01:00,x,FALSE,
        """;
    assertThat(inferred("in.csv", text))
        .isEqualTo(
            """
            message csv {
              optional int64 id;
              optional binary code (STRING);
              optional double ratio;
              optional int32 day (DATE);
              optional int64 local (TIMESTAMP(MICROS,false));
              optional int64 fine (TIMESTAMP(NANOS,false));
              optional int64 moment (TIMESTAMP(MICROS,true));
              optional binary mixed (STRING);
              optional boolean flag;
              optional binary none (STRING);
            }
            """);
    assertThat(inferred("in.csv", "d\n2024-01-01\n", "--no-dates"))
        .contains("optional binary d (STRING);");
  }

  @Test
  void aPrintedSchemaIsTakenBack() {
    String text = "{\"a\":{\"b c\":1,\"d\":[true]},\"e\":\"x\"}\n";
    Path schema = Samples.write(folder.resolve("schema"), inferred("in.ndjson", text));
    Path output = folder.resolve("out.parquet");
    Run.ingest(output, folder.resolve("in.ndjson"), "--schema", schema);
    assertThat(DuckDb.read(output)).containsExactly(List.of("{'b c': 1, 'd': [true]}", "x"));
  }

  private static final String EVERY_TYPE =
      """
      message every {
        optional boolean flag;
        optional int32 small (INTEGER(8,true));
        optional int32 word (INTEGER(32,false));
        optional int64 huge (INTEGER(64,false));
        optional float f;
        optional double d;
        optional fixed_len_byte_array(2) half (FLOAT16);
        optional int32 cents (DECIMAL(9,2));
        optional fixed_len_byte_array(16) money (DECIMAL(38,3));
        optional int32 day (DATE);
        optional int32 ms (TIME(MILLIS,true));
        optional int64 ns (TIME(NANOS,true));
        optional int64 moment (TIMESTAMP(MILLIS,true));
        optional int64 local (TIMESTAMP(NANOS,false));
        optional fixed_len_byte_array(16) id (UUID);
        optional binary name (ENUM);
        optional binary raw;
        required binary text (STRING);
      }
      """;

  private static final List<String> EVERY_VALUE =
      List.of(
          "true",
          "-128",
          "4294967295",
          "18446744073709551615",
          "0.5",
          "-0.25",
          "1.5",
          "1234567.89",
          "12345678901234567890123456789012345.678",
          "2024-02-29",
          "17:05:03.25+00",
          // DuckDB cuts what is finer than microseconds here.
          "17:05:03.123456+00",
          "2024-02-29 17:05:03.25+00",
          "2024-02-29 17:05:03.123456789",
          "123e4567-e89b-12d3-a456-426614174000",
          "RED",
          "bytes",
          "text");

  private List<List<String>> ingestedEvery(String name, String text) {
    Path schema = Samples.write(folder.resolve("every.schema"), EVERY_TYPE);
    Path input = Samples.write(folder.resolve(name), text);
    return DuckDb.read(Run.ingest(folder.resolve("out.parquet"), input, "--schema", schema));
  }

  @Test
  void csvFillsEveryType() {
    String values =
        "true,-128,4294967295,18446744073709551615,0.5,-0.25,1.5,1234567.89,"
            + "12345678901234567890123456789012345.678,2024-02-29,17:05:03.25,17:05:03.123456789,"
            + "2024-02-29T19:05:03.25+02:00,2024-02-29 17:05:03.123456789,"
            + "123E4567-e89b-12d3-a456-426614174000,RED,bytes,text\n";
    List<List<String>> rows = ingestedEvery("in.csv", values + ",".repeat(17) + "\"\"\n");
    assertThat(rows.getFirst()).isEqualTo(EVERY_VALUE);
    assertThat(rows.get(1).subList(0, 17)).containsOnly(DuckDb.NULL);
    assertThat(rows.get(1).getLast()).isEmpty();
  }

  @Test
  void jsonFillsEveryType() {
    String values =
        """
        {"flag":true,"small":-128,"word":4294967295,"huge":18446744073709551615,"f":0.5,"d":-0.25,"half":1.5,\
        "cents":1234567.89,"money":"12345678901234567890123456789012345.678","day":19782,"ms":"17:05:03.25",\
        "ns":61503123456789,"moment":1709226303250,"local":"2024-02-29T17:05:03.123456789",\
        "id":"123e4567-e89b-12d3-a456-426614174000","name":"RED","raw":"bytes","text":"text"}
        {"text":1.50,"flag":null}
        """;
    List<List<String>> rows = ingestedEvery("in.ndjson", values);
    assertThat(rows.getFirst()).isEqualTo(EVERY_VALUE);
    assertThat(rows.get(1).subList(0, 17)).containsOnly(DuckDb.NULL);
    assertThat(rows.get(1).getLast()).isEqualTo("1.50");
  }

  @Test
  void theLastOfSeveralMembersOfOneNameCounts() {
    Path input =
        Samples.write(folder.resolve("in.ndjson"), "{\"a\":1,\"a\":2}\n{\"a\":1,\"a\":null}\n");
    List<List<String>> rows = DuckDb.read(Run.ingest(folder.resolve("out.parquet"), input));
    assertThat(rows).containsExactly(List.of("2"), List.of(DuckDb.NULL));
  }

  @Test
  void fieldsThatTheSchemaDoesNotHaveCanBeLeftOut() {
    Path schema = Samples.write(folder.resolve("s"), "message m {\n  optional int64 b;\n}\n");
    Path output = folder.resolve("out.parquet");
    Path json = Samples.write(folder.resolve("in.ndjson"), "{\"a\":{\"b\":[1]},\"b\":2,\"c\":3}\n");
    Run.ingest(output, json, "--schema", schema, "--ignore-unknown");
    assertThat(DuckDb.read(output)).containsExactly(List.of("2"));
    Path csv = Samples.write(folder.resolve("in.csv"), "a,b\nx,2\n");
    Run.ingest(output, csv, "--schema", schema, "--ignore-unknown");
    assertThat(DuckDb.read(output)).containsExactly(List.of("2"));
  }

  @Test
  void aSchemaMakesAnEmptyInputAnEmptyFile() {
    Path schema = Samples.write(folder.resolve("s"), "message m {\n  optional int64 b;\n}\n");
    for (String name : List.of("in.ndjson", "in.csv")) {
      Path output = folder.resolve("out.parquet");
      Run.ingest(output, Samples.write(folder.resolve(name), ""), "--schema", schema);
      assertThat(DuckDb.number("SELECT count(*) FROM " + DuckDb.literal(output))).isZero();
    }
  }
}
