package dev.intarsia.bench.experiment.streaming;

import dev.intarsia.bench.workload.TelemetryAppender;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetrySchema;
import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;

/** Batches in the recycled memory of a pool. */
final class PoolColumns implements Columns {
  private static final Schema SCHEMA = TelemetrySchema.schema();

  private final MemoryPool pool;
  private BatchBuilder builder;
  private TelemetryAppender rows;

  PoolColumns(MemoryPool pool) {
    this.pool = pool;
    builder = ColumnBatch.builder(SCHEMA, pool, 0);
    rows = new TelemetryAppender(builder);
  }

  @Override
  public void begin(int expectedRows) {
    builder.close();
    builder = ColumnBatch.builder(SCHEMA, pool, expectedRows);
    rows = new TelemetryAppender(builder);
  }

  @Override
  public void append(TelemetryReader reader) {
    rows.append(reader);
  }

  @Override
  public ColumnBatch build() {
    return builder.build();
  }
}
