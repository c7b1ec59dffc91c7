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
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*) \\|$");

  private FormatCoverage() {}

  /**
   * The rows of the table below a title.
   *
   * @return the first cell of each, and the others
   */
  static Map<String, String> table(String title) throws IOException {
    String text = Files.readString(DOCUMENT);
    String[] halves = text.split("(?m)^## " + Pattern.quote(title) + "\n", 2);
    if (halves.length < 2) {
      throw new IllegalStateException(DOCUMENT + " has no section \"" + title + '"');
    }
    Map<String, String> rows = new LinkedHashMap<>();
    for (MatchResult row : ROW.matcher(halves[1].split("(?m)^## ", 2)[0]).results().toList()) {
      rows.put(row.group(1), row.group(2));
    }
    return rows;
  }
}
