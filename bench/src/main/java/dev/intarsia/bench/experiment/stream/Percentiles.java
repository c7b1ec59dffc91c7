package dev.intarsia.bench.experiment.stream;

import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** A distribution of latencies, as gauges of its tail. */
public final class Percentiles {
  private static final List<String> PERCENTILES = List.of("50", "90", "99", "99.9", "99.99");

  /** The metrics, in their order. */
  public static final List<String> NAMES =
      Stream.concat(PERCENTILES.stream().map(p -> "latency-p" + p), Stream.of("latency-max"))
          .toList();

  private static final double NANOS_PER_MICRO = 1e3;

  private Percentiles() {}

  /** "latency-p50" to "latency-p99.99" and "latency-max", a value of each per round. */
  public static Map<String, Metric> metrics(List<Histogram> rounds) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    for (String percentile : PERCENTILES) {
      double at = Double.parseDouble(percentile);
      metrics.put(
          "latency-p" + percentile,
          micros(rounds.stream().map(h -> h.getValueAtPercentile(at)).toList()));
    }
    metrics.put("latency-max", micros(rounds.stream().map(Histogram::getMaxValue).toList()));
    return metrics;
  }

  private static Metric micros(List<Long> nanos) {
    return new Metric("us", Better.LOWER, nanos.stream().map(n -> n / NANOS_PER_MICRO).toList());
  }
}
