package dev.intarsia.bench.experiment.streaming;

import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.ColumnBatch;

/** Turns rows into batches. */
interface Columns {

  /** Begins a batch of so many rows. */
  void begin(int rows);

  /** Appends the row that a reader is at. */
  void append(TelemetryReader row);

  /** The batch, to be closed by the caller. */
  ColumnBatch build();
}
