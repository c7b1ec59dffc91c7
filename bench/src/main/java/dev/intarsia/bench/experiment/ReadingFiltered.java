package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.reading.MiddleRows;
import dev.intarsia.bench.experiment.reading.Readers;
import dev.intarsia.bench.experiment.reading.TelemetryFile;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.experiment.verdict.Words;
import dev.intarsia.bench.experiment.work.Cost;
import dev.intarsia.bench.experiment.work.Costs;
import dev.intarsia.bench.experiment.work.Operation;
import dev.intarsia.bench.experiment.work.Pace;
import dev.intarsia.bench.experiment.work.Stopwatch;
import dev.intarsia.bench.reader.DuckDbFold;
import dev.intarsia.bench.reader.FoldingReader;
import dev.intarsia.bench.reader.IntarsiaBatchFold;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.parquet.FilterMetrics;
import dev.intarsia.parquet.ScanMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What it costs to get a few rows out of a sorted file. */
public final class ReadingFiltered implements Experiment {
  private static final String FILE = "file of";
  private static final String ROWS = "rows";
  private static final String FULL_SCAN = "Intarsia, all rows";
  private static final String FILTERED = "Intarsia, filter";
  private static final String DUCKDB = "DuckDB 2.0, WHERE";
  private static final String TIME = "time";
  private static final String PAGES = "decoded-pages";
  private static final List<ContenderKind> WRITERS =
      List.of(ContenderKind.PARQUET_JAVA, ContenderKind.INTARSIA_ROWS);
  private static final List<TelemetryColumn> COLUMNS = List.of(TelemetryColumn.values());
  private static final int ONE_OF = 1000;
  private static final double WANTED = 0.05;
  private static final double MILLI = 1e6;

  @Override
  public String name() {
    return "reading-filter";
  }

  @Override
  public String title() {
    return "A filter that keeps one row of a thousand";
  }

  @Override
  public String claim() {
    return "What a filter rules out is not decoded. Wanted here: a filter that keeps 0.1 % of"
        + " sorted rows costs less than 5 % of the scan of all rows.";
  }

  @Override
  public String method() {
    return "400,000 telemetry rows are sorted by the number of their event. The filter asks for a"
        + " range of 400 such numbers in the middle of the file, and all 52 columns of these rows"
        + " are folded as in the experiment \"reading\"; the full scan folds all rows. The file of"
        + " parquet-java and Intarsia's own, ZSTD level 3, have pages of at most 20,000 rows, so"
        + " that one page of a column at least, a twentieth of it, has to be decompressed. What"
        + " DuckDB makes of the same condition is there for comparison, and proves the result."
        + " All take turns in one JVM on one pinned core.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<String> flags = List.of("-XX:+UseSerialGC", "-Xmx4g");
    List<Trial> trials = new ArrayList<>();
    trials.add(Proof.trial(flags));
    for (ContenderKind writer : WRITERS) {
      trials.add(new Trial(author(writer), flags, true, Map.of(FILE, writer.name())));
    }
    return List.copyOf(trials);
  }

  private static String author(ContenderKind writer) {
    return writer == ContenderKind.INTARSIA_ROWS ? "Intarsia" : writer.label();
  }

  private static int rows(Effort effort) {
    return effort == Effort.SHORTEST ? 2 * ONE_OF : 400 * ONE_OF;
  }

  /** Scans of 100 ms that run through much code. */
  private static Pace pace(Effort effort) {
    return switch (effort) {
      case SHORTEST -> new Pace(0, 1, 0);
      case QUICK -> new Pace(1500, 3, 300);
      case FULL -> new Pace(5000, 7, 500);
    };
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    int rows = rows(effort);
    if (Proof.isAskedFor(trial)) {
      return prove(rows, scratch);
    }
    ContenderKind writer = ContenderKind.valueOf(trial.parameter(FILE));
    Path file = new TelemetryFile(writer, rows).in(scratch);
    MiddleRows kept = MiddleRows.of(file, rows, rows / ONE_OF);
    try (IntarsiaBatchFold all = new IntarsiaBatchFold(COLUMNS, UnaryOperator.identity());
        IntarsiaBatchFold filtered = filtered(kept);
        DuckDbFold duckDb = new DuckDbFold(COLUMNS, kept.sql())) {
      List<Operation> operations =
          List.of(
              () -> all.fold(file).number(),
              () -> filtered.fold(file).number(),
              () -> duckDb.fold(file).number());
      List<List<Cost>> costs = Stopwatch.inTurns(operations, pace(effort));
      Map<String, String> at = conditions(writer, rows);
      Map<String, Metric> ofAll = metrics(costs.get(0));
      ofAll.put(PAGES, count("pages", all.metrics().decodedPages()));
      Map<String, Metric> ofFiltered = metrics(costs.get(1));
      ofFiltered.putAll(metrics(filtered.metrics()));
      return List.of(
          new Measurement(FULL_SCAN, at, ofAll, List.of()),
          new Measurement(FILTERED, at, ofFiltered, List.of()),
          new Measurement(DUCKDB, at, metrics(costs.get(2)), List.of()));
    }
  }

  private static List<Measurement> prove(int rows, Path scratch) throws IOException {
    List<Measurement> proven = new ArrayList<>();
    for (ContenderKind writer : WRITERS) {
      Path file = new TelemetryFile(writer, rows).in(scratch);
      MiddleRows kept = MiddleRows.of(file, rows, rows / ONE_OF);
      Map<String, Supplier<FoldingReader>> makers = new LinkedHashMap<>();
      makers.put(FILTERED, () -> filtered(kept));
      makers.put(DUCKDB, () -> new DuckDbFold(COLUMNS, kept.sql()));
      try (Readers readers = Readers.open(makers)) {
        proven.addAll(readers.proveEqual(file, conditions(writer, rows)));
      }
    }
    return proven;
  }

  private static IntarsiaBatchFold filtered(MiddleRows kept) {
    return new IntarsiaBatchFold(COLUMNS, scan -> scan.filter(kept.filter()));
  }

  private static Map<String, String> conditions(ContenderKind writer, int rows) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put(FILE, author(writer));
    conditions.put(ROWS, Integer.toString(rows));
    return conditions;
  }

  private static Map<String, Metric> metrics(List<Cost> rounds) {
    Costs costs = new Costs(rounds);
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put(TIME, costs.nanos("ms", MILLI));
    metrics.put("scan-heap", costs.heap("KB", 1e3));
    return metrics;
  }

  /** Rows that each level has pruned, and what was left to do. */
  private static Map<String, Metric> metrics(ScanMetrics scan) {
    FilterMetrics filter = scan.filter();
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put(PAGES, count("pages", scan.decodedPages() + filter.decodedPages()));
    metrics.put("by-statistics", count("rows", filter.statistics().rows()));
    metrics.put("by-column-indexes", count("rows", filter.columnIndexes().rows()));
    metrics.put("by-dictionaries", count("rows", filter.dictionaries().rows()));
    metrics.put("tested", count("rows", filter.testedRows()));
    metrics.put("kept", count("rows", scan.rows()));
    return metrics;
  }

  private static Metric count(String unit, long count) {
    return new Metric(unit, Better.NEITHER, List.of((double) count));
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        new Plot(TIME, "Time of a scan", Plot.Kind.BARS, FILE, TIME, false, true),
        new Plot(PAGES, "Data pages decoded", Plot.Kind.BARS, FILE, PAGES, false, true));
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table("Scans", List.of(FILE, ROWS), List.of(TIME, "scan-heap", PAGES)),
        new Table(
            "Rows that the filter pruned",
            List.of(FILE, ROWS),
            List.of("by-statistics", "by-column-indexes", "by-dictionaries", "tested", "kept")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Judgement judgement = new Judgement();
    for (ContenderKind writer : WRITERS) {
      judge(judgement, new Figures(measurements).where(FILE, author(writer)), author(writer));
    }
    return judgement.text();
  }

  private static void judge(Judgement judgement, Figures file, String writer) {
    double all = file.of(FULL_SCAN).median(TIME);
    double filtered = file.of(FILTERED).median(TIME);
    double share = filtered / all;
    if (Double.isNaN(share)) {
      judgement.unknown("over the file of " + writer);
      return;
    }
    judgement.fact(
        "over the file of %s the filter costs %s of the full scan (less than 5 %% wanted)"
            .formatted(writer, Words.percent(share)),
        share < WANTED);
    judgement.also(
        "it takes %s of %s ms there and decodes %s of %s pages; DuckDB takes %s ms"
            .formatted(
                Words.number(filtered),
                Words.number(all),
                Words.number(file.of(FILTERED).median(PAGES)),
                Words.number(file.of(FULL_SCAN).median(PAGES)),
                Words.number(file.of(DUCKDB).median(TIME))));
  }
}
