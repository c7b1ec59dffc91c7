package dev.intarsia.bench.experiment;

import dev.intarsia.bench.experiment.allocator.Allocator;
import dev.intarsia.bench.experiment.allocator.AllocatorKind;
import dev.intarsia.bench.experiment.allocator.BatchBuilding;
import dev.intarsia.bench.experiment.allocator.BufferTaking;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.experiment.verdict.Words;
import dev.intarsia.bench.experiment.work.Costs;
import dev.intarsia.bench.experiment.work.Pace;
import dev.intarsia.bench.experiment.work.Stopwatch;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.cli.telemetry.TelemetryRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the buffers of columns come from, and what that costs an ingest loop. */
public final class Allocators implements Experiment {
  private static final String KIND = "allocator";
  private static final String COLLECTOR = "collector";
  private static final String BATCH = "rows per batch";
  private static final String SIZE = "bytes per buffer";
  private static final String G1 = "G1";
  private static final int COMPARED_BATCH = 1000;

  /** Whom a quick run does without. */
  private static final Set<AllocatorKind> LEFT_OUT =
      EnumSet.of(AllocatorKind.AUTOMATIC_ARENAS, AllocatorKind.CRITICAL_MALLOC);

  private static final int PROVEN_ROWS = 2_500;
  private static final int PROVEN_BATCH = 1000;
  private static final double CLAIMED_LOSS = 0.13;

  @Override
  public String name() {
    return "allocators";
  }

  @Override
  public String title() {
    return "Allocators: who hands out the buffers of columns";
  }

  @Override
  public String claim() {
    return "A native allocator that is called for every buffer makes ingest 13 % slower than the"
        + " garbage-collected default.";
  }

  @Override
  public String method() {
    return "The ingest loop turns telemetry rows of one contiguous buffer into 52 columns in"
        + " Arrow's layout: for every batch it takes "
        + BatchBuilding.BUFFERS_PER_BATCH
        + " buffers (values or offsets, texts, validity) of the right size, fills them row by row,"
        + " sums them up and gives them back. The bare cost of a buffer is measured on "
        + BufferTaking.BUFFERS
        + " buffers of one size that are taken, touched once in every 4 KiB, and given back. Every"
        + " allocator runs in a JVM of its own on one core, with a heap that is otherwise empty,"
        + " which favours Java arrays: there is next to nothing for a collection to copy. The sums"
        + " of all are proven equal before.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<Trial> trials = new ArrayList<>();
    trials.add(Proof.trial(flags(G1)));
    for (AllocatorKind kind : AllocatorKind.values()) {
      if (effort != Effort.QUICK || !LEFT_OUT.contains(kind)) {
        trials.add(trial(kind, G1));
      }
    }
    if (effort == Effort.FULL) {
      trials.add(trial(AllocatorKind.JAVA_ARRAYS, "Serial"));
      trials.add(trial(AllocatorKind.JAVA_ARRAYS, "Parallel"));
    }
    return List.copyOf(trials);
  }

  private static Trial trial(AllocatorKind kind, String collector) {
    return new Trial(
        series(kind, collector),
        flags(collector),
        true,
        Map.of(KIND, kind.name(), COLLECTOR, collector));
  }

  private static List<String> flags(String collector) {
    return List.of("-XX:+Use" + collector + "GC", "-Xms256m", "-Xmx256m", "-Xmn64m");
  }

  private static String series(AllocatorKind kind, String collector) {
    return kind == AllocatorKind.JAVA_ARRAYS ? kind.label() + ", " + collector : kind.label();
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    if (Proof.isAskedFor(trial)) {
      return prove();
    }
    List<Measurement> measurements = new ArrayList<>();
    AllocatorKind kind = AllocatorKind.valueOf(trial.parameter(KIND));
    try (Allocator allocator = kind.open()) {
      ingest(allocator, trial, effort, measurements);
      for (long bytes : sizes(effort)) {
        BufferTaking work = new BufferTaking(allocator, bytes);
        Costs costs = new Costs(Stopwatch.measure(work, Pace.small(effort)));
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("time", costs.nanos("ns/buffer", BufferTaking.BUFFERS));
        metrics.put("heap", costs.heap("B/buffer", BufferTaking.BUFFERS));
        metrics.put("collections", costs.collections((double) bytes * BufferTaking.BUFFERS));
        measurements.add(measurement(trial, Map.of(SIZE, Long.toString(bytes)), metrics));
      }
    }
    return measurements;
  }

  /** Whoever hands out the buffers: the same rows have the same sum in columns. */
  private static List<Measurement> prove() throws IOException {
    List<Measurement> proven = new ArrayList<>();
    Set<Long> sums = new HashSet<>();
    try (Arena arena = Arena.ofConfined()) {
      TelemetryRows rows = TelemetryRows.generate(arena, 1, PROVEN_ROWS);
      for (AllocatorKind kind : AllocatorKind.values()) {
        try (Allocator allocator = kind.open()) {
          sums.add(new BatchBuilding(rows, PROVEN_BATCH, allocator).run());
        }
        if (sums.size() > 1) {
          throw new IllegalStateException("the columns of " + kind.label() + " differ: " + sums);
        }
        Metric metric = new Metric("rows", Better.NEITHER, List.of((double) PROVEN_ROWS));
        proven.add(
            new Measurement(series(kind, G1), Map.of(), Map.of(Proof.METRIC, metric), List.of()));
      }
    }
    return proven;
  }

  private static void ingest(
      Allocator allocator, Trial trial, Effort effort, List<Measurement> measurements)
      throws IOException {
    int count = effort == Effort.SHORTEST ? 500 : 20_000;
    try (Arena arena = Arena.ofConfined()) {
      TelemetryRows rows = TelemetryRows.generate(arena, 1, count);
      for (int batchRows : batches(effort)) {
        BatchBuilding work = new BatchBuilding(rows, batchRows, allocator);
        Costs costs = new Costs(Stopwatch.measure(work, Pace.large(effort)));
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("throughput", costs.perSecond("rows/s", count));
        metrics.put("row-time", costs.nanos("ns/row", count));
        metrics.put("row-heap", costs.heap("B/row", count));
        metrics.put("collections", costs.collections((double) rows.byteSize()));
        measurements.add(measurement(trial, Map.of(BATCH, Integer.toString(batchRows)), metrics));
      }
    }
  }

  private static Measurement measurement(
      Trial trial, Map<String, String> parameters, Map<String, Metric> metrics) {
    AllocatorKind kind = AllocatorKind.valueOf(trial.parameter(KIND));
    return new Measurement(
        series(kind, trial.parameter(COLLECTOR)), parameters, metrics, List.of(kind.unmatched()));
  }

  private static int[] batches(Effort effort) {
    return switch (effort) {
      case SHORTEST -> new int[] {100};
      case QUICK -> new int[] {COMPARED_BATCH};
      case FULL -> new int[] {100, COMPARED_BATCH, 10_000};
    };
  }

  private static long[] sizes(Effort effort) {
    return switch (effort) {
      case SHORTEST -> new long[] {32, 1 << 16};
      case QUICK -> new long[] {32, 1 << 16};
      case FULL -> new long[] {32, 1 << 10, 1 << 14, 1 << 18, 1 << 20};
    };
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        new Plot(
            "ingest",
            "Building columns, by the allocator of their buffers",
            Plot.Kind.BARS,
            BATCH,
            "throughput",
            false,
            false),
        new Plot(
            "buffer",
            "Taking, touching and giving back a buffer",
            Plot.Kind.LINES,
            SIZE,
            "time",
            true,
            true));
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "Building columns",
            List.of(BATCH),
            List.of("throughput", "row-time", "row-heap", "collections")),
        new Table("A buffer", List.of(SIZE), List.of("time", "heap", "collections")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures batch = new Figures(measurements).where(BATCH, COMPARED_BATCH);
    if (!batch.has("throughput")) {
      return "Too short a run for a verdict.";
    }
    double arrays = throughput(batch, AllocatorKind.JAVA_ARRAYS);
    double malloc = throughput(batch, AllocatorKind.MALLOC);
    return new Judgement()
        .effect(
            "with malloc and free per buffer, batches of %,d rows are built %s than with Java arrays under G1 (claimed: 13 %% slower)"
                .formatted(COMPARED_BATCH, Words.faster(malloc, arrays)),
            1 - malloc / arrays,
            CLAIMED_LOSS)
        .also(
            "Arena.ofConfined per buffer is %s, Arena.ofShared %s, a slab chunk per buffer %s, a BatchArena per batch %s"
                .formatted(
                    than(batch, AllocatorKind.CONFINED_ARENAS, arrays),
                    than(batch, AllocatorKind.SHARED_ARENAS, arrays),
                    than(batch, AllocatorKind.SLAB_CHUNKS, arrays),
                    than(batch, AllocatorKind.BATCH_ARENA, arrays)))
        .text();
  }

  private static double throughput(Figures figures, AllocatorKind kind) {
    return figures.of(series(kind, G1)).median("throughput");
  }

  private static String than(Figures figures, AllocatorKind kind, double arrays) {
    return Words.faster(throughput(figures, kind), arrays);
  }
}
