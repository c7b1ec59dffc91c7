package dev.intarsia.bench.measure;

import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Rounds of the same work, as the metrics that reports are made of. */
public final class Rounds {
  private static final double MEGA = 1e6;
  private static final double NANOS_OF_MILLI = 1e6;

  private Rounds() {}

  /**
   * Metrics of work whose input is not worth mentioning beside the JVM.
   *
   * @param rows of each round
   * @param rounds at least one
   */
  public static Map<String, Metric> metrics(int rows, List<Round> rounds) {
    return metrics(rows, 0, rounds);
  }

  /**
   * The metrics {@code throughput}, {@code cpu}, {@code heap}, {@code collections}, {@code pause},
   * {@code longest-pause}, {@code peak-heap}, {@code resident} where the system tells, and {@code
   * file} where there is one, in this order.
   *
   * @param rows of each round
   * @param inputBytes that the rows take off the heap, which {@code resident} leaves out
   * @param rounds at least one
   */
  public static Map<String, Metric> metrics(int rows, long inputBytes, List<Round> rounds) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put("throughput", metric("rows/s", Better.HIGHER, rounds, r -> rows * 1e9 / r.nanos()));
    metrics.put("cpu", metric("us/row", Better.LOWER, rounds, r -> r.cpuNanos() / 1e3 / rows));
    metrics.put("heap", metric("B/row", Better.LOWER, rounds, r -> (double) r.heapBytes() / rows));
    metrics.put("collections", metric("", Better.LOWER, rounds, Round::collections));
    metrics.put("pause", metric("ms", Better.LOWER, rounds, r -> r.pauseNanos() / NANOS_OF_MILLI));
    metrics.put(
        "longest-pause",
        metric("ms", Better.LOWER, rounds, r -> r.longestPauseNanos() / NANOS_OF_MILLI));
    metrics.put("peak-heap", metric("MB", Better.LOWER, rounds, r -> r.peakHeapBytes() / MEGA));
    if (rounds.stream().noneMatch(Rounds::isWithoutResident)) {
      metrics.put(
          "resident",
          metric("MB", Better.LOWER, rounds, r -> (r.peakResidentBytes() - inputBytes) / MEGA));
    }
    if (rounds.stream().allMatch(r -> r.fileBytes() > 0)) {
      metrics.put("file", metric("MB", Better.LOWER, rounds, r -> r.fileBytes() / MEGA));
    }
    return metrics;
  }

  /** What to say beside the metrics of rounds: that one of them is missing, and why. */
  public static List<String> notes(List<Round> rounds) {
    return rounds.stream().anyMatch(Rounds::isWithoutResident)
        ? List.of(ResidentMemory.UNKNOWN_NOTE)
        : List.of();
  }

  private static boolean isWithoutResident(Round round) {
    return round.peakResidentBytes() == ResidentMemory.UNKNOWN;
  }

  private static Metric metric(
      String unit, Better better, List<Round> rounds, ToDoubleFunction<Round> gauge) {
    return new Metric(unit, better, rounds.stream().map(gauge::applyAsDouble).toList());
  }
}
