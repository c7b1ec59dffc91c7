package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.Unit;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cat and head print of a file with a column of each kind. */
@DetectLeaks
class PrintingTest {
  private static final Schema SCHEMA =
      Schema.builder("kinds")
          .required("id", PhysicalType.INT32)
          .optional("flag", PhysicalType.BOOLEAN)
          .optional("name", LogicalType.string())
          .optional("big", LogicalType.integer(64, false))
          .optional("ratio", PhysicalType.DOUBLE)
          .optional("price", LogicalType.decimal(20, 2))
          .optional("day", LogicalType.date())
          .optional("clock", LogicalType.timeMicros())
          .optional("at", LogicalType.timestampMillis())
          .optional("local", new LogicalType.TimestampType(Unit.NANOS, false))
          .optional("key", LogicalType.uuid())
          .optional("half", LogicalType.float16())
          .optional("span", LogicalType.interval())
          .optional("raw", PhysicalType.BYTE_ARRAY)
          .build();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write(MemoryPool pool) throws IOException {
    file = folder.resolve("kinds.parquet");
    WriterOptions options = WriterOptions.builder().encoding(ColumnEncoding.PLAIN).build();
    try (ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, options)) {
      RowAppender row = writer.rows();
      appendFull(row);
      row.setInt(0, 2);
      row.end();
      row.setInt(0, 3);
      row.setString(2, "");
      row.setDouble(4, Double.NaN);
      row.setLong(8, -1);
      row.end();
      writer.finish();
    }
  }

  private static void appendFull(RowAppender row) throws IOException {
    row.setInt(0, 1);
    row.setBoolean(1, true);
    row.setString(2, "a \"b\",\n\u00e9\u0001");
    row.setLong(3, -1);
    row.setDouble(4, 0.1);
    row.setDecimal(5, new BigDecimal("-1234.50"));
    row.setInt(6, 19_782);
    row.setLong(7, 3_661_000_001L);
    row.setLong(8, 1_700_000_000_123L);
    row.setLong(9, -1);
    row.setUuid(10, UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"));
    row.setBytes(11, new byte[] {0, 0x3e}, 0, 2);
    row.setBytes(12, new byte[] {1, 0, 0, 0, 2, 0, 0, 0, (byte) 0xbc, 0xb, 0, 0}, 0, 12);
    row.setBytes(13, "h\u00e9".getBytes(StandardCharsets.UTF_8), 0, 3);
    row.end();
  }

  private static String print(Object... args) {
    Run run = Run.of(args);
    assertThat(run.code()).as(run.err()).isEqualTo(Intarsia.OK);
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  @Test
  void ndjsonHasAMemberForEachColumn() {
    assertThat(print("cat", file).lines())
        .containsExactly(
            "{\"id\":1,\"flag\":true,\"name\":\"a \\\"b\\\",\\n\u00e9\\u0001\","
                + "\"big\":18446744073709551615,\"ratio\":0.1,\"price\":-1234.50,"
                + "\"day\":\"2024-02-29\",\"clock\":\"01:01:01.000001\","
                + "\"at\":\"2023-11-14T22:13:20.123Z\",\"local\":\"1969-12-31T23:59:59.999999999\","
                + "\"key\":\"01234567-89ab-cdef-0123-456789abcdef\",\"half\":1.5,"
                + "\"span\":\"P1M2DT3.004S\",\"raw\":\"68c3a9\"}",
            "{\"id\":2,\"flag\":null,\"name\":null,\"big\":null,\"ratio\":null,\"price\":null,"
                + "\"day\":null,\"clock\":null,\"at\":null,\"local\":null,\"key\":null,"
                + "\"half\":null,\"span\":null,\"raw\":null}",
            "{\"id\":3,\"flag\":null,\"name\":\"\",\"big\":null,\"ratio\":\"NaN\",\"price\":null,"
                + "\"day\":null,\"clock\":null,\"at\":\"1969-12-31T23:59:59.999Z\",\"local\":null,"
                + "\"key\":null,\"half\":null,\"span\":null,\"raw\":null}");
  }

  @Test
  void csvTellsNullFromEmpty() {
    assertThat(print("cat", "--format", "csv", "--columns", "id,name,price,at", file))
        .isEqualTo(
            """
            id,name,price,at
            1,"a ""b"",
            \u00e9\u0001",-1234.50,2023-11-14T22:13:20.123Z
            2,,,
            3,"",,1969-12-31T23:59:59.999Z
            """);
  }

  @Test
  void whatCsvPrintsIngestReadsBack() throws IOException {
    Path csv = folder.resolve("kinds.csv");
    Files.writeString(csv, print("cat", "--format", "csv", "--columns", "id,name,price,at", file));
    Path schema = folder.resolve("schema");
    Files.writeString(schema, Schema.of("kinds", SCHEMA.select(0, 2, 5, 8).fields()).toString());
    Path again = Run.ingest(folder.resolve("again.parquet"), "--schema", schema, csv);
    assertThat(DuckDb.rows("SELECT * FROM " + DuckDb.literal(again)))
        .isEqualTo(DuckDb.rows("SELECT id, name, price, \"at\" FROM " + DuckDb.literal(file)));
  }

  @Test
  void aTableIsAlignedAndOnOneLineARow() {
    assertThat(print("head", "--columns", "id,name,ratio,flag", file))
        .isEqualTo(
            """
            id  name       ratio  flag
            --  ---------  -----  ----
             1  a "b", \u00e9     0.1  true
             2  null        null  null
             3               NaN  null
            """);
  }

  @Test
  void headStopsWhereItIsTold() {
    assertThat(print("head", "-n", 1, "--columns", "id", "--format", "ndjson", file))
        .isEqualTo("{\"id\":1}\n");
    assertThat(print("cat", "--skip", 1, "--limit", 1, "--columns", "id", file))
        .isEqualTo("{\"id\":2}\n");
    assertThat(print("head", "-n", 0, "--columns", "id,name", file))
        .isEqualTo("id  name\n--  ----\n");
  }

  @Test
  void bytesAreShownAsAsked() {
    assertThat(print("head", "-n1", "--columns=raw", "--format=csv", "--binary=base64", file))
        .isEqualTo("raw\naMOp\n");
    assertThat(print("head", "-n1", "--columns=raw", "--format=csv", "--binary=text", file))
        .isEqualTo("raw\nh\u00e9\n");
  }

  @Test
  void countAndSchemaAreTheFooters() {
    assertThat(print("count", file)).isEqualTo("3\n");
    assertThat(print("schema", file)).isEqualTo(SCHEMA.toString());
  }

  @Test
  void whatIsNotThereIsSaid() {
    for (Object[] args :
        List.of(
            new Object[] {"cat", "--columns", "nope", file},
            new Object[] {"cat", folder.resolve("none.parquet")},
            new Object[] {"inspect", folder.resolve("none.parquet")})) {
      Run run = Run.of(args);
      assertThat(run.code()).isEqualTo(Intarsia.FAILED);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("intarsia: ").contains("no").doesNotContain("\tat ");
    }
    assertThat(Run.of("head", "-n", -1, file).code()).isEqualTo(Intarsia.USAGE);
    assertThat(Run.of("cat").code()).isEqualTo(Intarsia.USAGE);
  }

  @Test
  void aFileThatIsNoParquetIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.parquet"), "this is no Parquet file");
    Run run = Run.of("head", text);
    assertThat(run.code()).isEqualTo(Intarsia.FAILED);
    assertThat(run.err()).contains(text.toString(), "no Parquet file");
  }
}
