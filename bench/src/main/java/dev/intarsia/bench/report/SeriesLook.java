package dev.intarsia.bench.report;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How a series looks in every plot: Intarsia in blue, its twins on the heap in warm colours, others
 * muted, and what is no contender in colours of its own.
 *
 * @param light its colour on white, as "#rrggbb"
 * @param dark the same on a dark page
 * @param shape of its points, by the chart library's number
 */
record SeriesLook(String light, String dark, int shape) {
  private static final int CIRCLE = 16;
  private static final int SQUARE = 15;
  private static final int TRIANGLE = 17;

  private record Rule(List<String> words, SeriesLook look) {}

  /** The first whose words are all in the name of the series decides. */
  private static final List<Rule> RULES =
      List.of(
          rule("#9c4221", "#d9a066", SQUARE, "heap", "grow"),
          rule("#f08c00", "#ffd43b", SQUARE, "heap", "fresh"),
          rule("#d9480f", "#ff922b", SQUARE, "heap"),
          rule("#00897b", "#3dd6c3", CIRCLE, "intarsia", "batch"),
          rule("#0b57d0", "#6ba5ff", CIRCLE, "intarsia"),
          rule("#7a8594", "#aab4c0", TRIANGLE, "parquet-java"),
          rule("#8e7cc3", "#b8a9e0", TRIANGLE, "arrow"),
          rule("#8a8d3a", "#c3c66b", TRIANGLE, "duckdb"));

  private static final List<SeriesLook> OTHERS =
      List.of(
          new SeriesLook("#7048e8", "#a78bfa", CIRCLE),
          new SeriesLook("#c2255c", "#f783ac", SQUARE),
          new SeriesLook("#2b8a3e", "#69db7c", TRIANGLE),
          new SeriesLook("#e67700", "#ffc078", CIRCLE),
          new SeriesLook("#1098ad", "#66d9e8", SQUARE),
          new SeriesLook("#795548", "#bcaaa4", TRIANGLE),
          new SeriesLook("#5c677d", "#adb5bd", CIRCLE),
          new SeriesLook("#c92a2a", "#ff8787", SQUARE),
          new SeriesLook("#5c940d", "#a9e34b", TRIANGLE),
          new SeriesLook("#862e9c", "#e599f7", CIRCLE),
          new SeriesLook("#087f5b", "#63e6be", SQUARE),
          new SeriesLook("#d6336c", "#fcc2d7", TRIANGLE));

  /** A look for each, in their order; no two share one until all are used up. */
  static Map<String, SeriesLook> of(Collection<String> series) {
    Map<String, SeriesLook> looks = new LinkedHashMap<>();
    Set<SeriesLook> taken = new HashSet<>();
    for (String name : series) {
      looks.computeIfAbsent(name, n -> choose(n, taken));
    }
    return looks;
  }

  /** A point in its shape, as SVG, as far to the right as the middle of a key. */
  String mark() {
    return "<path fill=\"%s\" d=\"%s\"/>"
        .formatted(
            light,
            switch (shape) {
              case SQUARE -> "M8.5 -4.5h9v9h-9z";
              case TRIANGLE -> "M13 -5.5l5.5 9.5h-11z";
              default -> "M8 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z";
            });
  }

  private static SeriesLook choose(String name, Set<SeriesLook> taken) {
    String words = name.toLowerCase(Locale.ROOT).replace("off-heap", "");
    for (Rule rule : RULES) {
      if (rule.words.stream().allMatch(words::contains) && taken.add(rule.look)) {
        return rule.look;
      }
    }
    for (SeriesLook look : OTHERS) {
      if (taken.add(look)) {
        return look;
      }
    }
    return OTHERS.get(Math.floorMod(name.hashCode(), OTHERS.size()));
  }

  private static Rule rule(String light, String dark, int shape, String... words) {
    return new Rule(List.of(words), new SeriesLook(light, dark, shape));
  }
}
