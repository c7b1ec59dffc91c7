package dev.intarsia.bench.report;

import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ExperimentResult;
import dev.intarsia.bench.result.Machine;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Plot.Kind;
import dev.intarsia.bench.result.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report in which nothing was measured: its figures only have the shape of real ones. */
final class MadeUp {
  static final Machine MACHINE =
      new Machine("Example CPU @ 3.00GHz", 2, 8L << 30, "Linux 6.1", "25.0.1 (Example)");

  static final Plot SWEEP =
      new Plot("throughput", "Throughput by rows", Kind.LINES, "rows", "throughput", true, false);
  static final Plot COLLECTORS =
      new Plot("pause", "Pauses by collector", Kind.BARS, "collector", "pause", false, true);
  static final Plot LATENCY =
      new Plot("latency", "Latency of an append", Kind.PERCENTILES, "", "latency", false, true);

  private static final List<String> CONTENDERS =
      List.of(
          "Intarsia, rows",
          "Intarsia, batches",
          "On heap, pooled",
          "On heap, fresh arrays",
          "On heap, growing arrays",
          "parquet-java 1.18.1",
          "Arrow C++ 18.3.0",
          "DuckDB 2.0.0");

  private MadeUp() {}

  static BenchmarkReport report() {
    return report(List.of(sweep(), collectors(), latency()));
  }

  static BenchmarkReport report(List<ExperimentResult> experiments) {
    return new BenchmarkReport(
        BenchmarkReport.SCHEMA_VERSION,
        "2026-01-02T03:04:05Z",
        "0123456789abcdef0123456789abcdef01234567+",
        "FULL",
        MACHINE,
        experiments);
  }

  static ExperimentResult sweep() {
    List<Measurement> measurements = new ArrayList<>();
    for (int c = 0; c < CONTENDERS.size(); c++) {
      for (int rows : new int[] {10_000, 25_000, 50_000, 100_000, 200_000, 400_000}) {
        double speed = 1_900_000.0 / (1 + c * 0.45) * (1 - 4_000.0 / (rows + 4_000));
        measurements.add(
            measurement(
                CONTENDERS.get(c),
                Map.of("rows", Integer.toString(rows)),
                ordered(
                    "throughput",
                    metric("rows/s", Better.HIGHER, speed * 0.95, speed, speed * 1.04),
                    "heap",
                    metric("B/row", Better.LOWER, c * c * 311.5, c * c * 317.0))));
      }
    }
    return new ExperimentResult(
        "sweep",
        "The sweep",
        "Columnar building loses below 25,000 rows and wins by 66 % at 400,000.",
        "Every contender writes the same rows, one file after the other, on one pinned core.",
        "Made up: rows/s at 400,000 are 4.2 times parquet-java's.",
        List.of(),
        measurements,
        List.of(SWEEP, new Plot("heap", "Heap by rows", Kind.LINES, "rows", "heap", true, true)),
        List.of(new Table("Speed and heap", List.of("rows"), List.of("throughput", "heap"))));
  }

  static ExperimentResult collectors() {
    List<Measurement> measurements = new ArrayList<>();
    List<String> collectors = List.of("Serial", "Parallel", "G1", "ZGC");
    for (int c = 0; c < 6; c++) {
      for (int g = 0; g < collectors.size(); g++) {
        double pause = c < 2 ? 0 : 12.0 * c * (5 - g) * (5 - g);
        measurements.add(
            new Measurement(
                CONTENDERS.get(c),
                Map.of("collector", collectors.get(g)),
                ordered("pause", metric("ms", Better.LOWER, pause * 0.8, pause, pause * 1.5)),
                "25.0.1 -XX:+Use" + collectors.get(g).replace("ZGC", "Z") + "GC -Xmx738m",
                c > 4 ? List.of("its dictionary is larger") : List.of()));
      }
    }
    return new ExperimentResult(
        "collectors",
        "Collector pressure",
        "Off-heap columns leave the collector <nothing> to do.",
        "590 MB of live objects stand beside the writer, and the heap is 1.25 times that.",
        "Made up: no pause at all against 480 ms.",
        List.of(),
        measurements,
        List.of(COLLECTORS),
        List.of(new Table("Pauses", List.of("collector"), List.of("pause"))));
  }

  static ExperimentResult latency() {
    List<Measurement> measurements = new ArrayList<>();
    for (int c : new int[] {0, 2, 3, 5}) {
      Map<String, Metric> metrics = new LinkedHashMap<>();
      double value = 0.4 + c * 0.2;
      for (String p : List.of("p50", "p90", "p99", "p99.9", "p99.99", "max")) {
        metrics.put("latency-" + p, metric("µs", Better.LOWER, value, value * 1.3));
        value *= 1.6 + c * 1.1;
      }
      measurements.add(measurement(CONTENDERS.get(c), Map.of("rate", "200000"), metrics));
    }
    return new ExperimentResult(
        "latency",
        "Latency of one append",
        "A row is appended in microseconds, also at the 99.99th percentile.",
        "Rows arrive at a fixed rate; time counts from when a row should have arrived.",
        "Made up: 11 µs against 14,000 µs at 99.99 %.",
        List.of(),
        measurements,
        List.of(LATENCY),
        List.of(
            new Table(
                "Percentiles", List.of("rate"), List.of("latency-p50", "latency-p99.9", "none"))));
  }

  static Measurement measurement(
      String series, Map<String, String> parameters, Map<String, Metric> metrics) {
    return new Measurement(
        series, parameters, metrics, "25.0.1 -XX:+UseSerialGC -Xmx64m", List.of());
  }

  static Metric metric(String unit, Better better, Double... values) {
    return new Metric(unit, better, List.of(values));
  }

  static Map<String, Metric> ordered(String name, Metric metric) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put(name, metric);
    return metrics;
  }

  static Map<String, Metric> ordered(String name, Metric metric, String other, Metric second) {
    Map<String, Metric> metrics = ordered(name, metric);
    metrics.put(other, second);
    return metrics;
  }
}
