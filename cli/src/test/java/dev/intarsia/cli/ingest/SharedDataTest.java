package dev.intarsia.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.cli.DuckDb;
import dev.intarsia.cli.Intarsia;
import dev.intarsia.cli.Run;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, compared with what DuckDB reads from the originals: same row count, same values. */
@DetectLeaks
class SharedDataTest {
  @TempDir Path folder;

  private static Path original(String name) {
    Path file = Path.of(System.getProperty("intarsia.data", "data"), name);
    assumeTrue(Files.exists(file), file + " is not there; -Dintarsia.data says where to look");
    return file;
  }

  private Path output() {
    return folder.resolve("out.parquet");
  }

  @Test
  void zipCodesStopAtTheirBrokenLine() {
    Path csv = original("zip_codes.csv");
    Run run = Run.of("ingest", csv, "-o", output());
    assertThat(run.code()).isEqualTo(Intarsia.FAILED);
    assertThat(run.err()).contains("zip_codes.csv:39808: expected 7 fields, found 6");
    assertThat(output()).doesNotExist();
  }

  @Test
  void zipCodesHaveTheirValues() {
    Path csv = original("zip_codes.csv");
    Run run =
        Run.of(
            "ingest",
            csv,
            "-o",
            output(),
            "--on-error",
            "skip",
            "--columns",
            "zip,lat,lon,city,state,county,type");
    assertThat(run.code()).isEqualTo(Intarsia.OK);
    assertThat(run.out()).contains("42,740 rows of 7 columns").contains("1 bad line skipped");
    String originals =
        "read_csv("
            + DuckDb.literal(csv)
            + ", header = false, ignore_errors = true, columns = {'zip': 'VARCHAR', 'lat':"
            + " 'DOUBLE', 'lon': 'DOUBLE', 'city': 'VARCHAR', 'state': 'VARCHAR', 'county':"
            + " 'VARCHAR', 'type': 'VARCHAR'},"
            // DuckDB takes a quoted empty field for null; here it is an empty text.
            + " allow_quoted_nulls = false)";
    assertSame(originals, DuckDb.literal(output()), 42_740);
  }

  private static void assertSame(String one, String other, long rows) {
    assertThat(DuckDb.number("SELECT count(*) FROM " + one)).isEqualTo(rows);
    assertThat(DuckDb.number("SELECT count(*) FROM " + other)).isEqualTo(rows);
    assertThat(DuckDb.rows("SELECT * FROM %s EXCEPT ALL SELECT * FROM %s".formatted(one, other)))
        .isEmpty();
  }

  @Test
  void statusRecordsHaveTheirValues() {
    Path json = original("nginxplus.ndjson");
    Run.ingest(output(), json);
    List<List<String>> expected =
        leaves(
            "SELECT json FROM read_json_objects(%s, format = 'newline_delimited')"
                .formatted(DuckDb.literal(json)));
    assertThat(expected).hasSizeGreaterThan(100_000);
    String rows = "SELECT to_json(row) AS json FROM %s AS row".formatted(DuckDb.literal(output()));
    assertThat(leaves(rows)).isEqualTo(expected);
    assertThat(DuckDb.number("SELECT sum(version) FROM " + DuckDb.literal(output())))
        .isEqualTo(500 * 6);
    assertThat(DuckDb.rows("SELECT typeof(stream.server_zones) FROM " + DuckDb.literal(output())))
        .first()
        .asString()
        .contains("STRUCT(");
  }

  /** Every scalar of each record by its path, as DuckDB's json_tree finds them. */
  private static List<List<String>> leaves(String records) {
    return DuckDb.rows(
        """
        SELECT r, fullkey, atom::VARCHAR FROM
          (SELECT row_number() OVER () AS r, json FROM (%s)) AS records,
          LATERAL (SELECT * FROM json_tree(records.json)) AS tree
        WHERE type NOT IN ('OBJECT', 'ARRAY', 'NULL') ORDER BY r, fullkey
        """
            .formatted(records));
  }

  @Test
  void logLinesArriveAsTheyAre() throws IOException {
    Path log = original("apache_access.log");
    Run.ingest(output(), log);
    List<String> found =
        DuckDb.rows("SELECT line FROM " + DuckDb.literal(output())).stream()
            .map(List::getFirst)
            .toList();
    assertThat(found).hasSize(10_000).isEqualTo(Files.readAllLines(log));
  }
}
