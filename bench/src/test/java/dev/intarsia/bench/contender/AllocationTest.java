package dev.intarsia.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Heap that a contender allocates for a file when it has written some before. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROWS = 25_000;
  private static final int FEW_ROWS = 5_000;

  /** Code that is not compiled yet makes objects that compiled code does without. */
  private static final int FILES = 8;

  @TempDir private Path directory = Path.of("");

  static Stream<Arguments> offHeap() {
    return Stream.of(ContenderKind.INTARSIA_ROWS, ContenderKind.INTARSIA_BATCHES)
        .flatMap(kind -> kind.sources().stream().map(source -> Arguments.of(kind, source)));
  }

  @ParameterizedTest
  @MethodSource("offHeap")
  void offHeapWriterAllocatesForFilesAndHardlyForRows(ContenderKind kind, Source source)
      throws IOException {
    long few = allocated(kind, source, FEW_ROWS);
    long many = allocated(kind, source, ROWS);
    assertThat(few).as("bytes of a short file").isLessThan(400_000);
    assertThat((double) (many - few) / (ROWS - FEW_ROWS)).as("bytes per row more").isLessThan(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"HEAP_FRESH", "HEAP_GROWING", "PARQUET_JAVA"})
  void heapTakesAtLeastWhatTheRowsTake(ContenderKind kind) throws IOException {
    long rowBytes;
    try (Input input = Input.generate(Source.BUFFER, 7, ROWS)) {
      rowBytes = input.byteSize();
    }
    assertThat(allocated(kind, Source.BUFFER, ROWS)).isGreaterThan(rowBytes);
  }

  /** Bytes of the leanest of some files. */
  private long allocated(ContenderKind kind, Source source, int rows) throws IOException {
    Path file = directory.resolve("file.parquet");
    try (Input input = Input.generate(source, 7, rows);
        Contender contender = kind.open(Codec.ZSTD, input)) {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < FILES; i++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        contender.write(file);
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        Files.delete(file);
      }
      return least;
    }
  }
}
