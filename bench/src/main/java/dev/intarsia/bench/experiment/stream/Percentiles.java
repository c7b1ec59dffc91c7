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

  private static final double NANOS_PER_MICRO = 1e3;

  private Percentiles() {}

  /** The metrics that begin with a word, in their order: "word-p50" to "word-max". */
  public static List<String> names(String word) {
    return Stream.concat(PERCENTILES.stream().map(p -> word + "-p" + p), Stream.of(word + "-max"))
        .toList();
  }

  /** The metrics of some rounds that begin with a word, a value of each per round. */
  public static Map<String, Metric> metrics(String word, List<Histogram> rounds) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    for (String percentile : PERCENTILES) {
      double at = Double.parseDouble(percentile);
      metrics.put(
          word + "-p" + percentile,
          micros(rounds.stream().map(h -> h.getValueAtPercentile(at)).toList()));
    }
    metrics.put(word + "-max", micros(rounds.stream().map(Histogram::getMaxValue).toList()));
    return metrics;
  }

  private static Metric micros(List<Long> nanos) {
    return new Metric("us", Better.LOWER, nanos.stream().map(n -> n / NANOS_PER_MICRO).toList());
  }
}
