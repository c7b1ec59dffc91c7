package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.verify.FileCheck;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, no half file appears, nothing leaks, and closing again is harmless. */
@SuppressWarnings("NullAway") // nulls are among what is refused
class ParquetWriterFailureTest {
  private static final Schema SCHEMA =
      Schema.builder("log")
          .required("id", PhysicalType.INT64)
          .optional("message", LogicalType.string())
          .build();

  @TempDir private Path folder;
  private MemoryPool pool;
  private Path file;

  @BeforeEach
  void openPool() {
    pool = MemoryPool.create("test", MemoryLimit.mebibytes(64));
    file = folder.resolve("log.parquet");
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(pool.used()).isZero();
    pool.close();
  }

  private static void append(RowAppender row, long from, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      row.setLong(0, from + i);
      row.setString(1, "message number " + (from + i));
      row.end();
    }
  }

  private static WriterOptions smallRowGroups() {
    return WriterOptions.builder().rowGroupRows(2_000).pageRows(500).build();
  }

  private List<Path> filesLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void exceptionInTheCallersLoopLeavesNoFile() {
    assertThatThrownBy(
            () -> {
              try (ParquetWriter writer =
                  ParquetWriter.create(file, SCHEMA, pool, smallRowGroups())) {
                append(writer.rows(), 0, 5_000);
                throw new IllegalArgumentException("the source broke");
              }
            })
        .hasMessage("the source broke");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void closeWithoutFinishKeepsTheFileThatWasThere() throws IOException {
    Files.writeString(file, "the old one");
    try (ParquetWriter writer =
        ParquetWriter.create(file, SCHEMA, pool, WriterOptions.defaults())) {
      append(writer.rows(), 0, 10);
    }
    assertThat(file).hasContent("the old one");
    assertThat(filesLeft()).containsExactly(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 12})
  void sinkThatThrowsFailsTheWriter(int writes) throws IOException {
    FailingSink sink = new FailingSink(writes, new IOException("No space left on device"));
    assertThatThrownBy(
            () -> {
              try (ParquetWriter writer =
                  ParquetWriter.create(sink, SCHEMA, pool, smallRowGroups())) {
                append(writer.rows(), 0, 10_000);
                writer.finish();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
    assertThat(sink.discarded).isTrue();
    assertThat(sink.committed).isFalse();
  }

  @Test
  void errorThrownByASinkFailsTheWriter() {
    FailingSink sink = new FailingSink(2, new IllegalStateException("broken sink"));
    assertThatThrownBy(
            () -> {
              try (ParquetWriter writer =
                  ParquetWriter.create(sink, SCHEMA, pool, smallRowGroups())) {
                append(writer.rows(), 0, 10_000);
              }
            })
        .hasMessage("broken sink");
    assertThat(sink.discarded).isTrue();
  }

  @Test
  void failedWriterSaysWhyItRefuses() throws IOException {
    FailingSink sink = new FailingSink(1, new IOException("disk gone"));
    ParquetWriter writer = ParquetWriter.create(sink, SCHEMA, pool, smallRowGroups());
    assertThatThrownBy(() -> append(writer.rows(), 0, 10_000)).hasMessage("disk gone");
    assertThatThrownBy(writer::rows)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("failed before")
        .hasRootCauseMessage("disk gone");
    assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    writer.close();
    writer.close();
  }

  @Test
  void interruptedThreadLeavesNoFile() throws IOException {
    try {
      assertThatThrownBy(
              () -> {
                try (ParquetWriter writer =
                    ParquetWriter.create(file, SCHEMA, pool, smallRowGroups())) {
                  append(writer.rows(), 0, 3_000);
                  Thread.currentThread().interrupt();
                  append(writer.rows(), 3_000, 3_000);
                  writer.finish();
                }
              })
          .isInstanceOf(IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void failedCommitLeavesNoFile() throws IOException {
    Path target = folder.resolve("taken");
    ParquetWriter writer = ParquetWriter.create(target, SCHEMA, pool, WriterOptions.defaults());
    append(writer.rows(), 0, 10);
    Files.createDirectories(target.resolve("inside"));
    assertThatThrownBy(writer::finish).isInstanceOf(IOException.class);
    writer.close();
    assertThat(filesLeft()).containsExactly(target);
    assertThat(target).isDirectory();
  }

  @Test
  void secondCloseAndCloseAfterFinishAreHarmless() throws IOException {
    ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, WriterOptions.defaults());
    append(writer.rows(), 0, 10);
    writer.finish();
    writer.close();
    writer.close();
    assertThat(FileCheck.of(file).rows()).isEqualTo(10);
    assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void optionsThatDoNotFitAreRefusedBeforeAnythingIsOpened() throws IOException {
    WriterOptions unknown =
        WriterOptions.builder().column("nope", column -> column.withDictionaryBytes(0)).build();
    WriterOptions illegal =
        WriterOptions.builder()
            .column("id", column -> column.withEncoding(ColumnEncoding.DELTA_BYTE_ARRAY))
            .build();
    assertThatThrownBy(() -> ParquetWriter.create(file, SCHEMA, pool, unknown))
        .hasMessageContaining("an option for column 'nope', but schema")
        .hasMessageContaining("it has id");
    assertThatThrownBy(() -> ParquetWriter.create(file, SCHEMA, pool, illegal))
        .hasMessageContaining("column id")
        .hasMessageContaining("DELTA_BINARY_PACKED");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rowsBeforeAnExceededBudgetAreKept() throws IOException {
    try (MemoryPool small = pool.child("small", MemoryLimit.mebibytes(4));
        ParquetWriter writer =
            ParquetWriter.create(file, SCHEMA, small, WriterOptions.defaults())) {
      RowAppender row = writer.rows();
      append(row, 0, 1_500);
      row.setLong(0, 1_500);
      byte[] huge = new byte[8 << 20];
      assertThatThrownBy(() -> row.setBytes(1, huge, 0, huge.length))
          .isInstanceOf(MemoryLimitExceededException.class)
          .hasMessageContaining("small");
      row.cancel();
      append(row, 1_500, 500);
      assertThat(writer.finish().rows()).isEqualTo(2_000);
    }
    assertThat(FileCheck.of(file).rows()).isEqualTo(2_000);
  }

  @Test
  void shortBudgetEndsRowGroupsEarly() throws IOException {
    Random random = new Random(1);
    try (MemoryPool small = pool.child("small", MemoryLimit.mebibytes(8));
        ParquetWriter writer =
            ParquetWriter.create(file, SCHEMA, small, WriterOptions.defaults())) {
      RowAppender row = writer.rows();
      byte[] noise = new byte[1_000];
      for (int i = 0; i < 40_000; i++) {
        random.nextBytes(noise);
        row.setLong(0, i);
        row.setBytes(1, noise, 0, noise.length);
        row.end();
      }
      FileSummary summary = writer.finish();
      assertThat(summary.rows()).isEqualTo(40_000);
      assertThat(summary.rowGroups()).isGreaterThan(5);
      assertThat(small.peak()).isLessThanOrEqualTo(8 << 20);
    }
    assertThat(FileCheck.of(file).rows()).isEqualTo(40_000);
  }

  @Test
  void foreignThreadIsRefusedUntilTheOwnerLetsGo() throws Exception {
    try (ParquetWriter writer =
        ParquetWriter.create(file, SCHEMA, pool, WriterOptions.defaults())) {
      append(writer.rows(), 0, 10);
      assertThat(failureIn(() -> append(writer.rows(), 10, 10)))
          .isInstanceOf(WrongThreadException.class)
          .hasMessageContaining("detach()");
      writer.detach();
      assertThat(failureIn(() -> append(writer.rows(), 10, 10))).isNull();
      append(writer.rows(), 20, 10);
      assertThat(writer.finish().rows()).isEqualTo(30);
    }
  }

  @Test
  void foreignThreadIsRefusedInTheMiddleOfARow() throws Exception {
    try (ParquetWriter writer =
        ParquetWriter.create(file, SCHEMA, pool, WriterOptions.defaults())) {
      RowAppender row = writer.rows();
      row.setLong(0, 1);
      assertThat(failureIn(() -> row.setString(1, "from elsewhere")))
          .isInstanceOf(WrongThreadException.class);
      row.end();
      assertThat(writer.finish().rows()).isEqualTo(1);
    }
  }

  @Test
  void writerOfAThreadThatEndedMayBeTakenOver() throws Exception {
    AtomicReference<ParquetWriter> made = new AtomicReference<>();
    assertThat(
            failureIn(
                () -> {
                  made.set(ParquetWriter.create(file, SCHEMA, pool, WriterOptions.defaults()));
                  append(made.get().rows(), 0, 10);
                }))
        .isNull();
    try (ParquetWriter writer = made.get()) {
      append(writer.rows(), 10, 10);
      assertThat(writer.finish().rows()).isEqualTo(20);
    }
  }

  @Test
  void appenderOfAClosedWriterIsRefusedInTheMiddleOfARow() throws IOException {
    ParquetWriter closed = ParquetWriter.create(file, SCHEMA, pool, WriterOptions.defaults());
    RowAppender stale = closed.rows();
    stale.setLong(0, 1);
    closed.close();
    assertThatThrownBy(() -> stale.setLong(0, 666))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void optionsAreRefusedWhereTheyAreGiven() {
    WriterOptions.Builder options = WriterOptions.builder();
    assertThatThrownBy(() -> options.keyValue("key", null)).hasMessageContaining("key");
    assertThatThrownBy(() -> ColumnOptions.DEFAULTS.withCompression(null))
        .hasMessageContaining("compression");
    WriterOptions twice =
        options.sortedBy(SortingColumn.ascending("id"), SortingColumn.descending("id")).build();
    assertThatThrownBy(() -> ParquetWriter.create(file, SCHEMA, pool, twice))
        .hasMessageContaining("sorted by twice");
  }

  /** Nothing is read of the values, which are not there. */
  @Test
  @SuppressWarnings("restricted")
  void valuesThatNoPageHoldsAreRefused() throws IOException {
    long tooLong = BinaryColumn.LONGEST_VALUE + 1L;
    MemorySegment nowhere = MemorySegment.NULL.reinterpret(tooLong);
    MemorySegment offsets = MemorySegment.ofArray(new int[] {0, (int) tooLong});
    Schema text = Schema.builder("text").required("t", LogicalType.string()).build();
    Column wrapped = BinaryColumn.wrap(text.field(0), 1, offsets, nowhere);
    try (ColumnBatch batch = ColumnBatch.wrap(text, List.of(wrapped));
        ParquetWriter writer = ParquetWriter.create(file, text, pool, WriterOptions.defaults())) {
      RowAppender row = writer.rows();
      assertThatThrownBy(() -> row.setUtf8(0, nowhere, 0, tooLong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1073741825 bytes");
      row.cancel();
      assertThatThrownBy(() -> writer.write(batch)).hasMessageContaining("column t, row 0");
      row.setString(0, "short");
      row.end();
      assertThat(writer.finish().rows()).isEqualTo(1);
    }
  }

  @Test
  @SuppressWarnings("restricted")
  void nullsOfAHugeColumnHaveNoLength() throws IOException {
    MemorySegment nowhere = MemorySegment.NULL.reinterpret(BinaryColumn.LONGEST_VALUE + 1L);
    MemorySegment offsets = MemorySegment.ofArray(new int[] {0, 0});
    MemorySegment nothingPresent = MemorySegment.ofArray(new byte[1]);
    Schema text = Schema.builder("text").optional("t", LogicalType.string()).build();
    Column wrapped = BinaryColumn.wrap(text.field(0), 1, offsets, 0, nowhere, nothingPresent, 0);
    try (ColumnBatch batch = ColumnBatch.wrap(text, List.of(wrapped));
        ParquetWriter writer = ParquetWriter.create(file, text, pool, WriterOptions.defaults())) {
      writer.write(batch);
      assertThat(writer.finish().rows()).isEqualTo(1);
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  private static Throwable failureIn(Action action) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (Throwable e) {
                failure.set(e);
              }
            });
    thread.start();
    thread.join();
    return failure.get();
  }

  /** Takes a number of writes, then fails. */
  private static final class FailingSink implements FileSink {
    private final int writes;
    private final Exception failure;
    private int done;
    private long position;
    private boolean discarded;
    private boolean committed;

    FailingSink(int writes, Exception failure) {
      this.writes = writes;
      this.failure = failure;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void write(MemorySegment segment, long offset, long length) throws IOException {
      if (done++ >= writes) {
        if (failure instanceof IOException e) {
          throw e;
        }
        throw (RuntimeException) failure;
      }
      position += length;
    }

    @Override
    public void commit() {
      committed = true;
    }

    @Override
    public void discard() {
      discarded = true;
    }
  }
}
