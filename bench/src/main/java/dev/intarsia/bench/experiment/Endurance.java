package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.contender.RowWriter;
import dev.intarsia.bench.experiment.lineup.Lineup;
import dev.intarsia.bench.experiment.stream.EndlessRows;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.measure.Meter;
import dev.intarsia.bench.measure.ResidentMemory;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.measure.Rounds;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A long file in a tiny heap, and many files from one pool. */
public final class Endurance implements Experiment {
  private static final String COLLECTOR = "collector";
  private static final String FILE = "file number";
  private static final String RESIDENT = "resident-of-file";
  private static final double BYTES_PER_ROW = 1;
  private static final double FLAT = 1.05;
  private static final double MEGA = 1e6;

  /** What a trial takes; the rows repeat after those of the buffer. */
  private record Plan(int rowsOfBuffer, int rows, int files, int rowsOfFile) {
    static Plan of(Effort effort) {
      return switch (effort) {
        case SHORTEST -> new Plan(5_000, 60_000, 3, 2_000);
        case QUICK -> new Plan(20_000, 2_000_000, 30, 20_000);
        case FULL -> new Plan(20_000, 4_000_000, 100, 20_000);
      };
    }
  }

  @Override
  public String name() {
    return "endurance";
  }

  @Override
  public String title() {
    return "One long file, and many files, in a heap of 32 MB";
  }

  @Override
  public String claim() {
    return "At most 1 byte of Java heap per row and no collection over 4,000,000 rows with -Xmx32m,"
        + " G1 and Serial; resident memory flat from the second file to the hundredth.";
  }

  @Override
  public String method() {
    return "Intarsia by rows, Zstandard, one core. 20,000 rows lie off-heap and are appended over"
        + " and over, which allocates nothing by itself. One file of 20,000 rows loads the classes;"
        + " then one file of 4,000,000 rows is written (2,000,000 with --quick), and the heap that"
        + " all threads allocate and the collections are counted from its creation to its end; then"
        + " files of 20,000 rows one after the other from one pool, 100 of them (30 with --quick),"
        + " and the peak of resident memory is read for each, the rows left out. It counts as flat"
        + " if no file from the second on takes over 5 % more than the second.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    return List.of(trial("G1"), trial("Serial"));
  }

  private static Trial trial(String collector) {
    return new Trial(
        collector,
        List.of("-XX:+Use" + collector + "GC", "-Xmx32m"),
        true,
        Map.of(COLLECTOR, collector));
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    Plan plan = Plan.of(effort);
    String collector = trial.parameter(COLLECTOR);
    ResidentMemory memory = new ResidentMemory();
    Path file = scratch.resolve("rows.parquet");
    List<Measurement> measurements = new ArrayList<>();
    try (EndlessRows rows = new EndlessRows(Lineup.SEED, plan.rowsOfBuffer());
        RowWriter writer = RowWriter.open(ContenderKind.INTARSIA_ROWS, Codec.ZSTD)) {
      write(writer, rows, plan.rowsOfFile(), file);
      Round round = Meter.measure(() -> write(writer, rows, plan.rows(), file), file);
      Map<String, Metric> metrics =
          Rounds.metrics(plan.rows(), rows.offHeapBytes(), List.of(round));
      measurements.add(
          measurement(collector, Map.of("rows", plan.rows()), metrics)
              .noting(Rounds.notes(List.of(round))));
      for (int number = 1; number <= plan.files(); number++) {
        Files.delete(file);
        memory.beginPeak();
        write(writer, rows, plan.rowsOfFile(), file);
        long peak = memory.peak();
        if (peak != ResidentMemory.UNKNOWN) {
          Metric resident =
              new Metric("MB", Better.LOWER, List.of((peak - rows.offHeapBytes()) / MEGA));
          measurements.add(
              measurement(collector, Map.of(FILE, number), Map.of(RESIDENT, resident)));
        }
      }
    }
    return measurements;
  }

  private static void write(RowWriter writer, EndlessRows rows, int count, Path file)
      throws IOException {
    writer.begin(file);
    for (int i = 0; i < count; i++) {
      writer.append(rows.next());
    }
    writer.finish();
  }

  private static Measurement measurement(
      String collector, Map<String, Integer> more, Map<String, Metric> metrics) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put(COLLECTOR, collector);
    more.forEach((name, value) -> conditions.put(name, value.toString()));
    return new Measurement(
        ContenderKind.INTARSIA_ROWS.label() + ", " + collector, conditions, metrics, "", List.of());
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        new Plot(
            "resident",
            "Resident memory from file to file, one pool",
            Plot.Kind.LINES,
            FILE,
            RESIDENT,
            false,
            false));
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "One long file, -Xmx32m",
            List.of(COLLECTOR, "rows"),
            List.of(
                "heap", "collections", "pause", "throughput", "peak-heap", "resident", "file")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures all = new Figures(measurements);
    Figures big = all.with("heap");
    if (!big.has("heap")) {
      return "Nothing was measured.";
    }
    Judgement judgement = new Judgement();
    for (String collector : big.values(COLLECTOR)) {
      Figures one = big.where(COLLECTOR, collector);
      double heap = one.highest("heap");
      double collections = one.highest("collections");
      judgement
          .fact(
              String.format(
                  Locale.ROOT,
                  "%.2f B of heap per row over %,d rows with %s",
                  heap,
                  one.largest("rows"),
                  collector),
              heap <= BYTES_PER_ROW)
          .fact(String.format(Locale.ROOT, "%.0f collections", collections), collections == 0);
      resident(judgement, all.where(COLLECTOR, collector).with(RESIDENT), collector);
    }
    return judgement.text();
  }

  /** Every file from the second on. */
  private static void resident(Judgement judgement, Figures files, String collector) {
    double second = files.where(FILE, 2).median(RESIDENT);
    double most =
        files.values(FILE).stream()
            .filter(number -> Integer.parseInt(number) >= 2)
            .mapToDouble(number -> files.where(FILE, number).median(RESIDENT))
            .max()
            .orElse(Double.NaN);
    if (Double.isNaN(second) || Double.isNaN(most)) {
      judgement.unknown("resident memory with " + collector);
      return;
    }
    judgement.fact(
        String.format(
            Locale.ROOT,
            "resident memory with %s: %.0f MB in file 2, at most %.0f MB up to file %d",
            collector,
            second,
            most,
            files.largest(FILE)),
        most <= second * FLAT);
  }
}
