package dev.intarsia.bench.experiment.verdict;

import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import java.util.List;

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
}
