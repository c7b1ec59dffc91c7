package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.contender.RowWriter;
import dev.intarsia.bench.experiment.lineup.Lineup;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.pressure.CrampedHeap;
import dev.intarsia.bench.experiment.pressure.LiveSet;
import dev.intarsia.bench.experiment.stream.EndlessRows;
import dev.intarsia.bench.experiment.stream.Percentiles;
import dev.intarsia.bench.experiment.stream.SteadyArrivals;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.measure.Meter;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.measure.Rounds;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** How long a row waits until it is appended, while the heap is full of other things. */
public final class AppendLatency implements Experiment {
  /** Rows a second; some third of what the slowest contender takes beside the live set. */
  private static final int RATE = 15_000;

  /** Rows a second that nobody takes: warm-ups run as fast as they can. */
  private static final int FLOOD = 100_000_000;

  private static final int ROWS_OF_BUFFER = 100_000;
  private static final String FAILED = "failed";

  /** All rows, those included that wait for a file to be finished and the next one begun. */
  private static final String ALL = "latency";

  /** Without those rows. */
  private static final String STEADY = "steady";

  private static final String TAIL = "-p99.9";
  private static final String OURS = ContenderKind.INTARSIA_ROWS.label();
  private static final double KEPT_UP = 0.98;
  private static final List<String> COSTS =
      List.of("heap", "collections", "pause", "longest-pause");
  private static final List<ContenderKind> CONTENDERS =
      List.of(
          ContenderKind.INTARSIA_ROWS,
          ContenderKind.HEAP_POOLED,
          ContenderKind.HEAP_FRESH,
          ContenderKind.PARQUET_JAVA);

  private final String name;
  private final String collector;
  private final CrampedHeap heap;
  private final List<ContenderKind> quickContenders;

  private AppendLatency(
      String name, String collector, CrampedHeap heap, ContenderKind... quickContenders) {
    this.name = name;
    this.collector = collector;
    this.heap = heap;
    this.quickContenders = List.of(quickContenders);
  }

  /** With the collector that a JVM chooses by itself. */
  public static AppendLatency withG1() {
    return new AppendLatency(
        "latency",
        "G1",
        CrampedHeap.TIGHT,
        ContenderKind.INTARSIA_ROWS,
        ContenderKind.HEAP_POOLED,
        ContenderKind.PARQUET_JAVA);
  }

  /** With the collector made for short pauses. */
  public static AppendLatency withZ() {
    return new AppendLatency(
        "latency-zgc",
        "Z",
        CrampedHeap.ROOMY,
        ContenderKind.INTARSIA_ROWS,
        ContenderKind.HEAP_POOLED);
  }

  /** With the collector of most JVMs. */
  @Override
  public boolean isQuick() {
    return collector.equals("G1");
  }

  /** What a trial takes. */
  private record Plan(long liveBytes, long warmUpRows, int rounds, long rows, int rowsOfFile) {
    static Plan of(Effort effort) {
      return switch (effort) {
        case SHORTEST -> new Plan(1 << 20, 0, 1, 2_500, 1_000);
        case QUICK -> new Plan(CrampedHeap.LIVE_BYTES, 150_000, 1, 45_000, 30_000);
        case FULL -> new Plan(CrampedHeap.LIVE_BYTES, 400_000, 3, 60_000, 30_000);
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
    return heap.method()
        + " One row is due every "
        + 1_000_000 / RATE
        + " us ("
        + RATE
        + " rows/s), whether or not the writer is done; its latency runs from when it was due to"
        + " when it is appended, so rows that queue behind a slow one count as late"
        + " (no coordinated omission). Zstandard; a file is closed and the next begun every 30,000"
        + " rows, for which the row in front waits too, and those that queue behind it; \"steady\""
        + " leaves these out. Collections are those during a round. All cores may be used. In"
        + " another JVM all writers are proven to write the same values.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<Trial> trials = new ArrayList<>();
    trials.add(Proof.trial(List.of()));
    for (ContenderKind kind : contenders(effort)) {
      List<String> flags = heap.flags(collector);
      flags.addAll(kind.jvmFlags());
      trials.add(new Trial(kind.label(), flags, false, Map.of("contender", kind.name())));
    }
    return trials;
  }

  private List<ContenderKind> contenders(Effort effort) {
    return effort == Effort.QUICK ? quickContenders : CONTENDERS;
  }

  @Override
  public Duration estimate(Effort effort) {
    return Experiment.super.estimate(effort).multipliedBy(3).dividedBy(2); // the live set
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    Plan plan = Plan.of(effort);
    if (Proof.isAskedFor(trial)) {
      return prove(effort == Effort.SHORTEST ? 500 : 2_000, scratch);
    }
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

  private static List<Measurement> prove(int count, Path scratch) throws IOException {
    Proof proof = new Proof(count, scratch);
    for (ContenderKind kind : CONTENDERS) {
      try (EndlessRows rows = new EndlessRows(Lineup.SEED, count);
          RowWriter writer = RowWriter.open(kind, Codec.ZSTD)) {
        proof.add(kind.label(), Map.of(), file -> write(writer, rows, count, file));
      }
    }
    return proof.measurements();
  }

  private static void write(RowWriter writer, EndlessRows rows, int count, Path file)
      throws IOException {
    writer.begin(file);
    for (int i = 0; i < count; i++) {
      writer.append(rows.next());
    }
    writer.finish();
  }

  private static Map<String, Metric> measure(ContenderKind kind, Plan plan, Path scratch)
      throws IOException {
    List<SteadyArrivals.Arrived> arrived = new ArrayList<>();
    List<Round> rounds = new ArrayList<>();
    try (EndlessRows rows = new EndlessRows(Lineup.SEED, ROWS_OF_BUFFER);
        RowWriter writer = RowWriter.open(kind, Codec.ZSTD)) {
      LiveSet live = LiveSet.ofBytes(plan.liveBytes());
      SteadyArrivals arrivals = new SteadyArrivals(writer, rows, scratch, plan.rowsOfFile());
      if (plan.warmUpRows() > 0) {
        arrivals.run(FLOOD, plan.warmUpRows());
      }
      for (int round = 0; round < plan.rounds(); round++) {
        rounds.add(Meter.measure(() -> arrived.add(arrivals.run(RATE, plan.rows()))));
      }
      Map<String, Metric> metrics = new LinkedHashMap<>(percentiles(arrived));
      Map<String, Metric> costs = Rounds.metrics((int) plan.rows(), rounds);
      for (String cost : COSTS) {
        metrics.put(cost, Objects.requireNonNull(costs.get(cost)));
      }
      metrics.put(FAILED, new Metric("", Better.LOWER, List.of(0.0)));
      metrics.put("live", new Metric("spans", Better.NEITHER, List.of((double) live.spans())));
      return metrics;
    }
  }

  private static Map<String, Metric> percentiles(List<SteadyArrivals.Arrived> rounds) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.putAll(
        Percentiles.metrics(ALL, rounds.stream().map(SteadyArrivals.Arrived::latencies).toList()));
    metrics.putAll(
        Percentiles.metrics(STEADY, rounds.stream().map(SteadyArrivals.Arrived::steady).toList()));
    metrics.put(
        "taken",
        new Metric(
            "rows/s",
            Better.HIGHER,
            rounds.stream().map(SteadyArrivals.Arrived::perSecond).toList()));
    return metrics;
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        plot(ALL, "Latency of one append, " + RATE + " rows/s, " + collector),
        plot(STEADY, "The same without the ends of files, " + collector));
  }

  private static Plot plot(String metric, String title) {
    return new Plot(metric, title, Plot.Kind.PERCENTILES, "percentile", metric, false, true);
  }

  @Override
  public List<Table> tables() {
    List<String> parameters = List.of("collector", "arrivals per second");
    List<String> collector = new ArrayList<>(COSTS);
    collector.add("taken");
    collector.add(FAILED);
    return List.of(
        new Table("Latency of one append", parameters, Percentiles.names(ALL)),
        new Table("Without the ends of files", parameters, Percentiles.names(STEADY)),
        new Table("The collector meanwhile", parameters, collector));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures all = new Figures(measurements).with(FAILED);
    if (!all.has(FAILED)) {
      return "Nothing was measured.";
    }
    Figures ours = all.of(OURS);
    Judgement judgement = new Judgement();
    for (String rival : all.notOf(OURS).series()) {
      Figures its = all.of(rival);
      if (!ours.has(STEADY + TAIL)) {
        judgement.unknown("against " + rival);
      } else if (!its.has(STEADY + TAIL)) {
        judgement.fact(rival + " ran out of memory", true);
      } else {
        judgement.direction(
            String.format(
                Locale.ROOT,
                "at %,d rows/s with %s, 99.9 %% of appends that wait for no file to end take at"
                    + " most %s with %s and %s with %s",
                RATE,
                collector,
                millis(ours.median(STEADY + TAIL)),
                OURS,
                millis(its.median(STEADY + TAIL)),
                rival),
            its.median(STEADY + TAIL),
            ours.median(STEADY + TAIL));
      }
    }
    for (String series : all.series()) {
      judgement.also(words(all.of(series), series));
    }
    return judgement.text();
  }

  private static String millis(double micros) {
    return String.format(Locale.ROOT, "%.2f ms", micros / 1e3);
  }

  private static String words(Figures of, String series) {
    if (!of.has("taken")) {
      return series + " ran out of memory";
    }
    double taken = of.median("taken");
    return String.format(
        Locale.ROOT,
        "%s, ends of files included: median %.1f us, 99 %% %s, 99.9 %% %s, longest %s, at most %.0f"
            + " collections%s",
        series,
        of.median(ALL + "-p50"),
        millis(of.median(ALL + "-p99")),
        millis(of.median(ALL + TAIL)),
        millis(of.highest(ALL + "-max")),
        of.highest("collections"),
        taken < KEPT_UP * RATE
            ? String.format(Locale.ROOT, ", taking %,.0f rows/s only", taken)
            : "");
  }
}
