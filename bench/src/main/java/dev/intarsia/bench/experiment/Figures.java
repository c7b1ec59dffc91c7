package dev.intarsia.bench.experiment;

import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a verdict is computed from: measurements, narrowed down by who and under which conditions.
 * Asking for what was not measured gives nothing, not zero.
 */
public final class Figures {
  private final List<Measurement> measurements;

  public Figures(List<Measurement> measurements) {
    this.measurements = List.copyOf(measurements);
  }

  /** Those of one contender. */
  public Figures of(String series) {
    return new Figures(measurements.stream().filter(m -> m.series().equals(series)).toList());
  }

  /** Those of every other contender. */
  public Figures notOf(String series) {
    return new Figures(measurements.stream().filter(m -> !m.series().equals(series)).toList());
  }

  /** These and others. */
  public Figures and(Figures others) {
    return new Figures(Stream.concat(measurements.stream(), others.measurements.stream()).toList());
  }

  /** Those under one condition. */
  public Figures where(String parameter, Object value) {
    return new Figures(
        measurements.stream()
            .filter(m -> String.valueOf(value).equals(m.parameters().get(parameter)))
            .toList());
  }

  /** Those that have a metric. */
  public Figures with(String metric) {
    return new Figures(measurements.stream().filter(m -> m.metrics().containsKey(metric)).toList());
  }

  /** The values that a parameter takes, each once, in the order of the measurements. */
  public List<String> values(String parameter) {
    return measurements.stream()
        .map(Measurement::parameters)
        .filter(p -> p.containsKey(parameter))
        .map(p -> p.get(parameter))
        .distinct()
        .toList();
  }

  /** The contenders, each once, in the order of the measurements. */
  public List<String> series() {
    return measurements.stream().map(Measurement::series).distinct().toList();
  }

  public List<Measurement> all() {
    return measurements;
  }

  public boolean isEmpty() {
    return measurements.isEmpty();
  }

  /** The median of the first measurement that has the metric. */
  public OptionalDouble median(String metric) {
    return medians(metric).stream().mapToDouble(Double::doubleValue).findFirst();
  }

  /** The largest of the medians. */
  public OptionalDouble highest(String metric) {
    return medians(metric).stream().mapToDouble(Double::doubleValue).max();
  }

  /** The smallest of the medians. */
  public OptionalDouble lowest(String metric) {
    return medians(metric).stream().mapToDouble(Double::doubleValue).min();
  }

  private List<Double> medians(String metric) {
    return measurements.stream()
        .map(Measurement::metrics)
        .filter(m -> m.containsKey(metric))
        .map(m -> m.get(metric))
        .map(Metric::median)
        .toList();
  }

  /**
   * The rival that comes closest to a contender, or leads by most, over the values of a parameter.
   *
   * @param mine series of the contender
   * @param metric of which more is better
   * @param parameter that has to be equal to compare
   */
  public Optional<Rival> closest(String mine, String metric, String parameter) {
    return with(metric).notOf(mine).all().stream()
        .map(rival -> rival(mine, metric, parameter, rival))
        .filter(rival -> !Double.isNaN(rival.ratio()))
        .min(Comparator.comparingDouble(Rival::ratio));
  }

  private Rival rival(String mine, String metric, String parameter, Measurement other) {
    String at = other.parameters().getOrDefault(parameter, "");
    OptionalDouble own = of(mine).where(parameter, at).median(metric);
    double its = other.metrics().get(metric).median();
    return new Rival(other.series(), at, ratio(own, OptionalDouble.of(its)));
  }

  /**
   * Another contender, compared.
   *
   * @param series who
   * @param at value of the parameter where it is compared
   * @param ratio how many times its figure ours is
   */
  public record Rival(String series, String at, double ratio) {}

  /** How many times the one the other is; NaN if either is missing. */
  public static double ratio(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() && other.isPresent()
        ? one.getAsDouble() / other.getAsDouble()
        : Double.NaN;
  }
}
