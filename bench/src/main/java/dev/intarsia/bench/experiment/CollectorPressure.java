package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.lineup.Entrant;
import dev.intarsia.bench.experiment.lineup.Lineup;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.pressure.CrampedHeap;
import dev.intarsia.bench.experiment.pressure.LiveSet;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.measure.Rounds;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writing beside a live set that nearly fills the heap. */
public final class CollectorPressure implements Experiment {
  private static final String FAILED = "failed";
  private static final String COLLECTOR = "collector";
  private static final String OURS = ContenderKind.INTARSIA_ROWS.label();
  private static final List<String> COLLECTORS = List.of("Serial", "Parallel", "G1", "Z");
  private static final List<ContenderKind> CONTENDERS =
      List.of(
          ContenderKind.INTARSIA_ROWS,
          ContenderKind.HEAP_POOLED,
          ContenderKind.HEAP_FRESH,
          ContenderKind.PARQUET_JAVA);
  private static final Set<ContenderKind> QUICK_CONTENDERS =
      EnumSet.of(
          ContenderKind.INTARSIA_ROWS, ContenderKind.HEAP_POOLED, ContenderKind.PARQUET_JAVA);

  /** What a trial takes. */
  private record Plan(long liveBytes, int rows, int warmUps, int rounds) {
    static Plan of(Effort effort) {
      return switch (effort) {
        case SHORTEST -> new Plan(1 << 20, 1_000, 0, 1);
        case QUICK -> new Plan(CrampedHeap.LIVE_BYTES, 50_000, 2, 2);
        case FULL -> new Plan(CrampedHeap.LIVE_BYTES, 100_000, 2, 3);
      };
    }
  }

  @Override
  public String name() {
    return "collectors";
  }

  @Override
  public String title() {
    return "Collectors under pressure";
  }

  @Override
  public String claim() {
    return "Beside 590 MB of live objects, in a heap of 1.25 times that, a writer that keeps its"
        + " rows off the heap leaves the collector nothing to do, whichever it is; one that"
        + " allocates pays in collections, pauses and throughput.";
  }

  @Override
  public String method() {
    return CrampedHeap.TIGHT.method()
        + " In a JVM without them all writers are proven to write the same values. Then each writes"
        + " Zstandard files of the same rows, which lie off-heap, warm-ups"
        + " first. All cores may be used, so that collectors which work beside the writer can,"
        + " and generations are as large as the JVM makes them by itself."
        + " Pauses are taken from the JVM's log of safepoints; collections, pauses and the longest"
        + " one are judged by the worst file. A writer that runs out of memory is shown as failed.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<Trial> trials = new ArrayList<>();
    trials.add(Proof.trial(List.of()));
    List<String> collectors =
        switch (effort) {
          case SHORTEST, QUICK -> List.of("G1");
          case FULL -> COLLECTORS;
        };
    for (String collector : collectors) {
      for (ContenderKind kind : CONTENDERS) {
        if (effort != Effort.QUICK || QUICK_CONTENDERS.contains(kind)) {
          trials.add(trial(collector, kind));
        }
      }
    }
    return trials;
  }

  private static Trial trial(String collector, ContenderKind kind) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(COLLECTOR, collector);
    parameters.put("contender", kind.name());
    parameters.put("source", Source.BUFFER.name());
    List<String> flags = CrampedHeap.TIGHT.flags(collector);
    flags.addAll(kind.jvmFlags());
    return new Trial(kind.label() + ", " + collector, flags, false, parameters);
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
    Entrant entrant = Entrant.of(trial);
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put(COLLECTOR, trial.parameter(COLLECTOR));
    conditions.put("rows", Integer.toString(plan.rows()));
    try (Lineup alone = Lineup.open(Codec.ZSTD, plan.rows(), scratch, List.of(entrant))) {
      LiveSet live = LiveSet.ofBytes(plan.liveBytes());
      List<Round> rounds =
          Objects.requireNonNull(alone.inTurns(plan.warmUps(), plan.rounds()).get(entrant));
      Map<String, Metric> metrics = alone.metrics(entrant, rounds);
      metrics.put(FAILED, new Metric("", Better.LOWER, List.of(0.0)));
      metrics.put("live", new Metric("spans", Better.NEITHER, List.of((double) live.spans())));
      return List.of(alone.measurement(entrant, conditions, metrics).noting(Rounds.notes(rounds)));
    } catch (OutOfMemoryError e) {
      return List.of(failed(entrant, conditions, e));
    }
  }

  private static List<Measurement> prove(int rows, Path scratch) throws IOException {
    List<Entrant> entrants =
        CONTENDERS.stream().map(kind -> new Entrant(kind, Source.BUFFER)).toList();
    try (Lineup all = Lineup.open(Codec.ZSTD, rows, scratch, entrants)) {
      return all.proveEqual(Map.of());
    }
  }

  private static Measurement failed(
      Entrant entrant, Map<String, String> conditions, OutOfMemoryError e) {
    List<String> notes = new ArrayList<>(entrant.kind().unmatched());
    notes.add("it did not finish: " + e);
    Map<String, Metric> metrics = Map.of(FAILED, new Metric("", Better.LOWER, List.of(1.0)));
    return new Measurement(entrant.kind().label(), conditions, metrics, "", notes);
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        plot("throughput", "Rows a second beside 590 MB of live objects", false),
        plot("collections", "Collections during a file", false),
        plot("pause", "Time in pauses during a file", true),
        plot("longest-pause", "Longest pause", true));
  }

  private static Plot plot(String metric, String title, boolean logY) {
    return new Plot(metric, title, Plot.Kind.BARS, COLLECTOR, metric, false, logY);
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "Beside 590 MB of live objects",
            List.of(COLLECTOR),
            List.of(
                "throughput",
                "cpu",
                "heap",
                "collections",
                "pause",
                "longest-pause",
                "peak-heap",
                FAILED)));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures all = new Figures(measurements).with(FAILED);
    if (!all.has(FAILED)) {
      return "Nothing was measured.";
    }
    Judgement judgement = new Judgement();
    judge(judgement, all.of(OURS));
    for (String rival : all.notOf(OURS).series()) {
      judge(judgement, all.of(OURS), all.of(rival), rival);
    }
    return judgement.text();
  }

  /** Ours: nothing to do for the collector, under any of them. */
  private static void judge(Judgement judgement, Figures ours) {
    if (!ours.has(FAILED)) {
      judgement.unknown(OURS + " wrote nothing");
      return;
    }
    List<String> failed = failed(ours);
    if (!failed.isEmpty()) {
      judgement.fact(OURS + " ran out of memory under " + String.join(", ", failed), false);
    }
    if (ours.has("collections")) {
      double collections = ours.highest("collections");
      judgement.fact(
          String.format(
              Locale.ROOT,
              "%s had at most %.0f collections and %.1f ms of pauses in a file under %s",
              OURS,
              collections,
              ours.highest("pause"),
              String.join(", ", ours.with("collections").values(COLLECTOR))),
          collections == 0);
    }
  }

  /** Whoever allocates pays; the twin that pools its arrays does not, and is told of. */
  private static void judge(Judgement judgement, Figures ours, Figures its, String rival) {
    List<String> failed = failed(its);
    String deaths =
        failed.isEmpty() ? "" : ", ran out of memory under " + String.join(", ", failed);
    Figures done = its.with("throughput");
    if (!done.has("throughput")) {
      judgement.also(rival + deaths);
      return;
    }
    String words =
        String.format(
            Locale.ROOT,
            "%s had up to %.0f collections, %.0f ms of pauses and one of %.0f ms%s; Intarsia wrote"
                + " %s times its rows/s",
            rival,
            done.highest("collections"),
            done.highest("pause"),
            done.highest("longest-pause"),
            deaths,
            String.join(", ", gains(ours, done)));
    if (rival.equals(ContenderKind.HEAP_POOLED.label())) {
      judgement.also(words);
    } else if (lowestGain(ours, done) > 0) {
      judgement.direction(
          words,
          done.with("collections").lowest("collections") > 0 ? lowestGain(ours, done) : 0,
          1);
    } else {
      judgement.unknown(words);
    }
  }

  private static List<String> failed(Figures its) {
    return its.values(COLLECTOR).stream()
        .filter(collector -> its.where(COLLECTOR, collector).median(FAILED) > 0)
        .toList();
  }

  private static List<String> gains(Figures ours, Figures done) {
    return done.values(COLLECTOR).stream()
        .map(
            collector -> {
              double gain = gain(ours, done, collector);
              return Double.isNaN(gain)
                  ? "an unknown number (%s)".formatted(collector)
                  : String.format(Locale.ROOT, "%.2f (%s)", gain, collector);
            })
        .toList();
  }

  /** NaN where one of ours is missing. */
  private static double lowestGain(Figures ours, Figures done) {
    return done.values(COLLECTOR).stream()
        .mapToDouble(collector -> gain(ours, done, collector))
        .min()
        .orElse(Double.NaN);
  }

  private static double gain(Figures ours, Figures done, String collector) {
    return ours.where(COLLECTOR, collector).median("throughput")
        / done.where(COLLECTOR, collector).median("throughput");
  }
}
