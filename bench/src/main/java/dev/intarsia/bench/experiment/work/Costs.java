package dev.intarsia.bench.experiment.work;

import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The costs of several rounds as gauges. Each is told how many of what it counts by an operation
 * has: rows, buffers, megabytes.
 *
 * @param rounds at least one
 */
public record Costs(List<Cost> rounds) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double GIGA = 1e9;

  /** How many in a second; the unit says of what: "rows/s". */
  public Metric perSecond(String unit, double count) {
    return metric(
        unit, Better.HIGHER, cost -> count * cost.operations() * NANOS_PER_SECOND / cost.nanos());
  }

  /** Nanoseconds for each. */
  public Metric nanos(String unit, double count) {
    return metric(unit, Better.LOWER, cost -> cost.nanos() / (count * cost.operations()));
  }

  /** Bytes on the Java heap for each. */
  public Metric heap(String unit, double count) {
    return metric(unit, Better.LOWER, cost -> cost.heapBytes() / (count * cost.operations()));
  }

  /** Collections for each gigabyte of work. */
  public Metric collections(double bytes) {
    return metric(
        "/GB", Better.LOWER, cost -> cost.collections() * GIGA / (bytes * cost.operations()));
  }

  private Metric metric(String unit, Better better, ToDoubleFunction<Cost> gauge) {
    return new Metric(unit, better, rounds.stream().map(gauge::applyAsDouble).toList());
  }
}
