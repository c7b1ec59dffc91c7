package dev.intarsia.bench.experiment;

import com.github.luben.zstd.Zstd;
import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.experiment.verdict.Words;
import dev.intarsia.bench.experiment.work.Costs;
import dev.intarsia.bench.experiment.work.Operation;
import dev.intarsia.bench.experiment.work.Pace;
import dev.intarsia.bench.experiment.work.Stopwatch;
import dev.intarsia.bench.experiment.zstd.CompressorKind;
import dev.intarsia.bench.experiment.zstd.ContextMemory;
import dev.intarsia.bench.experiment.zstd.NativeHeap;
import dev.intarsia.bench.experiment.zstd.PageCompressor;
import dev.intarsia.bench.experiment.zstd.Pages;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What it costs to make the working memory of zstd anew. */
public final class ZstdContexts implements Experiment {
  private static final String ROWS = "rows per file";
  private static final int CLAIMED_ROWS = 900;
  private static final double KILO = 1e3;
  private static final double MEGA = 1e6;
  private static final double CLAIMED_SHARE = 0.55;
  private static final double CLAIMED_TIMES = 40;
  private static final int READINGS = 5;
  private static final String HEAP = "heap";
  private static final String NATIVE = "native";
  private static final String REST_SERIES = "the rest of the writer";
  private static final ContenderKind REST = ContenderKind.PARQUET_JAVA;

  @Override
  public String name() {
    return "zstd-contexts";
  }

  @Override
  public String title() {
    return "zstd: contexts made anew, or kept";
  }

  @Override
  public String claim() {
    return "zstd contexts made for every file or page are 55 % of all bytes that a writer"
        + " allocates; with contexts that are reused it is 40 times less.";
  }

  @Override
  public String method() {
    return "The page bodies of a file of telemetry rows, as "
        + REST.label()
        + " encodes them, are compressed at level 3 one after the other; an operation is all pages"
        + " of a file. What comes out of every compressor is proven to be the pages before the"
        + " clock starts. Throughput is in bytes of pages. The heap is what the JVM counts; the"
        + " native memory is what glibc's mallinfo2 says a context took when it was done with its"
        + " page, added up over the contexts of a file, in a pass of its own. The share of contexts"
        + " is that of "
        + REST.label()
        + ", which makes one per page by "
        + CompressorKind.RECYCLED_STREAM_PER_PAGE.label()
        + "; the rest of it is what it allocates for the same rows without compression. All in one"
        + " JVM, one after the other, on one core.";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    return List.of(
        new Trial("all compressors", List.of("-XX:+UseG1GC", "-Xmx256m"), true, Map.of()));
  }

  @Override
  public List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    for (int rows : rows(effort)) {
      measurements.add(rest(rows, effort, scratch));
      try (Pages pages = Pages.of(rows, scratch.resolve("pages-" + rows + ".parquet"))) {
        for (CompressorKind kind : CompressorKind.values()) {
          prove(kind, pages);
          measurements.add(measurement(kind, pages, rows, effort));
        }
      }
    }
    return measurements;
  }

  private static int[] rows(Effort effort) {
    return switch (effort) {
      case SHORTEST, QUICK -> new int[] {CLAIMED_ROWS};
      case FULL -> new int[] {CLAIMED_ROWS, 10_000, 100_000};
    };
  }

  private static Measurement rest(int rows, Effort effort, Path scratch) throws IOException {
    Path file = scratch.resolve("rest.parquet");
    try (Input input = Input.generate(Source.BUFFER, 1, rows);
        Contender contender = REST.open(Codec.UNCOMPRESSED, input)) {
      Operation operation =
          () -> {
            Files.deleteIfExists(file);
            contender.write(file);
            return rows;
          };
      Costs costs = new Costs(Stopwatch.measure(operation, Pace.small(effort)));
      return new Measurement(
          REST_SERIES,
          Map.of(ROWS, Integer.toString(rows)),
          Map.of(HEAP, costs.heap("KB/file", KILO)),
          List.of());
    }
  }

  private static void prove(CompressorKind kind, Pages pages) throws IOException {
    try (PageCompressor compressor = kind.open(pages, ContextMemory.IGNORED)) {
      for (int page = 0; page < pages.count(); page++) {
        compressor.compress(page);
        byte[] body = pages.array(page);
        if (!Arrays.equals(Zstd.decompress(compressor.compressed(), body.length), body)) {
          throw new IllegalStateException(kind.label() + " lost page " + page);
        }
      }
    }
  }

  private static Measurement measurement(CompressorKind kind, Pages pages, int rows, Effort effort)
      throws IOException {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    try (PageCompressor compressor = kind.open(pages, ContextMemory.IGNORED)) {
      Pace pace = kind == CompressorKind.JAVA_PER_PAGE ? Pace.large(effort) : Pace.small(effort);
      Costs costs = new Costs(Stopwatch.measure(() -> file(compressor, pages), pace));
      metrics.put("throughput", costs.perSecond("MB/s", pages.byteSize() / MEGA));
      metrics.put(HEAP, costs.heap("KB/file", KILO));
      metrics.put("collections", costs.collections((double) pages.byteSize()));
    }
    if (NativeHeap.isKnown()) {
      metrics.put(NATIVE, nativeMemory(kind, pages));
    }
    return new Measurement(
        kind.label(), Map.of(ROWS, Integer.toString(rows)), metrics, kind.unmatched());
  }

  private static long file(PageCompressor compressor, Pages pages) throws IOException {
    long bytes = 0;
    for (int page = 0; page < pages.count(); page++) {
      bytes += compressor.compress(page);
    }
    compressor.endFile();
    return bytes;
  }

  /** Of the second file. Read several times, for the compiler of the JVM allocates in between. */
  private static Metric nativeMemory(CompressorKind kind, Pages pages) throws IOException {
    List<Double> readings = new ArrayList<>();
    for (int reading = 0; reading < READINGS; reading++) {
      ContextMemory memory = ContextMemory.counted();
      try (PageCompressor compressor = kind.open(pages, memory)) {
        file(compressor, pages);
        long before = memory.bytes();
        file(compressor, pages);
        readings.add((memory.bytes() - before) / KILO);
      }
    }
    return new Metric("KB/file", Better.LOWER, readings);
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        new Plot(
            "throughput",
            "Compressing the pages of a file",
            Plot.Kind.BARS,
            ROWS,
            "throughput",
            false,
            false));
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table(
            "Compressing the pages of a file",
            List.of(ROWS),
            List.of("throughput", HEAP, NATIVE, "collections")));
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    Figures figures = new Figures(measurements).where(ROWS, CLAIMED_ROWS);
    double rest = figures.of(REST_SERIES).median(HEAP);
    double streams = allocated(figures, CompressorKind.RECYCLED_STREAM_PER_PAGE);
    double share = streams / (streams + rest);
    double fresh = allocated(figures, CompressorKind.NATIVE_PER_PAGE);
    double reused = allocated(figures, CompressorKind.NATIVE_REUSED);
    return new Judgement()
        .effect(
            "for a file of %d rows the contexts that %s makes take %s MB, %s of all bytes, beside %s MB for the rest (claimed: 55 %%)"
                .formatted(
                    CLAIMED_ROWS,
                    REST.label(),
                    Words.number(streams / KILO),
                    Words.percent(share),
                    Words.number(rest / KILO)),
            share,
            CLAIMED_SHARE)
        .effect(
            "libzstd takes %s KB with a context per page and %s KB with reuse: %s (claimed: 40 times)"
                .formatted(Words.number(fresh), Words.number(reused), Words.more(fresh, reused)),
            fresh / reused,
            CLAIMED_TIMES)
        .also(
            "with a context per file it takes %s MB; an encoder in Java, which makes one per page, allocates %s MB"
                .formatted(
                    Words.number(allocated(figures, CompressorKind.NATIVE_PER_FILE) / KILO),
                    Words.number(allocated(figures, CompressorKind.JAVA_PER_PAGE) / KILO)))
        .also(
            "with reuse pages are compressed %s, compared with a context per page"
                .formatted(
                    Words.faster(
                        throughput(figures, CompressorKind.NATIVE_REUSED),
                        throughput(figures, CompressorKind.NATIVE_PER_PAGE))))
        .text();
  }

  private static double throughput(Figures figures, CompressorKind kind) {
    return figures.of(kind.label()).median("throughput");
  }

  /** KB on the heap and off it. */
  private static double allocated(Figures figures, CompressorKind kind) {
    Figures own = figures.of(kind.label());
    return own.median(HEAP) + (own.has(NATIVE) ? own.median(NATIVE) : 0);
  }
}
