package dev.intarsia.parquet.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of {@code docs/format-coverage.md}, which the tests hold to their word. */
final class FormatCoverage {
  private static final Path DOCUMENT = Path.of("..", "docs", "format-coverage.md");

  /** A row of a table, or the title that the tables below it share. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^(?:\\| `([^`]+)` \\| (.*) \\||### (.*))$");

  private FormatCoverage() {}

  /**
   * The rows of the tables below a title.
   *
   * @return the first cell of each, behind the title of its part and a slash if it has one, and the
   *     other cells
   */
  static Map<String, String> table(String title) throws IOException {
    String text = Files.readString(DOCUMENT);
    String[] halves = text.split("(?m)^## " + Pattern.quote(title) + "\n", 2);
    if (halves.length < 2) {
      throw new IllegalStateException(DOCUMENT + " has no section \"" + title + '"');
    }
    Map<String, String> rows = new LinkedHashMap<>();
    String part = "";
    for (MatchResult line : LINE.matcher(halves[1].split("(?m)^## ", 2)[0]).results().toList()) {
      if (line.group(3) != null) {
        part = line.group(3) + '/';
      } else {
        rows.put(part + line.group(1), line.group(2));
      }
    }
    return rows;
  }
}
