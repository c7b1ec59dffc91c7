package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.TelemetryObject;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * On-heap Arrow-layout builders in front of Intarsia's encoders, which work in an on-heap pool that
 * stays from file to file.
 */
public final class HeapGrowingContender implements Contender {
  private final MemoryPool pool = MemoryPool.onHeap("contender", IntarsiaSettings.LIMIT);
  private final RowFeed feed;
  private final WriterOptions options;
  private final HeapBatchBuilder batch;

  /** Builds batches of {@value Contender#BATCH_ROWS} rows in a builder that the caller keeps. */
  public HeapGrowingContender(Codec codec, Input input, HeapBatchBuilder batch) {
    feed = new RowFeed(input);
    options = IntarsiaSettings.options(codec);
    this.batch = batch;
  }

  @Override
  public void write(Path file) throws IOException {
    try (ParquetWriter writer =
        ParquetWriter.create(file, IntarsiaSettings.SCHEMA, pool, options)) {
      feed.giveTo(new Rows(writer));
      if (batch.rows() > 0) {
        write(writer);
      }
      writer.finish();
    }
  }

  private void write(ParquetWriter writer) throws IOException {
    try (ColumnBatch built = batch.build()) {
      writer.write(built);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private final class Rows implements RowTaker {
    private final ParquetWriter writer;

    Rows(ParquetWriter writer) {
      this.writer = writer;
    }

    @Override
    public void take(TelemetryReader row) throws IOException {
      batch.append(row);
      writeIfFull();
    }

    @Override
    public void take(TelemetryObject row) throws IOException {
      batch.append(row);
      writeIfFull();
    }

    private void writeIfFull() throws IOException {
      if (batch.rows() == BATCH_ROWS) {
        write(writer);
      }
    }
  }
}
