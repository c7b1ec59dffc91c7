package dev.intarsia.cli.ingest;

import static dev.intarsia.cli.DuckDb.NULL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.cli.DuckDb;
import dev.intarsia.cli.Run;
import dev.intarsia.cli.ingest.Samples.Packing;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text of every format, packed in every way, arrives in the file as it was; DuckDB is the judge.
 */
@DetectLeaks
class IngestFormatsTest {
  private static final String NDJSON =
      """
      {"id":1,"who":{"name":"Zoë \\"Z\\" \\ud83d\\ude00","tags":["a", {"b" : 1.50}]},"ok":true,"x":1}

      {"who":{"tags":null},"id":-9223372036854775808,"x":2.5e3,"note":""}
      {"id":3,"ok":false,"who":null,"big":18446744073709551615, "any":"text"}
      {"id":4,"any":[ 1, 2 ],"who":{"name":"line\\nbreak"}}\r
      """;
  private static final List<List<String>> NDJSON_ROWS =
      List.of(
          row(
              "1",
              "{'name': 'Zoë \"Z\" 😀', 'tags': '[\"a\", {\"b\" : 1.50}]'}",
              "true",
              "1.0",
              NULL,
              NULL,
              NULL),
          row(
              "-9223372036854775808",
              "{'name': NULL, 'tags': NULL}",
              NULL,
              "2500.0",
              "",
              NULL,
              NULL),
          row("3", NULL, "false", NULL, NULL, "18446744073709551615", "\"text\""),
          row("4", "{'name': line\nbreak, 'tags': NULL}", NULL, NULL, NULL, NULL, "[ 1, 2 ]"));

  private static final String CSV =
      """
      zip,city,lat,when,day,n,ok
      00501,"Holtsville, NY",+40.922326,2024-02-29T10:00:00Z,2024-02-29,1,true
      00544,"say ""hi\""
      there",-072.637078,2024-02-29 12:00:00.25+02:00,2024-03-01,,FALSE
      ,"",,,,-7,
      """;
  private static final List<List<String>> CSV_ROWS =
      List.of(
          row(
              "00501",
              "Holtsville, NY",
              "40.922326",
              "2024-02-29 10:00:00+00",
              "2024-02-29",
              "1",
              "true"),
          row(
              "00544",
              "say \"hi\"\nthere",
              "-72.637078",
              "2024-02-29 10:00:00.25+00",
              "2024-03-01",
              NULL,
              "false"),
          row(NULL, "", NULL, NULL, NULL, "-7", NULL));

  @TempDir Path folder;

  private static List<String> row(String... values) {
    return List.of(values);
  }

  private Path file(String name, Packing packing, String text) {
    return Samples.write(folder.resolve(name), packing.pack(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Path output() {
    return folder.resolve("out.parquet");
  }

  @ParameterizedTest
  @EnumSource
  void jsonArrives(Packing packing) {
    Path input = file("in.ndjson" + packing.ending, packing, NDJSON);
    assertThat(DuckDb.read(Run.ingest(output(), input))).isEqualTo(NDJSON_ROWS);
  }

  @ParameterizedTest
  @EnumSource
  void csvArrives(Packing packing) {
    Path input = file("in.csv" + packing.ending, packing, CSV);
    assertThat(DuckDb.read(Run.ingest(output(), input))).isEqualTo(CSV_ROWS);
  }

  @ParameterizedTest
  @EnumSource
  void tabsSeparateToo(Packing packing) {
    Path input = file("in.tsv" + packing.ending, packing, "a\tb\n1\tx,y\n2\t\n");
    assertThat(DuckDb.read(Run.ingest(output(), input)))
        .containsExactly(row("1", "x,y"), row("2", NULL));
  }

  @ParameterizedTest
  @EnumSource
  void linesArrive(Packing packing) {
    Path input = file("in.log" + packing.ending, packing, "first, \"one\"\r\n\nthird");
    assertThat(DuckDb.read(Run.ingest(output(), input)))
        .containsExactly(row("first, \"one\""), row(""), row("third"));
  }

  @ParameterizedTest
  @EnumSource
  void standardInputIsRecognisedAndReadOnce(Packing packing) {
    byte[] json = packing.pack(NDJSON.getBytes(StandardCharsets.UTF_8));
    Run run = Run.withInput(json, "ingest", "-o", output(), "--sample", "4");
    assertThat(run.err()).isEmpty();
    assertThat(DuckDb.read(output())).isEqualTo(NDJSON_ROWS);
    byte[] csv = packing.pack(CSV.getBytes(StandardCharsets.UTF_8));
    assertThat(Run.withInput(csv, "ingest", "-", "-o", output()).code()).isZero();
    assertThat(DuckDb.read(output())).isEqualTo(CSV_ROWS);
  }

  @Test
  void aStreamLongerThanItsSampleArrivesWhole() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      text.append("{\"n\":")
          .append(i)
          .append(",\"pad\":\"")
          .append("x".repeat(i % 40))
          .append("\"}\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(Run.withInput(bytes, "ingest", "-o", output(), "--sample", "10").err()).isEmpty();
    assertThat(
            DuckDb.rows(
                "SELECT count(*), sum(n), sum(length(pad)) FROM " + DuckDb.literal(output())))
        .containsExactly(row("50000", "1249975000", "975000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "ZSTD"})
  void membersAndFramesBehindEachOtherAreOneText(Packing packing) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(packing.pack("{\"a\":1}\n{\"a\":".getBytes(StandardCharsets.UTF_8)));
    all.write(packing.pack("2}\n".getBytes(StandardCharsets.UTF_8)));
    Path input = Samples.write(folder.resolve("in.ndjson"), all.toByteArray());
    assertThat(DuckDb.read(Run.ingest(output(), input))).containsExactly(row("1"), row("2"));
  }

  @Test
  void severalInputsBecomeOneFileWithTheColumnsOfAll() {
    Path first = file("1.ndjson", Packing.PLAIN, "{\"a\":1}\n");
    Path second = file("2.jsonl.gz", Packing.GZIP, "{\"b\":true,\"a\":2.5}\n");
    assertThat(DuckDb.read(Run.ingest(output(), first, second)))
        .containsExactly(row("1.0", NULL), row("2.5", "true"));
  }

  @Test
  void csvColumnsOfSeveralInputsMeetByName() {
    Path first = file("1.csv", Packing.PLAIN, "a,b\n1,x\n");
    Path second = file("2.csv", Packing.PLAIN, "b;a\ny;2\n");
    assertThat(DuckDb.read(Run.ingest(output(), first, second)))
        .containsExactly(row("1", "x"), row("2", "y"));
  }

  @Test
  void aByteOrderMarkIsNoText() {
    Path json = file("in.ndjson", Packing.PLAIN, "\ufeff{\"a\":1}\n");
    assertThat(DuckDb.read(Run.ingest(output(), json))).containsExactly(row("1"));
    Path csv = file("in.csv.gz", Packing.GZIP, "\ufeffa,b\n1,2\n");
    assertThat(DuckDb.rows("SELECT a, b FROM " + DuckDb.literal(Run.ingest(output(), csv))))
        .containsExactly(row("1", "2"));
  }

  @ParameterizedTest
  @CsvSource({
    "zstd, ZSTD",
    "snappy, SNAPPY",
    "gzip, GZIP",
    "lz4_raw, LZ4_RAW",
    "none, UNCOMPRESSED"
  })
  void everyCodecCanBeChosen(String name, String codec) {
    Path input = file("in.csv", Packing.PLAIN, "a\n" + "the same again and again\n".repeat(1_000));
    Run.ingest(output(), input, "--codec", name);
    assertThat(
            DuckDb.rows(
                "SELECT DISTINCT compression FROM parquet_metadata("
                    + DuckDb.literal(output())
                    + ")"))
        .containsExactly(row(codec));
    assertThat(DuckDb.number("SELECT count(*) FROM " + DuckDb.literal(output()))).isEqualTo(1_000);
  }

  @Test
  void rowGroupsEndWhereTheyAreToldTo() {
    Path input = file("in.csv", Packing.PLAIN, "a\n" + "1\n".repeat(2_500));
    Run.ingest(output(), input, "--row-group-rows", 1_000);
    assertThat(
            DuckDb.rows(
                "SELECT row_group_num_rows FROM parquet_metadata("
                    + DuckDb.literal(output())
                    + ") ORDER BY row_group_id"))
        .containsExactly(row("1000"), row("1000"), row("500"));
  }

  @Test
  void nullsOfCsvAreWhatTheyAreSaidToBe() {
    Path input = file("in.csv", Packing.PLAIN, "a,b\nNA,NA\n1,\n-,x\n");
    Run.ingest(output(), input, "--null-value", "NA", "--null-value", "-");
    assertThat(DuckDb.read(output()))
        .containsExactly(row(NULL, NULL), row("1", ""), row(NULL, "x"));
  }

  @Test
  void columnsOfCsvAreNamedByHeaderOrHand() {
    Path input = file("in.csv", Packing.PLAIN, "x,y\nz,w\n");
    String names =
        "SELECT string_agg(name, ' ') FROM parquet_schema(%s) WHERE num_children IS NULL";
    Run.ingest(output(), input);
    assertThat(DuckDb.rows(names.formatted(DuckDb.literal(output())))).containsExactly(row("x y"));
    Run.ingest(output(), input, "--no-header");
    assertThat(DuckDb.rows(names.formatted(DuckDb.literal(output()))))
        .containsExactly(row("column1 column2"));
    assertThat(DuckDb.read(output())).containsExactly(row("x", "y"), row("z", "w"));
    Run.ingest(output(), input, "--header", "--columns", "one,two");
    assertThat(DuckDb.rows(names.formatted(DuckDb.literal(output()))))
        .containsExactly(row("one two"));
    assertThat(DuckDb.read(output())).containsExactly(row("z", "w"));
  }
}
