package dev.intarsia.bench.report;

import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * One metric in two runs.
 *
 * @param name of the measurement
 * @param metric name of the metric
 * @param a what the first run measured
 * @param b what the second run measured
 */
record ComparedMetric(String name, String metric, Metric a, Metric b) {

  /** Those that both have, in the order of the first. */
  static List<ComparedMetric> all(String name, Measurement a, Measurement b) {
    List<ComparedMetric> all = new ArrayList<>();
    a.metrics()
        .forEach(
            (metric, value) -> {
              Metric other = b.metrics().get(metric);
              if (other != null) {
                all.add(new ComparedMetric(name, metric, value, other));
              }
            });
    return all;
  }

  /** The second median by the first, or a dash where that is no number. */
  String ratio() {
    return isComparable() ? Figures.text(b.median() / a.median()) : "–";
  }

  /**
   * Which is better; nothing is, as long as one run has values within the range of the other, and a
   * single value has no range to be told from.
   */
  String verdict() {
    if (!isComparable()) {
      return "not comparable: %s and %s".formatted(a.unit(), b.unit());
    }
    if (a.min() == b.min() && a.max() == b.max() && a.median() == b.median()) {
      return "the same";
    }
    if (a.values().size() == 1 || b.values().size() == 1) {
      return "one value, no range";
    }
    if (b.min() <= a.max() && a.min() <= b.max()) {
      return "within the range";
    }
    boolean more = b.min() > a.max();
    return switch (a.better()) {
      case HIGHER -> more ? "better" : "worse";
      case LOWER -> more ? "worse" : "better";
      case NEITHER -> more ? "more" : "less";
    };
  }

  private boolean isComparable() {
    return a.unit().equals(b.unit()) && a.better() == b.better();
  }
}
