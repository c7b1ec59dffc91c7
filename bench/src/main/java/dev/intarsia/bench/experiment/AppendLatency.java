package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.contender.RowWriter;
import dev.intarsia.bench.experiment.lineup.Lineup;
import dev.intarsia.bench.experiment.pressure.CrampedHeap;
import dev.intarsia.bench.experiment.pressure.LiveSet;
import dev.intarsia.bench.experiment.stream.EndlessRows;
import dev.intarsia.bench.experiment.stream.Percentiles;
import dev.intarsia.bench.experiment.stream.SteadyArrivals;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long a row waits until it is appended, while the heap is full of other things. */
public final class AppendLatency implements Experiment {
  /** Rows a second; some third of what the slowest contender takes beside the live set. */
  private static final int RATE = 15_000;

  /** Rows a second that nobody takes: warm-ups run as fast as they can. */
  private static final int FLOOD = 100_000_000;

  private static final int ROWS_OF_BUFFER = 100_000;
  private static final String FAILED = "failed";
  private static final String TAIL = "latency-p99.9";
  private static final double KEPT_UP = 0.98;
  private static final List<ContenderKind> CONTENDERS =
      List.of(
          ContenderKind.INTARSIA_ROWS,
          ContenderKind.HEAP_POOLED,
          ContenderKind.HEAP_FRESH,
          ContenderKind.PARQUET_JAVA);

  private final String name;
  private final String collector;
  private final List<ContenderKind> quickContenders;

  private AppendLatency(String name, String collector, ContenderKind... quickContenders) {
    this.name = name;
    this.collector = collector;
    this.quickContenders = List.of(quickContenders);
  }

  /** With the collector that a JVM chooses by itself. */
  public static AppendLatency withG1() {
    return new AppendLatency(
        "latency", "G1", ContenderKind.INTARSIA_ROWS, ContenderKind.PARQUET_JAVA);
  }

  /** With the collector made for short pauses. */
  public static AppendLatency withZ() {
    return new AppendLatency(
        "latency-zgc", "Z", ContenderKind.INTARSIA_ROWS, ContenderKind.HEAP_FRESH);
  }

  /** What a trial takes. */
  private record Plan(long liveBytes, long warmUpRows, int rounds, long rows, int rowsOfFile) {
    static Plan of(Effort effort) {
      return switch (effort) {
        case SHORTEST -> new Plan(1 << 20, 0, 1, 2_000, 1_000);
        case QUICK -> new Plan(CrampedHeap.LIVE_BYTES, 150_000, 1, 45_000, 30_000);
        case FULL -> new Plan(CrampedHeap.LIVE_BYTES, 400_000, 3, 90_000, 30_000);
      };
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return "Latency of one append, " + collector;
  }

  @Override
  public String claim() {
    return "At a fixed arrival rate beside 590 MB of live objects, appends off the heap keep their"
        + " tail where appends on the heap wait for collections.";
  }

  @Override
  public String method() {
    return CrampedHeap.METHOD
        + " One row is due every "
        + 1_000_000 / RATE
        + " us ("
        + RATE
        + " rows/s), whether or not the writer is done; its latency runs from when it was due to"
        + " when it is appended, so rows that queue behind a slow one count as late"
        + " (no coordinated omission). Zstandard; a file is closed and the next begun every 30,000"
        + " rows, for which the row in front waits too. All cores may be used.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<Trial> trials = new ArrayList<>();
    for (ContenderKind kind : contenders(effort)) {
      List<String> flags = CrampedHeap.flags(collector);
      flags.addAll(kind.jvmFlags());
      trials.add(new Trial(kind.label(), flags, false, Map.of("contender", kind.name())));
    }
    return trials;
  }

  private List<ContenderKind> contenders(Effort effort) {
    return effort == Effort.QUICK ? quickContenders : CONTENDERS;
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    Plan plan = Plan.of(effort);
    ContenderKind kind = ContenderKind.valueOf(trial.parameter("contender"));
    List<String> notes = new ArrayList<>(kind.unmatched());
    Map<String, Metric> metrics;
    try {
      metrics = measure(kind, plan, scratch);
    } catch (OutOfMemoryError e) {
      notes.add("it did not finish: " + e);
      metrics = Map.of(FAILED, new Metric("", Better.LOWER, List.of(1.0)));
    }
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("collector", collector);
    conditions.put("arrivals per second", Integer.toString(RATE));
    return List.of(new Measurement(kind.label(), conditions, metrics, "", notes));
  }

  private static Map<String, Metric> measure(ContenderKind kind, Plan plan, Path scratch)
      throws IOException {
    List<Histogram> rounds = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    try (EndlessRows rows = new EndlessRows(Lineup.SEED, ROWS_OF_BUFFER);
        RowWriter writer = RowWriter.open(kind, Codec.ZSTD)) {
      LiveSet live = LiveSet.ofBytes(plan.liveBytes());
      SteadyArrivals arrivals = new SteadyArrivals(writer, rows, scratch, plan.rowsOfFile());
      if (plan.warmUpRows() > 0) {
        arrivals.run(FLOOD, plan.warmUpRows());
      }
      for (int round = 0; round < plan.rounds(); round++) {
        SteadyArrivals.Arrived arrived = arrivals.run(RATE, plan.rows());
        rounds.add(arrived.latencies());
        rates.add(arrived.perSecond());
      }
      Map<String, Metric> metrics = new LinkedHashMap<>(Percentiles.metrics(rounds));
      metrics.put("taken", new Metric("rows/s", Better.HIGHER, rates));
      metrics.put(FAILED, new Metric("", Better.LOWER, List.of(0.0)));
      metrics.put("live", new Metric("spans", Better.NEITHER, List.of((double) live.spans())));
      return metrics;
    }
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        new Plot(
            "latency",
            "Latency of one append, " + RATE + " rows/s, " + collector,
            Plot.Kind.PERCENTILES,
            "percentile",
            "latency",
            false,
            true));
  }

  @Override
  public List<Table> tables() {
    List<String> metrics = new ArrayList<>(Percentiles.NAMES);
    metrics.add("taken");
    metrics.add(FAILED);
    return List.of(
        new Table("Latency of one append", List.of("collector", "arrivals per second"), metrics));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures all = new Figures(measurements);
    List<String> parts = new ArrayList<>();
    for (String series : all.series()) {
      parts.add(words(all.of(series), series));
    }
    return String.format(
        Locale.ROOT,
        "At %,d rows/s with %s, %s (median, 99 %%, 99.9 %%, 99.99 %% and longest append): %s.",
        RATE,
        collector,
        standing(all),
        String.join("; ", parts));
  }

  /** Who waits longest at the tail, and whether that is us. */
  private static String standing(Figures all) {
    String ours = ContenderKind.INTARSIA_ROWS.label();
    double tail = all.of(ours).median(TAIL);
    Figures others = all.notOf(ours).with(TAIL);
    if (Double.isNaN(tail) || others.series().isEmpty()) {
      return "there is nothing to compare";
    }
    List<String> worse =
        others.measurements().stream()
            .filter(other -> other.metric(TAIL).median() > tail)
            .map(Measurement::series)
            .toList();
    return worse.isEmpty()
        ? "nobody has a longer tail than " + ours
        : ours + " has a shorter tail than " + String.join(" and ", worse);
  }

  private static String words(Figures of, String series) {
    if (!of.has("taken")) {
      return series + " ran out of memory";
    }
    double taken = of.median("taken");
    return String.format(
        Locale.ROOT,
        "%s %.1f us, %.2f ms, %.2f ms, %.1f ms and %.1f ms%s",
        series,
        of.median("latency-p50"),
        of.median("latency-p99") / 1e3,
        of.median(TAIL) / 1e3,
        of.median("latency-p99.99") / 1e3,
        of.highest("latency-max") / 1e3,
        taken < KEPT_UP * RATE
            ? String.format(Locale.ROOT, ", taking %,.0f rows/s only", taken)
            : "");
  }
}
