package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.leak.WatchedKind;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.experiment.verdict.Words;
import dev.intarsia.bench.experiment.work.Cost;
import dev.intarsia.bench.experiment.work.Costs;
import dev.intarsia.bench.experiment.work.Operation;
import dev.intarsia.bench.experiment.work.Pace;
import dev.intarsia.bench.experiment.work.Stopwatch;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import dev.intarsia.memory.LeakDetector;
import dev.intarsia.memory.LeakDetector.Level;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What watching for leaks costs, at each level. */
public final class LeakDetectionPrice implements Experiment {
  private static final String LEVEL = "level";
  private static final String ROWS = "rows per file";
  private static final String OPERATION = "operation";
  private static final String THROUGHPUT = "throughput";
  private static final String TIME = "time";
  private static final double SAME = 0.02;
  private static final double TOO_NOISY = 0.15;
  private static final int SMALL_FILE = 900;
  private static final int OPERATIONS = 256;

  @Override
  public String name() {
    return "leak-detection";
  }

  @Override
  public String title() {
    return "Leak detection: its price at each level";
  }

  @Override
  public String claim() {
    return "Watching one allocation in 128 with its stack, as is the default, costs nothing that"
        + " can be measured; watching every one is for tests.";
  }

  @Override
  public String method() {
    return "On the write path one JVM writes files by rows, zstd 3, and changes the level from"
        + " round to round, so that all levels meet the same compiled code and the same"
        + " noise; files of "
        + SMALL_FILE
        + " rows make a writer with its buffers every few milliseconds, which is the worst case."
        + " Their files are proven equal before. Bare allocations are measured at each level in a"
        + " JVM of its own. One core.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<String> flags = List.of("-XX:+UseSerialGC", "-Xmx256m");
    List<Trial> trials = new ArrayList<>();
    trials.add(new Trial("write path, all levels", flags, true, Map.of()));
    for (Level level : Level.values()) {
      trials.add(
          new Trial("allocations, " + label(level), flags, true, Map.of(LEVEL, level.name())));
    }
    return List.copyOf(trials);
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    Level before = LeakDetector.level();
    try {
      String level = trial.parameters().get(LEVEL);
      return level == null
          ? writePath(effort, scratch.resolve("watched.parquet"))
          : allocations(Level.valueOf(level), effort);
    } finally {
      LeakDetector.setLevel(before);
    }
  }

  private static List<Measurement> writePath(Effort effort, Path file) throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    for (int rows : rows(effort)) {
      try (Input input = Input.generate(Source.BUFFER, 1, rows);
          Contender contender = ContenderKind.INTARSIA_ROWS.open(Codec.ZSTD, input)) {
        List<Level> levels = List.of(Level.values());
        prove(levels, rows, contender, file.resolveSibling("proof"));
        List<Operation> operations =
            levels.stream().map(level -> writing(level, contender, file)).toList();
        List<List<Cost>> costs = Stopwatch.inTurns(operations, Pace.large(effort));
        for (int i = 0; i < operations.size(); i++) {
          measurements.add(written(levels.get(i), rows, new Costs(costs.get(i))));
        }
      }
    }
    return measurements;
  }

  private static void prove(List<Level> levels, int rows, Contender contender, Path folder)
      throws IOException {
    Proof proof = new Proof(rows, Files.createDirectories(folder));
    for (Level level : levels) {
      LeakDetector.setLevel(level);
      proof.add(label(level), Map.of(), contender::write);
    }
  }

  private static Operation writing(Level level, Contender contender, Path file) {
    return () -> {
      LeakDetector.setLevel(level);
      Files.deleteIfExists(file);
      contender.write(file);
      return Files.size(file);
    };
  }

  private static Measurement written(Level level, int rows, Costs costs) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put(THROUGHPUT, costs.perSecond("rows/s", rows));
    metrics.put("heap", costs.heap("B/row", rows));
    return new Measurement(label(level), Map.of(ROWS, Integer.toString(rows)), metrics, List.of());
  }

  private static List<Measurement> allocations(Level level, Effort effort) throws IOException {
    LeakDetector.setLevel(level);
    List<Measurement> measurements = new ArrayList<>();
    try (MemoryPool pool = MemoryPool.create("leak-detection", MemoryLimit.mebibytes(16))) {
      for (WatchedKind kind : WatchedKind.values()) {
        Operation one = kind.operation(pool);
        Costs costs = new Costs(Stopwatch.measure(() -> many(one), Pace.small(effort)));
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put(TIME, costs.nanos("ns", OPERATIONS));
        metrics.put("bytes", costs.heap("B", OPERATIONS));
        measurements.add(
            new Measurement(label(level), Map.of(OPERATION, kind.label()), metrics, List.of()));
      }
    }
    return measurements;
  }

  private static long many(Operation operation) throws IOException {
    long sum = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      sum += operation.run();
    }
    return sum;
  }

  private static int[] rows(Effort effort) {
    return switch (effort) {
      case SHORTEST, QUICK -> new int[] {SMALL_FILE};
      case FULL -> new int[] {SMALL_FILE, 100_000};
    };
  }

  private static String label(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        new Plot(
            "write-path",
            "Writing files, by level of leak detection",
            Plot.Kind.BARS,
            ROWS,
            THROUGHPUT,
            false,
            false),
        new Plot(
            "allocations",
            "Taking and giving back, by level of leak detection",
            Plot.Kind.BARS,
            OPERATION,
            TIME,
            false,
            true));
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table("Writing files", List.of(ROWS), List.of(THROUGHPUT, "heap")),
        new Table("Taking and giving back", List.of(OPERATION), List.of(TIME, "bytes")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures files = new Figures(measurements).where(ROWS, SMALL_FILE);
    Figures buffers = new Figures(measurements).where(OPERATION, WatchedKind.BUFFER.label());
    double off = files.of(label(Level.OFF)).median(THROUGHPUT);
    double sampled = files.of(label(Level.SAMPLED)).median(THROUGHPUT);
    double every = files.of(label(Level.EVERY)).median(THROUGHPUT);
    double spread = spread(files);
    String costs =
        "with every 128th allocation watched, files of %d rows are written %s, compared with none, whose rounds differ by %s among themselves"
            .formatted(SMALL_FILE, Words.faster(sampled, off), Words.percent(spread));
    Judgement judgement = new Judgement();
    if (Double.isNaN(sampled / off) || spread > TOO_NOISY) {
      judgement.unknown(costs + ", too much to tell");
    } else {
      judgement.fact(costs, sampled / off >= 1 - Math.max(spread, SAME));
    }
    double watched = buffers.of(label(Level.EVERY)).median(TIME);
    double unwatched = buffers.of(label(Level.OFF)).median(TIME);
    return judgement
        .direction(
            "a buffer taken and given back costs %s ns, %s ns sampled and %s ns with every one watched"
                .formatted(
                    Words.number(unwatched),
                    Words.number(buffers.of(label(Level.SAMPLED)).median(TIME)),
                    Words.number(watched)),
            watched,
            unwatched)
        .also("files are then written " + Words.faster(every, off))
        .text();
  }

  /** How far the rounds without detection are from each other. */
  private static double spread(Figures files) {
    return files.of(label(Level.OFF)).measurements().stream()
        .map(measurement -> measurement.metrics().get(THROUGHPUT))
        .mapToDouble(metric -> (metric.max() - metric.min()) / metric.median())
        .findFirst()
        .orElse(0);
  }
}
