package dev.intarsia.cli.ingest;

import dev.intarsia.cli.console.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How one CSV input is laid out.
 *
 * @param delimiter stands between fields
 * @param header whether the first record holds names
 * @param names the columns' names in the input's order
 */
record CsvLayout(char delimiter, boolean header, List<String> names) {
  private static final String CANDIDATES = ",;\t|";

  /**
   * The character that most likely stands between fields: the commonest of the usual ones in the
   * first line, outside quotes.
   *
   * @param head the beginning of the text
   */
  static char likelyDelimiter(String head) {
    int[] counts = new int[CANDIDATES.length()];
    boolean quoted = false;
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      quoted ^= c == '"';
      if (c == '\n' && !quoted) {
        break;
      }
      int candidate = quoted ? -1 : CANDIDATES.indexOf(c);
      if (candidate >= 0) {
        counts[candidate]++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return CANDIDATES.charAt(best);
  }

  /**
   * Names for every column: what has none is called {@code column1}, {@code column2} and so on, by
   * its place.
   *
   * @param names what is known; empty texts are no names
   * @param count how many columns there are
   * @param input for the message
   * @throws Failure if two are the same
   */
  static List<String> named(List<String> names, int count, String input) {
    List<String> all = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String name = i < names.size() ? names.get(i).strip() : "";
      all.add(name.isEmpty() ? "column" + (i + 1) : name);
      if (!used.add(all.get(i))) {
        throw new Failure(
            "%s: two columns are named '%s'; name them with --columns"
                .formatted(input, all.get(i)));
      }
    }
    return all;
  }
}
