package dev.intarsia.bench.experiment;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.lineup.Proof;
import dev.intarsia.bench.experiment.streaming.BufferedFile;
import dev.intarsia.bench.experiment.streaming.Buffering;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.experiment.verdict.Words;
import dev.intarsia.bench.measure.Meter;
import dev.intarsia.bench.measure.Round;
import dev.intarsia.bench.measure.Rounds;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows that go on to the file while more of them come, against files built in memory first. */
public final class Streaming implements Experiment {
  private static final String BUFFERING = "buffering";
  private static final String ROWS = "rows";
  private static final String THROUGHPUT = "throughput";
  private static final String RESIDENT = "resident";
  private static final String COLLECTIONS = "collections";
  private static final int GROUP_ROWS = 25_000;
  private static final double CLAIMED_GAIN = 0.5;
  private static final double CLAIMED_FEWER = 0.38;

  @Override
  public String name() {
    return "streaming";
  }

  @Override
  public String title() {
    return "Streaming, against buffering whole files";
  }

  @Override
  public String claim() {
    return "Streaming is 50 % faster at 400,000 rows than buffering the whole file, its resident"
        + " memory does not grow, and there are 38 to 62 % fewer collections.";
  }

  @Override
  public String method() {
    return "The same telemetry rows of one contiguous buffer become the same file, zstd 3, row"
        + " groups of "
        + GROUP_ROWS
        + " rows: streamed row by row, streamed in batches of a row group, or with the columns of"
        + " all rows built before the first is encoded; off the heap in memory that is reserved,"
        + " and on the heap in arrays that start with 32 bytes and double. Each in a JVM of its own"
        + " on one core, files from small to large after a warm-up on the smallest, and another"
        + " file of each size; resident memory is the peak without the rows. In another JVM all are"
        + " proven to write the same values.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    List<String> flags = List.of("-XX:+UseG1GC", "-Xmx3g");
    List<Trial> trials = new ArrayList<>();
    trials.add(Proof.trial(flags));
    for (Buffering buffering : Buffering.values()) {
      if (effort == Effort.QUICK && buffering == Buffering.HEAP_WHOLE_FILE_TWICE) {
        continue;
      }
      trials.add(new Trial(buffering.label(), flags, true, Map.of(BUFFERING, buffering.name())));
    }
    return List.copyOf(trials);
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    if (Proof.isAskedFor(trial)) {
      return prove(effort, scratch);
    }
    Buffering buffering = Buffering.valueOf(trial.parameter(BUFFERING));
    Path file = scratch.resolve("streamed.parquet");
    warmUp(buffering, effort, file);
    List<Measurement> measurements = new ArrayList<>();
    for (int rows : rows(effort)) {
      try (Input input = Input.generate(Source.BUFFER, 1, rows);
          Contender contender = new BufferedFile(buffering, input, GROUP_ROWS)) {
        Files.deleteIfExists(file);
        contender.write(file);
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < rounds(effort); round++) {
          rounds.add(Meter.measure(() -> contender.write(file), file));
        }
        measurements.add(
            new Measurement(
                buffering.label(),
                Map.of(ROWS, Integer.toString(rows)),
                Rounds.metrics(rows, input.offHeapBytes(), rounds),
                Rounds.notes(rounds)));
      }
    }
    return measurements;
  }

  private static List<Measurement> prove(Effort effort, Path scratch) throws IOException {
    int rows = effort == Effort.SHORTEST ? 500 : GROUP_ROWS + 1;
    int groupRows = effort == Effort.SHORTEST ? 200 : GROUP_ROWS;
    try (Input input = Input.generate(Source.BUFFER, 1, rows);
        Contender reference = ContenderKind.PARQUET_JAVA.open(Codec.ZSTD, input)) {
      Proof proof = new Proof(rows, scratch);
      proof.add(ContenderKind.PARQUET_JAVA.label(), Map.of(), reference::write);
      for (Buffering buffering : Buffering.values()) {
        try (Contender contender = new BufferedFile(buffering, input, groupRows)) {
          proof.add(buffering.label(), Map.of(), contender::write);
        }
      }
      return proof.measurements();
    }
  }

  private static void warmUp(Buffering buffering, Effort effort, Path file) throws IOException {
    int files =
        switch (effort) {
          case SHORTEST -> 0;
          case QUICK -> 3;
          case FULL -> 24;
        };
    if (files == 0) {
      return;
    }
    try (Input input = Input.generate(Source.BUFFER, 1, GROUP_ROWS);
        Contender contender = new BufferedFile(buffering, input, GROUP_ROWS)) {
      for (int i = 0; i < files; i++) {
        Files.deleteIfExists(file);
        contender.write(file);
      }
    }
  }

  private static int[] rows(Effort effort) {
    return switch (effort) {
      case SHORTEST -> new int[] {300};
      case QUICK -> new int[] {25_000, 50_000};
      case FULL -> new int[] {25_000, 50_000, 100_000, 200_000, 400_000};
    };
  }

  private static int rounds(Effort effort) {
    return switch (effort) {
      case SHORTEST, QUICK -> 1;
      case FULL -> 4;
    };
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        plot(THROUGHPUT, "Rows per second"),
        plot(RESIDENT, "Peak of resident memory, without the rows"),
        plot(COLLECTIONS, "Collections per file"));
  }

  private static Plot plot(String metric, String title) {
    return new Plot(metric, title, Plot.Kind.LINES, ROWS, metric, true, false);
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "Streamed and buffered files",
            List.of(ROWS),
            List.of(THROUGHPUT, "heap", COLLECTIONS, "pause", "peak-heap", RESIDENT, "file")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures figures = new Figures(measurements).with(THROUGHPUT);
    if (!figures.has(THROUGHPUT)) {
      return "Nothing was measured.";
    }
    int most = figures.largest(ROWS);
    int least = figures.smallest(ROWS);
    Figures largest = figures.where(ROWS, most);
    double gain = ratio(largest, THROUGHPUT, Buffering.BATCHES_STREAMED, Buffering.WHOLE_FILE);
    double heapGain =
        ratio(largest, THROUGHPUT, Buffering.HEAP_BATCHES_STREAMED, Buffering.HEAP_WHOLE_FILE);
    double left =
        ratio(largest, COLLECTIONS, Buffering.HEAP_BATCHES_STREAMED, Buffering.HEAP_WHOLE_FILE);
    String grows = "from %,d to %,d rows resident memory grows by".formatted(least, most);
    return new Judgement()
        .effect(
            "at %,d rows, streaming batches is %s off the heap (claimed: 50 %% faster)"
                .formatted(most, Words.faster(gain, 1)),
            gain - 1,
            CLAIMED_GAIN)
        .effect(
            "it is %s on the heap".formatted(Words.faster(heapGain, 1)), heapGain - 1, CLAIMED_GAIN)
        .effect(
            growth(grows, figures, Buffering.BATCHES_STREAMED, Buffering.WHOLE_FILE) + " off it",
            notGrowing(figures, Buffering.BATCHES_STREAMED, Buffering.WHOLE_FILE),
            1)
        .effect(
            growth("by", figures, Buffering.HEAP_BATCHES_STREAMED, Buffering.HEAP_WHOLE_FILE)
                + " on it",
            notGrowing(figures, Buffering.HEAP_BATCHES_STREAMED, Buffering.HEAP_WHOLE_FILE),
            1)
        .effect(
            "collections on the heap are %s against %s for whole columns (claimed: 38 to 62 %% fewer)"
                .formatted(
                    Words.number(of(largest, Buffering.HEAP_BATCHES_STREAMED).median(COLLECTIONS)),
                    Words.number(of(largest, Buffering.HEAP_WHOLE_FILE).median(COLLECTIONS))),
            1 - left,
            CLAIMED_FEWER)
        .also(
            "with rows streamed resident memory grows by %s MB"
                .formatted(Words.number(growth(figures, Buffering.ROWS_STREAMED))))
        .text();
  }

  private static double ratio(Figures figures, String metric, Buffering one, Buffering other) {
    return of(figures, one).median(metric) / of(figures, other).median(metric);
  }

  /** 1 if streaming keeps resident memory where it is, 0 if it grows as it does with buffering. */
  private static double notGrowing(Figures figures, Buffering streamed, Buffering whole) {
    double all = growth(figures, whole);
    return all > 0 ? 1 - Math.max(0, growth(figures, streamed)) / all : Double.NaN;
  }

  private static String growth(String words, Figures figures, Buffering streamed, Buffering whole) {
    return "%s %s MB with batches streamed and %s MB with whole columns"
        .formatted(
            words, Words.number(growth(figures, streamed)), Words.number(growth(figures, whole)));
  }

  private static Figures of(Figures figures, Buffering buffering) {
    return figures.of(buffering.label());
  }

  private static double growth(Figures figures, Buffering buffering) {
    Figures own = of(figures, buffering);
    return own.where(ROWS, figures.largest(ROWS)).median(RESIDENT)
        - own.where(ROWS, figures.smallest(ROWS)).median(RESIDENT);
  }
}
