package dev.intarsia.bench.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was measured of one contender under one set of conditions.
 *
 * @param series who: the line or the colour in a plot
 * @param parameters the conditions by name ("rows": "100000", "collector": "G1"), in a fixed order
 * @param metrics the gauges by name ("throughput", "heap"), in a fixed order
 * @param jvm version and flags of the JVM it ran in
 * @param unmatched what is not the same for it as for the others
 */
public record Measurement(
    String series,
    Map<String, String> parameters,
    Map<String, Metric> metrics,
    String jvm,
    List<String> unmatched) {

  /** A measurement whose JVM is filled in by whoever runs the trial. */
  public Measurement(
      String series,
      Map<String, String> parameters,
      Map<String, Metric> metrics,
      List<String> unmatched) {
    this(series, parameters, metrics, "", unmatched);
  }

  /** A metric that has to be there. */
  public Metric metric(String name) {
    return Objects.requireNonNull(metrics.get(name), name);
  }

  /** The same, with more to be said of it. */
  public Measurement noting(List<String> more) {
    List<String> all = new ArrayList<>(unmatched);
    all.addAll(more);
    return new Measurement(series, parameters, metrics, jvm, List.copyOf(all));
  }

  /** The same, measured in this JVM. */
  public Measurement in(String otherJvm) {
    return new Measurement(series, parameters, metrics, otherJvm, unmatched);
  }
}
