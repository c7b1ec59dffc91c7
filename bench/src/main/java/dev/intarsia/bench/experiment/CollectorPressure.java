package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.lineup.Entrant;
import dev.intarsia.bench.experiment.lineup.Lineup;
import dev.intarsia.bench.experiment.pressure.CrampedHeap;
import dev.intarsia.bench.experiment.pressure.LiveSet;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Path;
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
  private static final List<String> COLLECTORS = List.of("Serial", "Parallel", "G1", "Z");
  private static final List<ContenderKind> CONTENDERS =
      List.of(
          ContenderKind.INTARSIA_ROWS,
          ContenderKind.HEAP_POOLED,
          ContenderKind.HEAP_FRESH,
          ContenderKind.PARQUET_JAVA);
  private static final Set<ContenderKind> QUICK_CONTENDERS =
      EnumSet.of(ContenderKind.INTARSIA_ROWS, ContenderKind.PARQUET_JAVA);

  /** What a trial takes. */
  private record Plan(long liveBytes, int rows, int warmUps, int rounds) {
    static Plan of(Effort effort) {
      return switch (effort) {
        case SHORTEST -> new Plan(1 << 20, 1_000, 0, 1);
        case QUICK -> new Plan(CrampedHeap.LIVE_BYTES, 100_000, 1, 2);
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
    return CrampedHeap.METHOD
        + " Each writer writes Zstandard files of the same rows, which lie off-heap, warm-ups"
        + " first. All cores may be used, so that collectors which work beside the writer can,"
        + " and generations are as large as the JVM makes them by itself."
        + " Pauses are taken from the JVM's log of safepoints. A writer that runs out of memory is"
        + " shown as failed.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<Trial> trials = new ArrayList<>();
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
    parameters.put("collector", collector);
    parameters.put("contender", kind.name());
    parameters.put("source", Source.BUFFER.name());
    List<String> flags = CrampedHeap.flags(collector);
    flags.addAll(kind.jvmFlags());
    return new Trial(kind.label() + ", " + collector, flags, false, parameters);
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    Plan plan = Plan.of(effort);
    Entrant entrant = Entrant.of(trial);
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("collector", trial.parameters().getOrDefault("collector", ""));
    conditions.put("rows", Integer.toString(plan.rows()));
    try (Lineup alone = Lineup.open(Codec.ZSTD, plan.rows(), scratch, List.of(entrant))) {
      LiveSet live = LiveSet.ofBytes(plan.liveBytes());
      List<Round> rounds =
          Objects.requireNonNull(alone.inTurns(plan.warmUps(), plan.rounds()).get(entrant));
      Map<String, Metric> metrics = alone.metrics(entrant, rounds);
      metrics.put(FAILED, new Metric("", Better.LOWER, List.of(0.0)));
      metrics.put("live", new Metric("spans", Better.NEITHER, List.of((double) live.spans())));
      return List.of(alone.measurement(entrant, conditions, metrics));
    } catch (OutOfMemoryError e) {
      return List.of(failed(entrant, conditions, e));
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
    return new Plot(metric, title, Plot.Kind.BARS, "collector", metric, false, logY);
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "Beside 590 MB of live objects",
            List.of("collector"),
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
    Figures all = new Figures(measurements);
    Figures ours = all.of(ContenderKind.INTARSIA_ROWS.label());
    if (!ours.has("throughput")) {
      return ContenderKind.INTARSIA_ROWS.label() + " did not finish.";
    }
    List<String> parts = new ArrayList<>();
    parts.add(
        String.format(
            Locale.ROOT,
            "%s had at most %.0f collections and %.1f ms of pauses in a file under any collector",
            ContenderKind.INTARSIA_ROWS.label(),
            ours.highest("collections"),
            ours.highest("pause")));
    for (String rival : all.notOf(ContenderKind.INTARSIA_ROWS.label()).series()) {
      parts.add(against(all, rival));
    }
    return String.join("; ", parts) + ".";
  }

  private static String against(Figures all, String rival) {
    Figures its = all.of(rival);
    List<String> failed =
        its.values("collector").stream()
            .filter(collector -> its.where("collector", collector).median(FAILED) > 0)
            .toList();
    String deaths =
        failed.isEmpty() ? "" : " and ran out of memory under " + String.join(", ", failed);
    Figures done = its.with("throughput");
    if (!done.has("throughput")) {
      return rival + " finished under no collector";
    }
    List<String> gains = new ArrayList<>();
    for (String collector : done.values("collector")) {
      double mine =
          all.of(ContenderKind.INTARSIA_ROWS.label())
              .where("collector", collector)
              .median("throughput");
      double other = done.where("collector", collector).median("throughput");
      gains.add(String.format(Locale.ROOT, "%.2f (%s)", mine / other, collector));
    }
    return String.format(
        Locale.ROOT,
        "%s had up to %.0f collections, %.0f ms of pauses and one of %.0f ms%s, and Intarsia wrote"
            + " %s times its rows/s",
        rival,
        done.highest("collections"),
        done.highest("pause"),
        done.highest("longest-pause"),
        deaths,
        String.join(", ", gains));
  }
}
