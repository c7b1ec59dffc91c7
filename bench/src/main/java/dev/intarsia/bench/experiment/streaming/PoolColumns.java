package dev.intarsia.bench.experiment.streaming;

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

/** Batches in the recycled memory of a pool. */
final class PoolColumns implements Columns {
  private static final TelemetryColumn[] COLUMNS = TelemetryColumn.values();
  private static final Schema SCHEMA = TelemetrySchema.schema();

  private final MemoryPool pool;
  private final ColumnBuilder[] columns = new ColumnBuilder[COLUMNS.length];
  private BatchBuilder builder;

  PoolColumns(MemoryPool pool) {
    this.pool = pool;
    builder = ColumnBatch.builder(SCHEMA, pool, 0);
  }

  @Override
  public void begin(int rows) {
    builder.close();
    builder = ColumnBatch.builder(SCHEMA, pool, rows);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = builder.column(i);
    }
  }

  @Override
  public void append(TelemetryReader reader) {
    MemorySegment source = reader.segment();
    long row = reader.offset();
    long nulls = reader.nulls();
    long text = row + TelemetryLayout.TEXTS;
    for (int i = 0; i < columns.length; i++) {
      TelemetryColumn column = COLUMNS[i];
      if ((nulls >>> i & 1) != 0) {
        columns[i].appendNull();
      } else if (column.kind() == Kind.TEXT) {
        int length = source.get(TelemetryLayout.INT, text);
        columns[i].appendUtf8(source, text + Integer.BYTES, length);
        text += Integer.BYTES + length;
      } else {
        append(columns[i], column.kind(), source, row + TelemetryLayout.offset(column));
      }
    }
  }

  private static void append(ColumnBuilder to, Kind kind, MemorySegment source, long slot) {
    switch (kind) {
      case LONG -> to.appendLong(source.get(TelemetryLayout.LONG, slot));
      case INT -> to.appendInt(source.get(TelemetryLayout.INT, slot));
      case DOUBLE -> to.appendDouble(source.get(TelemetryLayout.DOUBLE, slot));
      case BOOLEAN -> to.appendBoolean(source.get(TelemetryLayout.BYTE, slot) != 0);
      case TEXT -> throw new IllegalArgumentException("a text has no slot");
    }
  }

  @Override
  public ColumnBatch build() {
    return builder.build();
  }
}
