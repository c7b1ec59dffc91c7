package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.reading.Readers;
import dev.intarsia.bench.experiment.reading.SortedRows;
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
import dev.intarsia.parquet.ScanMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
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
  private static final double KILO = 1e3;

  /** Where in the file the rows are that a filter asks for. */
  private static final int PLACES = 8;

  @Override
  public String name() {
    return "reading-filter";
  }

  @Override
  public String title() {
    return "A filter that keeps one row of a thousand";
  }

  /** Eight places in each of two files take their time. */
  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public String claim() {
    return "What a filter rules out is not decoded. Wanted here: a filter that keeps 0.1 % of"
        + " sorted rows costs less than 5 % of the scan of all rows.";
  }

  @Override
  public String method() {
    return "400,000 telemetry rows are sorted by the number of their event. The filter asks for a"
        + " range of 400 such numbers, and all 52 columns of these rows are folded as in the"
        + " experiment \"reading\"; the full scan folds all rows. The file of parquet-java and"
        + " Intarsia's own, ZSTD level 3, have pages of at most 20,000 rows, so that one page of a"
        + " column at least, a twentieth of it, has to be begun. Intarsia decompresses a page no"
        + " further than to the last row wanted, and a dictionary no further than to the highest"
        + " id, so it matters where the rows are: a filter asks for them at eight places, spread"
        + " evenly over the file and over the pages, and what is shown is the mean of the eight"
        + " scans. They cost most at the end of a file, where dictionaries are needed whole. What"
        + " DuckDB makes of the same conditions is there for comparison, and proves the results."
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
      case QUICK -> new Pace(500, 3, 100);
      case FULL -> new Pace(15_000, 9, 500);
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
    List<FoldingReader> readers = new ArrayList<>();
    try {
      IntarsiaBatchFold all = new IntarsiaBatchFold(COLUMNS, UnaryOperator.identity());
      readers.add(all);
      List<IntarsiaBatchFold> filtered = new ArrayList<>();
      List<DuckDbFold> duckDb = new ArrayList<>();
      for (SortedRows kept : SortedRows.of(file, rows, rows / ONE_OF, PLACES)) {
        filtered.add(filtered(kept));
        duckDb.add(new DuckDbFold(COLUMNS, kept.sql()));
        readers.add(filtered.getLast());
        readers.add(duckDb.getLast());
      }
      List<Operation> operations =
          List.of(() -> all.fold(file).number(), inTurn(filtered, file), inTurn(duckDb, file));
      List<List<Cost>> costs = Stopwatch.inTurns(operations, pace(effort));
      Map<String, String> at = conditions(writer, rows);
      Map<String, Metric> ofAll = metrics(costs.get(0), 1);
      ofAll.put(PAGES, count("pages", all.metrics().decodedPages()));
      Map<String, Metric> ofFiltered = metrics(costs.get(1), PLACES);
      ofFiltered.putAll(metrics(filtered.stream().map(IntarsiaBatchFold::metrics).toList()));
      return List.of(
          new Measurement(FULL_SCAN, at, ofAll, List.of()),
          new Measurement(FILTERED, at, ofFiltered, List.of()),
          new Measurement(DUCKDB, at, metrics(costs.get(2), PLACES), List.of()));
    } finally {
      readers.forEach(FoldingReader::close);
    }
  }

  /** One scan after the other. */
  private static Operation inTurn(List<? extends FoldingReader> readers, Path file) {
    return () -> {
      long number = 0;
      for (FoldingReader reader : readers) {
        number += reader.fold(file).number();
      }
      return number;
    };
  }

  private static List<Measurement> prove(int rows, Path scratch) throws IOException {
    List<Measurement> proven = new ArrayList<>();
    for (ContenderKind writer : WRITERS) {
      Path file = new TelemetryFile(writer, rows).in(scratch);
      for (SortedRows kept : SortedRows.of(file, rows, rows / ONE_OF, PLACES)) {
        Map<String, Supplier<FoldingReader>> makers = new LinkedHashMap<>();
        makers.put(FILTERED, () -> filtered(kept));
        makers.put(DUCKDB, () -> new DuckDbFold(COLUMNS, kept.sql()));
        Map<String, String> conditions = conditions(writer, rows);
        conditions.put("from event", Long.toString(kept.from()));
        try (Readers readers = Readers.open(makers)) {
          proven.addAll(readers.proveEqual(file, conditions));
        }
      }
    }
    return proven;
  }

  private static IntarsiaBatchFold filtered(SortedRows kept) {
    return new IntarsiaBatchFold(COLUMNS, scan -> scan.filter(kept.filter()));
  }

  private static Map<String, String> conditions(ContenderKind writer, int rows) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put(FILE, author(writer));
    conditions.put(ROWS, Integer.toString(rows));
    return conditions;
  }

  private static Map<String, Metric> metrics(List<Cost> rounds, int scans) {
    Costs costs = new Costs(rounds);
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put(TIME, costs.nanos("ms", MILLI * scans));
    metrics.put("scan-heap", costs.heap("KB", KILO * scans));
    return metrics;
  }

  /** Rows that each level has pruned, and what was left to do; the means of some scans. */
  private static Map<String, Metric> metrics(List<ScanMetrics> scans) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put(PAGES, mean("pages", scans, s -> s.decodedPages() + s.filter().decodedPages()));
    metrics.put("by-statistics", mean("rows", scans, s -> s.filter().statistics().rows()));
    metrics.put("by-column-indexes", mean("rows", scans, s -> s.filter().columnIndexes().rows()));
    metrics.put("by-dictionaries", mean("rows", scans, s -> s.filter().dictionaries().rows()));
    metrics.put("tested", mean("rows", scans, s -> s.filter().testedRows()));
    metrics.put("kept", mean("rows", scans, ScanMetrics::rows));
    return metrics;
  }

  private static Metric mean(
      String unit, List<ScanMetrics> scans, ToLongFunction<ScanMetrics> count) {
    return count(unit, scans.stream().mapToLong(count).sum() / scans.size());
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
