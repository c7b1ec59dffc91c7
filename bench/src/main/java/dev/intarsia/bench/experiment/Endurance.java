package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.contender.RowWriter;
import dev.intarsia.bench.experiment.lineup.Lineup;
import dev.intarsia.bench.experiment.stream.EndlessRows;
import dev.intarsia.bench.experiment.verdict.Figures;
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
        case QUICK -> new Plan(20_000, 4_000_000, 20, 40_000);
        case FULL -> new Plan(20_000, 4_000_000, 100, 40_000);
      };
    }
  }

  @Override
  public String name() {
    return "endurance";
  }

  @Override
  public String title() {
    return "4,000,000 rows in a heap of 32 MB";
  }

  @Override
  public String claim() {
    return "At most 1 byte of Java heap per row and no collection over 4,000,000 rows with -Xmx32m,"
        + " G1 and Serial; resident memory flat from the second file to the hundredth.";
  }

  @Override
  public String method() {
    return "Intarsia by rows, Zstandard, one core. 20,000 rows lie off-heap and are appended over"
        + " and over, which allocates nothing by itself. One file of 40,000 rows loads the classes;"
        + " then one file of 4,000,000 rows is written, and the heap that all threads allocate and"
        + " the collections are counted from its creation to its end; then files of 40,000 rows one"
        + " after the other from one pool, and the peak of resident memory is read for each, the"
        + " rows left out.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    return effort == Effort.FULL ? List.of(trial("G1"), trial("Serial")) : List.of(trial("G1"));
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
    String collector = trial.parameters().getOrDefault(COLLECTOR, "");
    Path file = scratch.resolve("rows.parquet");
    List<Measurement> measurements = new ArrayList<>();
    try (EndlessRows rows = new EndlessRows(Lineup.SEED, plan.rowsOfBuffer());
        RowWriter writer = RowWriter.open(ContenderKind.INTARSIA_ROWS, Codec.ZSTD)) {
      write(writer, rows, plan.rowsOfFile(), file);
      Round round = Meter.measure(() -> write(writer, rows, plan.rows(), file), file);
      Map<String, Metric> metrics = Rounds.metrics(plan.rows(), rows.byteSize(), List.of(round));
      measurements.add(measurement(collector, Map.of("rows", plan.rows()), metrics));
      for (int number = 1; number <= plan.files(); number++) {
        Files.delete(file);
        ResidentMemory.resetPeak();
        write(writer, rows, plan.rowsOfFile(), file);
        double megabytes = (ResidentMemory.peak() - rows.byteSize()) / MEGA;
        Metric resident = new Metric("MB", Better.LOWER, List.of(megabytes));
        measurements.add(measurement(collector, Map.of(FILE, number), Map.of(RESIDENT, resident)));
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
            "4,000,000 rows in one file, -Xmx32m",
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
    double heap = big.highest("heap");
    double collections = big.highest("collections");
    return String.format(
        Locale.ROOT,
        "%s: at most %.2f B of heap per row and %.0f collections (%s); %s.",
        heap <= BYTES_PER_ROW && collections == 0
            ? "The heap is left alone"
            : "The heap is not left alone",
        heap,
        collections,
        String.join(" and ", big.values(COLLECTOR)),
        resident(all));
  }

  private static String resident(Figures all) {
    List<String> parts = new ArrayList<>();
    boolean flat = true;
    int last = all.values(FILE).stream().mapToInt(Integer::parseInt).max().orElse(0);
    for (String collector : all.values(COLLECTOR)) {
      Figures files = all.where(COLLECTOR, collector);
      double second = files.where(FILE, 2).median(RESIDENT);
      double end = files.where(FILE, last).median(RESIDENT);
      flat &= end <= second * FLAT;
      parts.add(
          String.format(
              Locale.ROOT,
              "%.0f MB in file 2, %.0f MB in file %d (%s)",
              second,
              end,
              last,
              collector));
    }
    return (flat ? "resident memory is flat, " : "resident memory is not flat, ")
        + String.join(", ", parts);
  }
}
