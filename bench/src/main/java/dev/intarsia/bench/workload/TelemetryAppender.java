package dev.intarsia.bench.workload;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.ColumnBuilder;
import java.lang.foreign.MemorySegment;

/** Appends telemetry rows to the columns of one batch. */
public final class TelemetryAppender {
  private static final TelemetryColumn[] COLUMNS = TelemetryColumn.values();

  private final ColumnBuilder[] columns = new ColumnBuilder[COLUMNS.length];

  /** Appends to what is to become a batch; the builder stays the caller's. */
  public TelemetryAppender(BatchBuilder batch) {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = batch.column(i);
    }
  }

  /** How many rows there are. */
  int rows() {
    return columns[0].length();
  }

  /** Appends the row that a reader is at. */
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
}
