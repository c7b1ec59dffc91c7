package dev.intarsia.bench.workload;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetrySchema;
import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.ColumnBuilder;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Turns telemetry rows into column batches of {@value #BATCH_ROWS} rows. */
final class TelemetryBatches implements AutoCloseable {
  static final int BATCH_ROWS = 100_000;

  private static final TelemetryColumn[] COLUMNS = TelemetryColumn.values();
  private static final Schema SCHEMA = TelemetrySchema.schema();

  private final MemoryPool pool;
  private final List<ColumnBatch> batches = new ArrayList<>();
  private int rowsLeft;
  private BatchBuilder builder;

  TelemetryBatches(MemoryPool pool, int rows) {
    this.pool = pool;
    rowsLeft = rows;
    builder = next();
  }

  private BatchBuilder next() {
    return ColumnBatch.builder(SCHEMA, pool, Math.min(rowsLeft, BATCH_ROWS));
  }

  /** Appends the row that a reader is at. */
  void add(TelemetryReader reader) {
    MemorySegment rows = reader.segment();
    long row = reader.offset();
    long nulls = reader.nulls();
    long text = row + TelemetryLayout.TEXTS;
    for (TelemetryColumn column : COLUMNS) {
      ColumnBuilder values = builder.column(column.index());
      if (((nulls >>> column.index()) & 1) != 0) {
        values.appendNull();
      } else if (column.kind() == Kind.TEXT) {
        int length = rows.get(TelemetryLayout.INT, text);
        values.appendUtf8(rows, text + Integer.BYTES, length);
        text += Integer.BYTES + length;
      } else {
        append(values, rows, row, column);
      }
    }
    rowsLeft--;
    if (builder.column(0).length() == BATCH_ROWS) {
      batches.add(builder.build());
      builder = next();
    }
  }

  private static void append(
      ColumnBuilder values, MemorySegment rows, long row, TelemetryColumn column) {
    long slot = row + TelemetryLayout.offset(column);
    switch (column.kind()) {
      case LONG -> values.appendLong(rows.get(TelemetryLayout.LONG, slot));
      case INT -> values.appendInt(rows.get(TelemetryLayout.INT, slot));
      case DOUBLE -> values.appendDouble(rows.get(TelemetryLayout.DOUBLE, slot));
      case BOOLEAN -> values.appendBoolean(rows.get(TelemetryLayout.BYTE, slot) != 0);
      case TEXT -> throw new IllegalArgumentException(column + " is a text");
    }
  }

  /** All rows so far, in batches that the caller closes. */
  List<ColumnBatch> build() {
    if (builder.column(0).length() > 0) {
      batches.add(builder.build());
    }
    return List.copyOf(batches);
  }

  @Override
  public void close() {
    builder.close();
  }
}
