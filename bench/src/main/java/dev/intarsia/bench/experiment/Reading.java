package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.reading.Readers;
import dev.intarsia.bench.experiment.reading.TelemetryFile;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.experiment.verdict.Words;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.measure.Rounds;
import dev.intarsia.bench.reader.ReaderKind;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The mirror of {@link Headline}: a file in, every value of it looked at, on one core. */
public final class Reading implements Experiment {
  private static final String SETTING = "setting";
  private static final String ROWS = "rows";
  private static final String READER = "reader";
  private static final String TOGETHER = "one JVM, in turns";
  private static final String SMALLER = "a smaller file";
  private static final String OWN = "Intarsia's own file";
  private static final String ALONE = "a JVM each";

  private static final ReaderKind OURS = ReaderKind.INTARSIA_BATCHES;

  /** How many times the rows/s of each other reader are wanted. */
  private static final Map<ReaderKind, Double> WANTED = wanted();

  /** What a run takes: rows of both files, readings before those that count, those that count. */
  private record Plan(
      int smaller, int rows, int warmUps, int rounds, boolean ownFile, boolean alone) {
    static Plan of(Effort effort) {
      return switch (effort) {
        case SHORTEST -> new Plan(500, 1_000, 0, 1, true, true);
        case QUICK -> new Plan(25_000, 100_000, 5, 3, false, false);
        case FULL -> new Plan(100_000, 400_000, 10, 9, true, true);
      };
    }

    TelemetryFile file() {
      return new TelemetryFile(ContenderKind.PARQUET_JAVA, rows);
    }

    /** All files, by what they are there for. */
    Map<String, TelemetryFile> files() {
      Map<String, TelemetryFile> files = new LinkedHashMap<>();
      files.put(TOGETHER, file());
      files.put(SMALLER, new TelemetryFile(ContenderKind.PARQUET_JAVA, smaller));
      if (ownFile) {
        files.put(OWN, new TelemetryFile(ContenderKind.INTARSIA_ROWS, rows));
      }
      return files;
    }
  }

  private static Map<ReaderKind, Double> wanted() {
    Map<ReaderKind, Double> wanted = new LinkedHashMap<>();
    wanted.put(ReaderKind.DUCKDB, 1.0);
    wanted.put(ReaderKind.PARQUET_JAVA, 2.0);
    wanted.put(ReaderKind.ARROW_CPP, 1.7);
    return wanted;
  }

  @Override
  public String name() {
    return "reading";
  }

  @Override
  public String title() {
    return "File in, every value looked at: 52 columns, one core";
  }

  @Override
  public String claim() {
    return "Off-heap columns can be read into as fast as native engines read. Wanted here, by"
        + " batches: the rows/s of DuckDB with the fold pushed into it, twice those of"
        + " parquet-java's column readers, 1.7 times those of Arrow C++ through arrow-dataset; and"
        + " Java heap that does not grow with the rows.";
  }

  @Override
  public String method() {
    return "A file of telemetry rows that parquet-java wrote, ZSTD level 3, is in the system's"
        + " cache. Every value of all columns is folded: integers are added up, so are"
        + " doubles, the lengths of texts and what booleans are true, and nulls are counted."
        + " All readers come to the same numbers column by column, which is proven in a JVM"
        + " that measures nothing. Then they take turns in one JVM on one pinned core,"
        + " warm-ups first, garbage collected between files: over all rows (400,000 with"
        + " --full, 100,000 with --quick), over a quarter of them and, with --full,"
        + " over Intarsia's own file of the same rows; then, with --full, each has a JVM to"
        + " itself, Intarsia with 64 MB of heap. A reading takes from before the file is"
        + " opened to after it is closed. Nobody verifies page checksums.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<Trial> trials = new ArrayList<>();
    trials.add(Proof.trial(flags(ReaderKind.PARQUET_JAVA)));
    trials.add(new Trial("all", flags(ReaderKind.PARQUET_JAVA), true, Map.of()));
    if (Plan.of(effort).alone()) {
      for (ReaderKind kind : ReaderKind.values()) {
        trials.add(
            new Trial(kind.label() + " alone", flags(kind), true, Map.of(READER, kind.name())));
      }
    }
    return List.copyOf(trials);
  }

  private static List<String> flags(ReaderKind kind) {
    boolean ours = kind == OURS || kind == ReaderKind.INTARSIA_ROWS;
    return List.of("-XX:+UseSerialGC", ours ? "-Xmx64m" : "-Xmx4g");
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    Plan plan = Plan.of(effort);
    if (Proof.isAskedFor(trial)) {
      return prove(plan, scratch);
    }
    String alone = trial.parameters().get(READER);
    return alone == null
        ? together(plan, scratch)
        : alone(ReaderKind.valueOf(alone), plan, scratch);
  }

  private static List<Measurement> prove(Plan plan, Path scratch) throws IOException {
    List<Measurement> proven = new ArrayList<>();
    try (Readers readers = Readers.open(List.of(ReaderKind.values()))) {
      for (TelemetryFile file : plan.files().values()) {
        proven.addAll(readers.proveEqual(file.in(scratch), Map.of("file", file.toString())));
      }
    }
    return proven;
  }

  private static List<Measurement> together(Plan plan, Path scratch) throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    try (Readers readers = Readers.open(List.of(ReaderKind.values()))) {
      for (Map.Entry<String, TelemetryFile> entry : plan.files().entrySet()) {
        TelemetryFile file = entry.getValue();
        int warmUps = entry.getKey().equals(TOGETHER) ? plan.warmUps() : plan.warmUps() / 3;
        Map<String, List<Round>> rounds = readers.inTurns(file.in(scratch), warmUps, plan.rounds());
        for (ReaderKind kind : ReaderKind.values()) {
          List<Round> own = Objects.requireNonNull(rounds.get(kind.label()));
          Map<String, Metric> metrics = Rounds.metrics(file.rows(), own);
          metrics.remove("resident"); // that of all of them
          metrics.remove("peak-heap");
          measurements.add(measurement(kind, entry.getKey(), file.rows(), metrics));
        }
      }
    }
    return measurements;
  }

  private static List<Measurement> alone(ReaderKind kind, Plan plan, Path scratch)
      throws IOException {
    try (Readers readers = Readers.open(List.of(kind))) {
      List<Round> rounds =
          Objects.requireNonNull(
              readers
                  .inTurns(plan.file().in(scratch), plan.warmUps(), plan.rounds())
                  .get(kind.label()));
      return List.of(
          measurement(kind, ALONE, plan.rows(), Rounds.metrics(plan.rows(), rounds))
              .noting(Rounds.notes(rounds)));
    }
  }

  private static Measurement measurement(
      ReaderKind kind, String setting, int rows, Map<String, Metric> metrics) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put(SETTING, setting);
    conditions.put(ROWS, Integer.toString(rows));
    return new Measurement(kind.label(), conditions, metrics, kind.unmatched());
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        plot("throughput", "Rows read a second"),
        plot("heap", "Bytes allocated on the Java heap per row read"));
  }

  private static Plot plot(String metric, String title) {
    return new Plot(metric, title, Plot.Kind.BARS, SETTING, metric, false, false);
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "File in, every value looked at",
            List.of(SETTING, ROWS),
            List.of("throughput", "cpu", "heap", "collections", "pause", "resident")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures all = new Figures(measurements);
    Figures together = all.where(SETTING, TOGETHER);
    Judgement judgement = new Judgement();
    WANTED.forEach((other, wanted) -> judge(judgement, together, other, wanted));
    heap(judgement, all);
    return judgement
        .also(others(all, ReaderKind.INTARSIA_ROWS, TOGETHER, "row by row it reads "))
        .also(others(all, OURS, OWN, "of its own file it reads "))
        .also(others(all, OURS, ALONE, "alone in a JVM it reads "))
        .text();
  }

  private static void judge(Judgement judgement, Figures figures, ReaderKind other, double wanted) {
    double ratio = throughput(figures, OURS) / throughput(figures, other);
    if (Double.isNaN(ratio)) {
      judgement.unknown("beside " + other.label());
      return;
    }
    judgement.fact(
        String.format(
            Locale.ROOT,
            "%s reads %.2f times the rows/s of %s (%.1f wanted)",
            OURS.label(),
            ratio,
            other.label(),
            wanted),
        ratio >= wanted);
  }

  private static double throughput(Figures figures, ReaderKind kind) {
    return figures.of(kind.label()).median("throughput");
  }

  /** Total heap must not keep up with the rows: then less of it falls to each. */
  private static void heap(Judgement judgement, Figures all) {
    Figures ours = all.of(OURS.label());
    Figures few = ours.where(SETTING, SMALLER);
    Figures many = ours.where(SETTING, TOGETHER);
    if (!few.has("heap") || !many.has("heap")) {
      judgement.unknown("its heap by rows");
      return;
    }
    judgement.direction(
        String.format(
            Locale.ROOT,
            "it allocates %s B a row of heap over %,d rows and %s B over %,d",
            Words.number(few.median("heap")),
            few.largest(ROWS),
            Words.number(many.median("heap")),
            many.largest(ROWS)),
        few.median("heap"),
        many.median("heap"));
  }

  private static String others(Figures all, ReaderKind kind, String setting, String words) {
    Figures figures = all.where(SETTING, setting);
    double own = throughput(figures, kind);
    List<String> ratios = new ArrayList<>();
    for (ReaderKind other : WANTED.keySet()) {
      double ratio = own / throughput(figures, other);
      if (!Double.isNaN(ratio)) {
        ratios.add(String.format(Locale.ROOT, "%.2f times %s", ratio, other.label()));
      }
    }
    return ratios.isEmpty() ? "" : words + String.join(", ", ratios);
  }
}
