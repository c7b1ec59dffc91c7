package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.TelemetryObject;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.append.RowBuffer;
import dev.intarsia.columns.append.RowSink;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The on-heap twin that leaves its arrays to the collector: the same appending and encoding code,
 * but every batch of rows is gathered in an on-heap pool of its own, which is given up once the
 * batch is encoded, and so is the writer's after each file.
 */
final class HeapFreshContender implements Contender {
  private final RowFeed feed;
  private final WriterOptions options;

  HeapFreshContender(Codec codec, Input input) {
    feed = new RowFeed(input);
    options = IntarsiaSettings.options(codec);
  }

  @Override
  public void write(Path file) throws IOException {
    try (MemoryPool pool = MemoryPool.onHeap("contender", IntarsiaSettings.LIMIT);
        ParquetWriter writer = ParquetWriter.create(file, IntarsiaSettings.SCHEMA, pool, options);
        Batches batches = new Batches(writer)) {
      feed.giveTo(batches);
      batches.finish();
      writer.finish();
    }
  }

  @Override
  public void close() {}

  /** Gathers rows, a batch at a time. */
  private static final class Batches implements RowTaker, RowSink, AutoCloseable {
    private final ParquetWriter writer;
    private MemoryPool pool;
    private RowBuffer rows;
    private RowAppender appender;
    private boolean full;

    Batches(ParquetWriter writer) {
      this.writer = writer;
      pool = newPool();
      rows = newRows(pool);
      appender = rows.appender(this);
    }

    private static MemoryPool newPool() {
      return MemoryPool.onHeap("batch", MemoryLimit.unlimited());
    }

    private static RowBuffer newRows(MemoryPool pool) {
      return RowBuffer.allocate(
          IntarsiaSettings.SCHEMA, pool, BATCH_ROWS, Integer.MAX_VALUE, false);
    }

    @Override
    public void take(TelemetryReader row) throws IOException {
      row.appendTo(appender);
      if (full) {
        renew();
      }
    }

    @Override
    public void take(TelemetryObject row) throws IOException {
      row.appendTo(appender);
      if (full) {
        renew();
      }
    }

    @Override
    public void full(RowBuffer batch) throws IOException {
      write(batch);
      batch.clear();
      full = true;
    }

    private void write(RowBuffer batch) throws IOException {
      List<Column> columns =
          IntStream.range(0, batch.schema().size()).mapToObj(batch::column).toList();
      try (ColumnBatch wrapped = ColumnBatch.wrap(batch.schema(), columns)) {
        writer.write(wrapped);
      }
    }

    private void renew() {
      close();
      pool = newPool();
      rows = newRows(pool);
      appender = rows.appender(this);
      full = false;
    }

    void finish() throws IOException {
      if (rows.rowCount() > 0) {
        write(rows);
      }
    }

    @Override
    public boolean relieve() {
      return false; // the pool has no limit
    }

    @Override
    public void check() {}

    @Override
    public void close() {
      rows.close();
      pool.close();
    }
  }
}
