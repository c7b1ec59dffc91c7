package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads a file that was closed, or memory that was released, is told; nothing crashes. */
@DetectLeaks
class ClosedFileTest {
  private static final int ROWS = 1_000;

  @TempDir private Path folder;
  private final MemoryPool pool;
  private Path file;

  ClosedFileTest(MemoryPool pool) {
    this.pool = pool;
  }

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("numbers.parquet");
    Schema schema = Schema.builder("numbers").required("n", PhysicalType.INT64).build();
    WriterOptions options =
        WriterOptions.builder()
            .compression(Compression.uncompressed())
            .column("n", n -> n.withEncoding(ColumnEncoding.PLAIN))
            .build();
    try (ParquetWriter writer = ParquetWriter.create(file, schema, pool, options)) {
      RowAppender row = writer.rows();
      for (int i = 0; i < ROWS; i++) {
        row.setLong(0, i);
        row.end();
      }
      writer.finish();
    }
  }

  private static void refuses(ThrowingCallable call, String reason) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("numbers");
  }

  @Test
  void aClosedReaderReadsNothing() throws IOException {
    ParquetReader reader = ParquetReader.open(file, pool);
    ScanBuilder scan = reader.scan();
    ScanBuilder filtered = reader.scan().filter(Filter.gt("n", 5));
    reader.close();
    refuses(scan::open, "is closed");
    refuses(scan::openRows, "is closed");
    refuses(scan::count, "is closed");
    refuses(filtered::open, "is closed");
    refuses(() -> reader.pages(0, 0), "is closed");
    refuses(() -> reader.pageLocations(0, 0), "is closed");
    refuses(() -> reader.columnIndex(0, 0), "is closed");
    assertThat(reader.metadata().rowCount()).isEqualTo(ROWS);
  }

  @Test
  void aSecondCloseDoesNothing() throws IOException {
    ParquetReader reader = ParquetReader.open(file, pool);
    reader.close();
    reader.close();
    FileSource source = FileSource.of(file);
    source.close();
    source.close();
  }

  @Test
  void aReaderIsReadOrClosedNeverBoth() throws Exception {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < 100; i++) {
        ParquetReader reader = ParquetReader.open(file, pool);
        Future<Integer> pages = other.submit(() -> reader.pages(0, 0).size());
        closeOnceUnused(reader);
        try {
          assertThat(pages.get()).isEqualTo(1);
        } catch (ExecutionException e) {
          refuses(
              () -> {
                throw e.getCause();
              },
              "is closed");
        }
      }
    }
  }

  private static void closeOnceUnused(ParquetReader reader) throws IOException {
    while (true) {
      try {
        reader.close();
        return;
      } catch (IllegalStateException stillRead) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void releasedMemoryIsNotRead() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ParquetReader reader;
    BatchScan begun;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment whole = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      reader =
          ParquetReader.open(
              FileSource.of(whole, "numbers in memory"), pool, ReaderOptions.defaults());
      begun = reader.scan().batchRows(10).open();
      Objects.requireNonNull(begun.next()).close();
    }
    try (reader;
        begun;
        BatchScan scan = reader.scan().open();
        BatchScan filtered = reader.scan().filter(Filter.gt("n", 5)).open()) {
      refuses(begun::next, "was released");
      refuses(scan::next, "was released");
      refuses(filtered::next, "was released");
      refuses(() -> reader.pages(0, 0), "was released");
    }
  }

  @Test
  void memoryOfAnotherThreadIsNotRead() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment whole = arena.allocateFrom(ValueLayout.JAVA_BYTE, Files.readAllBytes(file));
      FileSource source = FileSource.of(whole, "numbers in memory");
      try (ParquetReader reader = ParquetReader.open(source, pool, ReaderOptions.defaults());
          ExecutorService other = Executors.newSingleThreadExecutor()) {
        assertThatThrownBy(() -> other.submit(() -> reader.pages(0, 0)).get())
            .hasCauseInstanceOf(WrongThreadException.class);
      }
    }
  }
}
