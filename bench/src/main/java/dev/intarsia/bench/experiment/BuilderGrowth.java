package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.contender.HeapBatchBuilder;
import dev.intarsia.bench.contender.HeapGrowingContender;
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
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.ColumnBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Column builders whose arrays start with 32 bytes and double, against reserved ones. */
public final class BuilderGrowth implements Experiment {
  private static final String ROWS = "rows";
  private static final String GROWING = "from 32 bytes, doubling";
  private static final String RESERVING = "reserved";
  private static final int CLAIMED_ROWS = 900;
  private static final double CLAIMED_GAIN = 0.11;
  private static final double CLAIMED_ALLOCATIONS = 12;

  @Override
  public String name() {
    return "builder-growth";
  }

  @Override
  public String title() {
    return "Column builders: arrays that grow, against reserved ones";
  }

  @Override
  public String claim() {
    return "Builders that start with 32 bytes and double take about 12 allocations per column;"
        + " reserving their capacity makes the writer 11 % faster.";
  }

  @Override
  public String method() {
    return "The same builders on the Java heap take the same telemetry rows into arrays in Arrow's"
        + " layout, fresh ones for every batch: once from 32 bytes on, doubling, once"
        + " beginning with what the batch before came to. Building alone is measured on one"
        + " batch of all rows, then thrown away; writing is the whole file, zstd 3, the"
        + " encoders being the same. Allocations and copied bytes are counted by the"
        + " builders. One JVM, one core; the heap is otherwise empty. Both are proven to write the"
        + " same values before.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<String> flags = List.of("-XX:+UseG1GC", "-Xmx1g");
    return List.of(Proof.trial(flags), new Trial("both builders", flags, true, Map.of()));
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    if (Proof.isAskedFor(trial)) {
      return prove(scratch);
    }
    List<Measurement> measurements = new ArrayList<>();
    for (int rows : rows(effort)) {
      try (Input input = Input.generate(Source.BUFFER, 1, rows)) {
        measurements.addAll(compare(input, effort, scratch.resolve("built.parquet")));
      }
    }
    return measurements;
  }

  private static List<Measurement> prove(Path scratch) throws IOException {
    try (Input input = Input.generate(Source.BUFFER, 1, CLAIMED_ROWS);
        Contender reference = ContenderKind.PARQUET_JAVA.open(Codec.ZSTD, input);
        Contender growing = contender(HeapBatchBuilder.growing(), input);
        Contender reserving = contender(HeapBatchBuilder.reserving(), input)) {
      return new Proof(CLAIMED_ROWS, scratch)
          .add(ContenderKind.PARQUET_JAVA.label(), Map.of(), reference::write)
          .add(GROWING, Map.of(), growing::write)
          .add(RESERVING, Map.of(), reserving::write)
          .measurements();
    }
  }

  private static List<Measurement> compare(Input input, Effort effort, Path file)
      throws IOException {
    List<String> series = List.of(GROWING, RESERVING);
    List<HeapBatchBuilder> builders =
        List.of(HeapBatchBuilder.growing(), HeapBatchBuilder.reserving());
    Pace pace = Pace.large(effort);
    List<List<Cost>> building =
        Stopwatch.inTurns(
            builders.stream().map(builder -> building(builder, input)).toList(), pace);
    List<List<Cost>> writing;
    try (Contender growing = contender(HeapBatchBuilder.growing(), input);
        Contender reserving = contender(HeapBatchBuilder.reserving(), input)) {
      writing = Stopwatch.inTurns(List.of(writing(growing, file), writing(reserving, file)), pace);
    }
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Map<String, Metric> metrics = new LinkedHashMap<>();
      Costs built = new Costs(building.get(i));
      count(builders.get(i), input, metrics);
      metrics.put("building", built.perSecond("rows/s", input.rows()));
      metrics.put("heap", built.heap("B/row", input.rows()));
      metrics.put("collections", built.collections((double) input.byteSize()));
      metrics.put("writing", new Costs(writing.get(i)).perSecond("rows/s", input.rows()));
      measurements.add(
          new Measurement(
              series.get(i), Map.of(ROWS, Integer.toString(input.rows())), metrics, List.of()));
    }
    return measurements;
  }

  private static int[] rows(Effort effort) {
    return switch (effort) {
      case SHORTEST, QUICK -> new int[] {CLAIMED_ROWS};
      case FULL -> new int[] {CLAIMED_ROWS, 10_000, 50_000};
    };
  }

  private static void count(HeapBatchBuilder builder, Input input, Map<String, Metric> metrics)
      throws IOException {
    long allocations = builder.growth().allocations();
    long copied = builder.growth().copiedBytes();
    building(builder, input).run();
    allocations = builder.growth().allocations() - allocations;
    copied = builder.growth().copiedBytes() - copied;
    metrics.put("allocations", metric("/column", allocations / (double) TelemetryLayout.COLUMNS));
    metrics.put("copied", metric("B/row", copied / (double) input.rows()));
  }

  private static Operation building(HeapBatchBuilder builder, Input input) {
    TelemetryReader reader = new TelemetryReader();
    return () -> {
      input.buffer().read(reader);
      while (reader.next()) {
        builder.append(reader);
      }
      try (ColumnBatch batch = builder.build()) {
        return batch.rowCount();
      }
    };
  }

  private static Contender contender(HeapBatchBuilder builder, Input input) {
    return new HeapGrowingContender(Codec.ZSTD, input, builder);
  }

  private static Operation writing(Contender contender, Path file) {
    return () -> {
      Files.deleteIfExists(file);
      contender.write(file);
      return Files.size(file);
    };
  }

  private static Metric metric(String unit, double value) {
    return new Metric(unit, Better.LOWER, List.of(value));
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        plot("building", "Building columns in arrays"), plot("writing", "Writing what was built"));
  }

  private static Plot plot(String metric, String title) {
    return new Plot(metric, title, Plot.Kind.BARS, ROWS, metric, false, false);
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "Arrays that grow and reserved ones",
            List.of(ROWS),
            List.of("allocations", "copied", "building", "heap", "collections", "writing")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures figures = new Figures(measurements).where(ROWS, CLAIMED_ROWS);
    Figures growing = figures.of(GROWING);
    Figures reserving = figures.of(RESERVING);
    double allocations = growing.median("allocations");
    double gain = reserving.median("writing") / growing.median("writing") - 1;
    return new Judgement()
        .figure(
            "at %d rows growth takes %s arrays per column (claimed: about 12) where %s are enough"
                .formatted(
                    CLAIMED_ROWS,
                    Words.number(allocations),
                    Words.number(reserving.median("allocations"))),
            allocations,
            CLAIMED_ALLOCATIONS)
        .effect(
            "with reserved arrays writing is %s (claimed: 11 %% faster)"
                .formatted(Words.faster(reserving.median("writing"), growing.median("writing"))),
            gain,
            CLAIMED_GAIN)
        .also(
            "growth copies %s bytes per row, and building alone is %s with reserved arrays"
                .formatted(
                    Words.number(growing.median("copied")),
                    Words.faster(reserving.median("building"), growing.median("building"))))
        .text();
  }
}
