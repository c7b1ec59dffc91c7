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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    List<Map<String, String>> expected = members(json);
    List<Map<String, String>> found = columns(output());
    assertThat(found).hasSize(500).isEqualTo(expected);
  }

  /** Every scalar and array of each record by its dotted path, as DuckDB's json_tree finds them. */
  private static List<Map<String, String>> members(Path json) {
    List<Map<String, String>> records = new ArrayList<>();
    for (List<String> member :
        DuckDb.rows(
            """
            SELECT r, fullkey, coalesce(atom, value)::VARCHAR, type FROM
              (SELECT row_number() OVER () AS r, json FROM read_json_objects(%s, format = 'newline_delimited')) AS records,
              LATERAL (SELECT * FROM json_tree(records.json)) AS tree
            WHERE type NOT IN ('OBJECT', 'NULL') AND fullkey NOT LIKE '%%[%%' ORDER BY r
            """
                .formatted(DuckDb.literal(json)))) {
      int record = Integer.parseInt(member.getFirst());
      while (records.size() < record) {
        records.add(new HashMap<>());
      }
      String path = member.get(1).substring("$.".length()).replace("\"", "");
      String value = member.get(2);
      boolean text = member.get(3).equals("VARCHAR");
      records.get(record - 1).put(path, text ? value.substring(1, value.length() - 1) : value);
    }
    return records;
  }

  private static List<Map<String, String>> columns(Path parquet) {
    List<String> names =
        DuckDb.rows(
                "SELECT name FROM parquet_schema(%s) WHERE num_children IS NULL"
                    .formatted(DuckDb.literal(parquet)))
            .stream()
            .map(List::getFirst)
            .toList();
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> values : DuckDb.read(parquet)) {
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        if (!values.get(i).equals(DuckDb.NULL)) {
          row.put(names.get(i), values.get(i));
        }
      }
      rows.add(row);
    }
    return rows;
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
