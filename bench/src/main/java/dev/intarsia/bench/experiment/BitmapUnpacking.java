package dev.intarsia.bench.experiment;

import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.experiment.verdict.Words;
import dev.intarsia.bench.experiment.work.Costs;
import dev.intarsia.bench.experiment.work.Operation;
import dev.intarsia.bench.experiment.work.Pace;
import dev.intarsia.bench.experiment.work.Stopwatch;
import dev.intarsia.bench.micro.BitmapUnpackingBenchmark;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What it costs to turn presence bits into a mask that code without bit operations can use. */
public final class BitmapUnpacking implements Experiment {
  private static final String MASK = "mask";
  private static final String PRESENT = "% present";
  private static final String FIRST_BIT = "first bit";
  private static final String TIME = "row-time";
  private static final String BYTES = "a byte a row";
  private static final String LONGS = "eight bytes a row";
  private static final String WORDS = "by words";
  private static final String ROWS = "row by row";
  private static final String REVERSED = "by reversed bytes";

  /** So often in an operation, for the clock's sake. */
  private static final int REPEATED = 16;

  private static final double CLAIMED_TIMES = 10;

  /** A way to unpack. */
  private record Way(String series, String mask, Unpacking unpacking) {}

  private interface Unpacking {
    Object unpack(BitmapUnpackingBenchmark bitmap);
  }

  private static final List<Way> WAYS =
      List.of(
          new Way(WORDS, BYTES, BitmapUnpackingBenchmark::bytesByWords),
          new Way(ROWS, BYTES, BitmapUnpackingBenchmark::bytesByBits),
          new Way(REVERSED, BYTES, BitmapUnpackingBenchmark::bytesByReversedBytes),
          new Way(WORDS, LONGS, BitmapUnpackingBenchmark::longsByWords),
          new Way(ROWS, LONGS, BitmapUnpackingBenchmark::longsByBits));

  @Override
  public String name() {
    return "bitmap-unpacking";
  }

  @Override
  public String title() {
    return "Validity bitmaps, unpacked by words or by bytes";
  }

  @Override
  public String claim() {
    return "A validity bitmap that is expanded by words is a mask 10 to 100 times as fast as one"
        + " whose bytes are reversed and shifted out bit by bit.";
  }

  @Override
  public String method() {
    return "A bitmap of 8,192 rows, some of them null at random, becomes a mask of one byte or of"
        + " eight for each row: 64 rows at a time, as the engine does; row by row, loading the"
        + " row's byte and masking its bit; or byte by byte, reversing the bits of each so that"
        + " the first row's is the sign, and shifting left. The bits start at a byte, or within"
        + " one as in a slice. All in off-heap memory, in turns in one JVM on one pinned core;"
        + " that all masks are equal is tested with the kernels.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    return List.of(new Trial("all ways", List.of("-XX:+UseSerialGC", "-Xmx256m"), true, Map.of()));
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    for (int present : new int[] {97, 50}) {
      for (int firstBit : new int[] {0, 3}) {
        measure(present, firstBit, effort, measurements);
      }
    }
    return measurements;
  }

  private static void measure(
      int present, int firstBit, Effort effort, List<Measurement> measurements) throws IOException {
    try (BitmapUnpackingBenchmark bitmap = new BitmapUnpackingBenchmark()) {
      bitmap.present = present;
      bitmap.bitOffset = firstBit;
      bitmap.setUp();
      List<Operation> operations = new ArrayList<>();
      for (Way way : WAYS) {
        operations.add(() -> repeat(way.unpacking(), bitmap));
      }
      List<Costs> costs =
          Stopwatch.inTurns(operations, Pace.small(effort)).stream().map(Costs::new).toList();
      for (int i = 0; i < costs.size(); i++) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put(MASK, WAYS.get(i).mask());
        conditions.put(PRESENT, Integer.toString(present));
        conditions.put(FIRST_BIT, Integer.toString(firstBit));
        Metric time = costs.get(i).nanos("ns/row", (double) REPEATED * bitmap.rows());
        measurements.add(
            new Measurement(WAYS.get(i).series(), conditions, Map.of(TIME, time), List.of()));
      }
    }
  }

  private static long repeat(Unpacking way, BitmapUnpackingBenchmark bitmap) {
    long seen = 0;
    for (int i = 0; i < REPEATED; i++) {
      seen += System.identityHashCode(way.unpack(bitmap));
    }
    return seen;
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        new Plot(
            "unpacking",
            "Unpacking a row's presence, the bits starting at a byte and within one",
            Plot.Kind.BARS,
            MASK,
            TIME,
            false,
            true));
  }

  @Override
  public List<Table> tables() {
    return List.of(new Table("Unpacking", List.of(MASK, PRESENT, FIRST_BIT), List.of(TIME)));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures bytes = new Figures(measurements).where(MASK, BYTES);
    Figures longs = new Figures(measurements).where(MASK, LONGS);
    OptionalDouble least = ratios(bytes, REVERSED).stream().mapToDouble(r -> r).min();
    if (least.isEmpty()) {
      return "Too short a run for a verdict.";
    }
    return new Judgement()
        .effect(
            "to a byte a row, words are %s as fast as reversed bytes (claimed: 10 to 100)"
                .formatted(span(ratios(bytes, REVERSED))),
            least.getAsDouble() - 1,
            CLAIMED_TIMES - 1)
        .also("they are %s as fast as row by row".formatted(span(ratios(bytes, ROWS))))
        .also("to eight bytes a row it is %s".formatted(span(ratios(longs, ROWS))))
        .text();
  }

  /** How many times as long another way takes, under all conditions. */
  private static List<Double> ratios(Figures figures, String other) {
    List<Double> ratios = new ArrayList<>();
    for (String present : figures.values(PRESENT)) {
      for (String firstBit : figures.values(FIRST_BIT)) {
        Figures here = figures.where(PRESENT, present).where(FIRST_BIT, firstBit);
        double ratio = here.of(other).median(TIME) / here.of(WORDS).median(TIME);
        if (!Double.isNaN(ratio)) {
          ratios.add(ratio);
        }
      }
    }
    return ratios;
  }

  private static String span(List<Double> ratios) {
    double least = ratios.stream().mapToDouble(r -> r).min().orElse(Double.NaN);
    double most = ratios.stream().mapToDouble(r -> r).max().orElse(Double.NaN);
    return Words.number(least) + " to " + Words.times(most);
  }
}
