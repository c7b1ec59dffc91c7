package dev.intarsia.bench.experiment.verdict;

import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Measurements, looked up by what they were measured of. */
public record Figures(List<Measurement> measurements) {

  /** Only those of one series. */
  public Figures of(String series) {
    return new Figures(
        measurements.stream().filter(measurement -> measurement.series().equals(series)).toList());
  }

  /** Only those with a value of a parameter. */
  public Figures where(String parameter, Object value) {
    return new Figures(
        measurements.stream()
            .filter(measurement -> value.toString().equals(measurement.parameters().get(parameter)))
            .toList());
  }

  /** Those of all series but one. */
  public Figures notOf(String series) {
    return new Figures(
        measurements.stream().filter(measurement -> !measurement.series().equals(series)).toList());
  }

  /** Only those of some series. */
  public Figures ofAny(Collection<String> series) {
    return new Figures(measurements.stream().filter(one -> series.contains(one.series())).toList());
  }

  /** Only those with a gauge. */
  public Figures with(String metric) {
    return new Figures(
        measurements.stream()
            .filter(measurement -> measurement.metrics().containsKey(metric))
            .toList());
  }

  /** The values of a parameter, each once, in the order of the measurements. */
  public List<String> values(String parameter) {
    return measurements.stream()
        .map(Measurement::parameters)
        .filter(parameters -> parameters.containsKey(parameter))
        .map(parameters -> parameters.get(parameter))
        .distinct()
        .toList();
  }

  /** The series, each once, in the order of the measurements. */
  public List<String> series() {
    return measurements.stream().map(Measurement::series).distinct().toList();
  }

  /** Whether a gauge was read at all. */
  public boolean has(String metric) {
    return measurements.stream().anyMatch(one -> one.metrics().containsKey(metric));
  }

  /** The median of a gauge in the first measurement that has it; NaN if none has. */
  public double median(String metric) {
    return measurements.stream()
        .filter(measurement -> measurement.metrics().containsKey(metric))
        .map(measurement -> measurement.metrics().get(metric))
        .mapToDouble(Metric::median)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** The largest value of a gauge in any round; NaN if none has it. */
  public double highest(String metric) {
    return with(metric).measurements().stream()
        .mapToDouble(measurement -> measurement.metric(metric).max())
        .max()
        .orElse(Double.NaN);
  }

  /** The smallest median of a gauge; NaN if none has it. */
  public double lowest(String metric) {
    return with(metric).measurements().stream()
        .mapToDouble(measurement -> measurement.metric(metric).median())
        .min()
        .orElse(Double.NaN);
  }

  /**
   * Of several series the one that comes closest to another, or leads it by most, over the values
   * of a parameter.
   *
   * @param series to compare with the rivals
   * @param rivals those that are compared with it
   * @param metric of which more is better
   * @param parameter that has to be equal to compare
   */
  public Optional<Rival> closest(
      String series, Collection<String> rivals, String metric, String parameter) {
    return with(metric).ofAny(rivals).measurements().stream()
        .map(other -> rival(series, metric, parameter, other))
        .filter(rival -> !Double.isNaN(rival.ratio()))
        .min(Comparator.comparingDouble(Rival::ratio));
  }

  private Rival rival(String series, String metric, String parameter, Measurement other) {
    String at = other.parameters().getOrDefault(parameter, "");
    double own = of(series).where(parameter, at).median(metric);
    return new Rival(other.series(), at, own / other.metric(metric).median());
  }

  /**
   * Another series, compared.
   *
   * @param series who
   * @param at value of the parameter where it is compared
   * @param ratio how many times its figure the own one is
   */
  public record Rival(String series, String at, double ratio) {}

  /** The largest value of a parameter that is a number. */
  public int largest(String parameter) {
    return values(parameter).stream().mapToInt(Integer::parseInt).max().orElseThrow();
  }

  /** The smallest value of a parameter that is a number. */
  public int smallest(String parameter) {
    return values(parameter).stream().mapToInt(Integer::parseInt).min().orElseThrow();
  }
}
