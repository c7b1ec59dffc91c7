package dev.intarsia.bench.workload;

import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetrySchema;
import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.Validity;
import dev.intarsia.memory.MemoryPool;
import java.util.ArrayList;
import java.util.List;

/** Turns telemetry rows into column batches of {@value #BATCH_ROWS} rows. */
final class TelemetryBatches implements AutoCloseable {
  static final int BATCH_ROWS = 100_000;

  private static final Schema SCHEMA = TelemetrySchema.schema();

  private final MemoryPool pool;
  private final List<ColumnBatch> batches = new ArrayList<>();
  private int rowsLeft;
  private BatchBuilder builder;
  private TelemetryAppender rows;

  TelemetryBatches(MemoryPool pool, int rows) {
    this.pool = pool;
    rowsLeft = rows;
    builder = next();
    this.rows = new TelemetryAppender(builder);
  }

  private BatchBuilder next() {
    return ColumnBatch.builder(SCHEMA, pool, Math.min(rowsLeft, BATCH_ROWS));
  }

  /** Appends the row that a reader is at. */
  void add(TelemetryReader reader) {
    rows.append(reader);
    rowsLeft--;
    if (rows.rows() == BATCH_ROWS) {
      batches.add(builder.build());
      builder = next();
      rows = new TelemetryAppender(builder);
    }
  }

  /** All rows so far, in batches that the caller closes. */
  List<ColumnBatch> build() {
    if (rows.rows() > 0) {
      batches.add(builder.build());
    }
    return List.copyOf(batches);
  }

  /** Bytes of the buffers of all columns. */
  static long byteSize(List<ColumnBatch> batches) {
    long bytes = 0;
    for (ColumnBatch batch : batches) {
      for (int i = 0; i < SCHEMA.size(); i++) {
        bytes += byteSize(batch.column(i));
      }
    }
    return bytes;
  }

  private static long byteSize(Column column) {
    Validity validity = column.validity();
    long bytes = validity == null ? 0 : validity.bitmap().byteSize();
    if (column instanceof FixedWidthColumn fixed) {
      bytes += fixed.values().byteSize();
    } else if (column instanceof BooleanColumn booleans) {
      bytes += booleans.bits().byteSize();
    } else if (column instanceof BinaryColumn texts) {
      bytes += texts.offsets().byteSize() + texts.data().byteSize();
    }
    return bytes;
  }

  @Override
  public void close() {
    builder.close();
  }
}
