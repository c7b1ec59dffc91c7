package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches in whatever state of ownership give the file that their rows give. */
@DetectLeaks
class BatchWritingTest {
  private static final int ROWS = 300;
  private static final Schema SCHEMA =
      Schema.builder("log")
          .required("id", PhysicalType.INT64)
          .optional("message", LogicalType.string())
          .optional("ok", PhysicalType.BOOLEAN)
          .build();

  @TempDir private Path folder = Path.of("");

  private static ColumnBatch batch(MemoryPool pool, int from, int to) {
    try (BatchBuilder builder = ColumnBatch.builder(SCHEMA, pool, 8)) {
      for (int i = from; i < to; i++) {
        builder.column(0).appendLong(i);
        if (i % 3 == 0) {
          builder.column(1).appendNull();
        } else {
          builder.column(1).appendString("message " + i % 7);
        }
        builder.column(2).appendBoolean(i % 2 == 0);
      }
      return builder.build();
    }
  }

  private byte[] byRows(MemoryPool pool) throws IOException {
    Path file = folder.resolve("rows.parquet");
    try (ParquetWriter writer =
        ParquetWriter.create(file, SCHEMA, pool, WriterOptions.defaults())) {
      RowAppender row = writer.rows();
      for (int i = 0; i < ROWS; i++) {
        row.setLong(0, i);
        if (i % 3 != 0) {
          row.setString(1, "message " + i % 7);
        }
        row.setBoolean(2, i % 2 == 0);
        row.end();
      }
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  private byte[] byBatch(MemoryPool pool, ColumnBatch batch) throws IOException {
    Path file = folder.resolve("batch.parquet");
    Files.deleteIfExists(file);
    try (ParquetWriter writer =
        ParquetWriter.create(file, SCHEMA, pool, WriterOptions.defaults())) {
      writer.write(batch);
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  @Test
  void aBatchGivesTheFileOfItsRows() throws IOException {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
        ColumnBatch batch = batch(pool, 0, ROWS)) {
      assertThat(byBatch(pool, batch)).isEqualTo(byRows(pool));
    }
  }

  /** Decisions about dictionaries do not depend on how many rows come at a time. */
  @Test
  void largeBatchesGiveThePagesOfTheirRows() throws IOException {
    Schema schema =
        Schema.builder("traces")
            .required("trace", LogicalType.string())
            .optional("agent", LogicalType.string())
            .optional("latency", PhysicalType.INT64)
            .build();
    int rows = 40_000;
    Path byBatch = folder.resolve("batch.parquet");
    Path byRows = folder.resolve("rows.parquet");
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
        BatchBuilder builder = ColumnBatch.builder(schema, pool, rows);
        ParquetWriter batches =
            ParquetWriter.create(byBatch, schema, pool, WriterOptions.defaults());
        ParquetWriter single =
            ParquetWriter.create(byRows, schema, pool, WriterOptions.defaults())) {
      RowAppender row = single.rows();
      Random random = new Random(5);
      for (int i = 0; i < rows; i++) {
        String trace = "%032x".formatted(i / 2);
        builder.column(0).appendString(trace);
        row.setString(0, trace);
        String agent = "agent " + (int) (1_000 * Math.abs(random.nextGaussian()));
        if (i % 3 == 0 && i < 12_000) {
          builder.column(1).appendNull();
        } else {
          builder.column(1).appendString(agent);
          row.setString(1, agent);
        }
        long latency = random.nextInt(1 << (i % 20));
        if (random.nextInt(5) == 0) {
          builder.column(2).appendLong(latency);
          row.setLong(2, latency);
        } else {
          builder.column(2).appendNull();
        }
        row.end();
      }
      single.finish();
      try (ColumnBatch batch = builder.build()) {
        batches.write(batch);
        batches.finish();
      }
    }
    assertThat(Files.readAllBytes(byBatch)).isEqualTo(Files.readAllBytes(byRows));
  }

  /** The wrapper does not hold the memory, so it may not reach it behind the batch's back. */
  @Test
  void aColumnOfAClosedBatchIsRefusedThoughItIsWrapped() throws IOException {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64))) {
      ColumnBatch batch = batch(pool, 0, ROWS);
      ColumnBatch wrapped =
          ColumnBatch.wrap(
              SCHEMA, List.of(batch.column(0), batch.column(1).slice(0, ROWS), batch.column(2)));
      assertThat(byBatch(pool, wrapped)).isEqualTo(byRows(pool));
      batch.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> byBatch(pool, wrapped))
          .withMessageContaining("closed");
      wrapped.close();
    }
  }

  @Test
  void aSliceGivesTheFileOfItsRows() throws IOException {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
        ColumnBatch larger = batch(pool, -21, ROWS + 5);
        ColumnBatch slice = larger.slice(21, ROWS)) {
      assertThat(byBatch(pool, slice)).isEqualTo(byRows(pool));
    }
  }

  @Test
  void aBatchOfTheHeapGivesTheSameFile() throws IOException {
    try (MemoryPool pool = MemoryPool.onHeap("heap", MemoryLimit.mebibytes(64));
        ColumnBatch batch = batch(pool, 0, ROWS)) {
      assertThat(byBatch(pool, batch)).isEqualTo(byRows(pool));
    }
  }

  @Test
  void aBatchThatWasHandedOverGivesTheSameFile() throws Exception {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
        ColumnBatch batch = batch(pool, 0, ROWS)) {
      byte[] expected = byRows(pool);
      batch.detach();
      byte[][] written = new byte[1][];
      Thread other =
          Thread.ofPlatform()
              .start(
                  () -> {
                    batch.attach();
                    try {
                      written[0] = byBatch(pool, batch);
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    } finally {
                      batch.detach();
                    }
                  });
      other.join();
      batch.attach();
      assertThat(written[0]).isEqualTo(expected);
    }
  }

  @Test
  void emptyTextsTakeNoMemoryThatIsGone() throws IOException {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
        BatchBuilder builder = ColumnBatch.builder(SCHEMA, pool, 600_000)) {
      for (int i = 0; i < 100; i++) {
        builder.column(0).appendLong(i);
        builder.column(1).appendString("");
        builder.column(2).appendNull();
      }
      try (ColumnBatch batch = builder.build()) {
        pool.trim();
        assertThat(byBatch(pool, batch)).isNotEmpty();
      }
    }
  }

  /** Its rows are read to the end, from memory that nobody else got meanwhile. */
  @Test
  void aSinkMayCloseTheBatchThatIsBeingWritten() throws IOException {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64))) {
      ColumnBatch batch = batch(pool, 0, 10_000);
      WriterOptions options = WriterOptions.builder().rowGroupRows(1_000).build();
      long held = pool.used();
      try (ParquetWriter writer = ParquetWriter.create(new Closing(batch), SCHEMA, pool, options)) {
        writer.write(batch);
        assertThat(writer.finish().rows()).isEqualTo(10_000);
      }
      assertThat(held).isPositive();
      assertThat(pool.used()).isZero();
    }
  }

  /** The second time is one too many, and says so while the memory is still there. */
  @Test
  void aSinkThatClosesTheBatchTwiceIsToldAndTheMemoryIsNobodyElsesMeanwhile() throws IOException {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64))) {
      ColumnBatch batch = batch(pool, 0, 10_000);
      WriterOptions options = WriterOptions.builder().rowGroupRows(1_000).build();
      Closing sink = new Closing(batch);
      sink.times = 2;
      try (ParquetWriter writer = ParquetWriter.create(sink, SCHEMA, pool, options)) {
        assertThatIllegalStateException()
            .isThrownBy(() -> writer.write(batch))
            .withMessageContaining("double close");
        assertThatIllegalStateException().isThrownBy(writer::finish);
      }
      assertThat(pool.used()).isZero();
    }
  }

  /** Closes a batch as soon as a whole row group comes. */
  private static final class Closing implements FileSink {
    private final ColumnBatch batch;
    private long position;
    private int times = 1;

    Closing(ColumnBatch batch) {
      this.batch = batch;
    }

    @Override
    public void write(MemorySegment segment, long offset, long length) {
      position += length;
      while (times > 0 && position > 4) {
        times--;
        batch.close();
      }
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void commit() {}

    @Override
    public void discard() {}

    @Override
    public void close() {}
  }
}
