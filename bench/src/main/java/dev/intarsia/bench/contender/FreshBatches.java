package dev.intarsia.bench.contender;

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
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gathers rows, a batch at a time, each in an on-heap pool of its own that is given up when the
 * batch is written.
 */
final class FreshBatches implements RowTaker, RowSink, AutoCloseable {
  private final ParquetWriter writer;
  private MemoryPool pool;
  private RowBuffer rows;
  private RowAppender appender;
  private boolean full;

  FreshBatches(ParquetWriter writer) {
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
        IntarsiaSettings.SCHEMA, pool, Contender.BATCH_ROWS, Integer.MAX_VALUE, false);
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
