package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.reading.Readers;
import dev.intarsia.bench.experiment.reading.TelemetryFile;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.measure.Rounds;
import dev.intarsia.bench.reader.FoldingReader;
import dev.intarsia.bench.reader.IntarsiaBatchFold;
import dev.intarsia.bench.reader.ReaderKind;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.cli.telemetry.TelemetryColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What a second core brings a reader. */
public final class ReadingThreads implements Experiment {
  private static final String THREADS = "threads";
  private static final String CORES = "cores";
  private static final String ROWS = "rows";
  private static final String SERIES = ReaderKind.INTARSIA_BATCHES.label();
  private static final List<TelemetryColumn> COLUMNS = List.of(TelemetryColumn.values());
  private static final int[] COUNTS = {1, 2};
  private static final double WANTED = 1.7;

  /** What a run takes: rows of the file, readings before those that count, those that count. */
  private record Plan(int rows, int warmUps, int rounds) {
    static Plan of(Effort effort) {
      return switch (effort) {
        case SHORTEST -> new Plan(1_000, 0, 1);
        case QUICK -> new Plan(400_000, 6, 5);
        case FULL -> new Plan(400_000, 15, 15);
      };
    }

    TelemetryFile file() {
      return new TelemetryFile(ContenderKind.PARQUET_JAVA, rows);
    }
  }

  @Override
  public String name() {
    return "reading-threads";
  }

  @Override
  public String title() {
    return "Reading on two cores";
  }

  @Override
  public String claim() {
    return "Columns are decoded side by side. Wanted here: on two cores, two threads read at least"
        + " 1.7 times the rows/s of one.";
  }

  @Override
  public String method() {
    return "The file of the experiment \"reading\", which parquet-java wrote, is folded in the same"
        + " way; the scan decodes on one thread and on two in turns, in one JVM that may use every"
        + " core. What is read is folded by the thread that asks for it. That both come to the"
        + " same is proven before.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<String> flags = List.of("-XX:+UseSerialGC", "-Xmx4g");
    return List.of(Proof.trial(flags), new Trial("one thread and two", flags, false, Map.of()));
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    Plan plan = Plan.of(effort);
    Path file = plan.file().in(scratch);
    Map<String, Supplier<FoldingReader>> makers = new LinkedHashMap<>();
    for (int count : COUNTS) {
      makers.put(
          Integer.toString(count),
          () -> new IntarsiaBatchFold(COLUMNS, scan -> scan.threads(count)));
    }
    try (Readers readers = Readers.open(makers)) {
      if (Proof.isAskedFor(trial)) {
        return readers.proveEqual(file, Map.of(ROWS, Integer.toString(plan.rows())));
      }
      List<Measurement> measurements = new ArrayList<>();
      readers
          .inTurns(file, plan.warmUps(), plan.rounds())
          .forEach((threads, rounds) -> measurements.add(measurement(threads, plan, rounds)));
      return measurements;
    }
  }

  private static Measurement measurement(String threads, Plan plan, List<Round> rounds) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put(THREADS, threads);
    conditions.put(CORES, Integer.toString(Runtime.getRuntime().availableProcessors()));
    conditions.put(ROWS, Integer.toString(plan.rows()));
    Map<String, Metric> metrics = Rounds.metrics(plan.rows(), rounds);
    metrics.remove("resident"); // that of both
    metrics.remove("peak-heap");
    return new Measurement(SERIES, conditions, metrics, List.of());
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        new Plot(
            "throughput",
            "Rows read a second",
            Plot.Kind.BARS,
            THREADS,
            "throughput",
            false,
            false));
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "Threads that decode",
            List.of(THREADS, CORES, ROWS),
            List.of("throughput", "cpu", "heap", "collections", "pause")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures figures = new Figures(measurements);
    Figures two = figures.where(THREADS, 2);
    double ratio = two.median("throughput") / figures.where(THREADS, 1).median("throughput");
    if (Double.isNaN(ratio) || two.largest(CORES) < 2) {
      return new Judgement().unknown("two threads on two cores").text();
    }
    double cpu = two.median("cpu") / figures.where(THREADS, 1).median("cpu");
    return new Judgement()
        .fact(
            String.format(
                Locale.ROOT, "two threads read %.2f times the rows/s of one (1.7 wanted)", ratio),
            ratio >= WANTED)
        .also(String.format(Locale.ROOT, "they take %.2f times the processor time", cpu))
        .text();
  }
}
