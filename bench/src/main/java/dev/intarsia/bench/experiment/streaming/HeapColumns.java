package dev.intarsia.bench.experiment.streaming;

import dev.intarsia.bench.contender.HeapBatchBuilder;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.ColumnBatch;

/** Batches in arrays, fresh ones for each, that start small and double. */
record HeapColumns(HeapBatchBuilder builder) implements Columns {

  @Override
  public void begin(int rows) {}

  @Override
  public void append(TelemetryReader row) {
    builder.append(row);
  }

  @Override
  public ColumnBatch build() {
    return builder.build();
  }
}
