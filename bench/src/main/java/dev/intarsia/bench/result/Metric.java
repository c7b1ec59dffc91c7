package dev.intarsia.bench.result;

import java.util.Arrays;
import java.util.List;

/**
 * One gauge, read once in every round.
 *
 * @param unit of the values, as a reader wants to see it: "rows/s", "B/row", "MB", "ms"
 * @param better which way is better
 * @param values at least one, all finite, in the order of the rounds
 */
public record Metric(String unit, Better better, List<Double> values) {

  /** Checks the values. */
  public Metric {
    values = List.copyOf(values);
    if (values.isEmpty() || values.stream().anyMatch(value -> !Double.isFinite(value))) {
      throw new IllegalArgumentException("no metric in " + unit + ": " + values);
    }
  }

  /** Which way is better. */
  public enum Better {
    /** More is better. */
    HIGHER,
    /** Less is better. */
    LOWER,
    /** Neither: it describes. */
    NEITHER
  }

  /** The middle value. */
  public double median() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
  }

  /** The smallest value. */
  public double min() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** The largest value. */
  public double max() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
