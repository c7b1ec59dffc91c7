package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.TelemetryObject;
import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Builds batches of telemetry rows in arrays on the Java heap, fresh ones for every batch. */
public final class HeapBatchBuilder {
  private static final TelemetryColumn[] COLUMNS = TelemetryColumn.values();

  private final Growth growth = new Growth();
  private final HeapColumnBuilder[] columns = new HeapColumnBuilder[COLUMNS.length];
  private final Kind[] kinds = new Kind[COLUMNS.length];
  private final int[] offsets = new int[COLUMNS.length];
  private int rows;

  private HeapBatchBuilder(boolean reserving) {
    for (TelemetryColumn column : COLUMNS) {
      Field field = IntarsiaSettings.SCHEMA.field(column.index());
      columns[column.index()] = new HeapColumnBuilder(field, growth, reserving);
      kinds[column.index()] = column.kind();
      offsets[column.index()] = TelemetryLayout.offset(column);
    }
  }

  /** Every array starts with 32 bytes, and doubles. */
  public static HeapBatchBuilder growing() {
    return new HeapBatchBuilder(false);
  }

  /** Every array starts with what the one in its place came to in the batch before, and doubles. */
  public static HeapBatchBuilder reserving() {
    return new HeapBatchBuilder(true);
  }

  /** Appends the row that a reader is at. */
  public void append(TelemetryReader reader) {
    MemorySegment source = reader.segment();
    long row = reader.offset();
    long nulls = reader.nulls();
    long text = row + TelemetryLayout.TEXTS;
    for (int i = 0; i < kinds.length; i++) {
      HeapColumnBuilder column = columns[i];
      if (((nulls >>> i) & 1) != 0) {
        column.appendNull();
        continue;
      }
      long slot = row + offsets[i];
      switch (kinds[i]) {
        case LONG -> column.appendLong(source.get(TelemetryLayout.LONG, slot));
        case INT -> column.appendInt(source.get(TelemetryLayout.INT, slot));
        case DOUBLE -> column.appendDouble(source.get(TelemetryLayout.DOUBLE, slot));
        case BOOLEAN -> column.appendBoolean(source.get(TelemetryLayout.BYTE, slot) != 0);
        case TEXT -> {
          int length = source.get(TelemetryLayout.INT, text);
          column.appendText(source, text + Integer.BYTES, length);
          text += Integer.BYTES + length;
        }
      }
    }
    rows++;
  }

  /** Appends a row. */
  public void append(TelemetryObject row) {
    long nulls = row.nulls();
    int number = 0;
    int text = 0;
    for (int i = 0; i < kinds.length; i++) {
      HeapColumnBuilder column = columns[i];
      long bits = kinds[i] == Kind.TEXT ? 0 : row.numbers()[number++];
      if (((nulls >>> i) & 1) != 0) {
        column.appendNull();
        continue;
      }
      switch (kinds[i]) {
        case LONG, DOUBLE -> column.appendLong(bits);
        case INT -> column.appendInt((int) bits);
        case BOOLEAN -> column.appendBoolean(bits != 0);
        case TEXT -> column.appendText(row.texts()[text++]);
      }
    }
    rows++;
  }

  /** Rows since the last batch. */
  public int rows() {
    return rows;
  }

  /** A batch around the arrays, which the builder lets go of; the next row begins another. */
  public ColumnBatch build() {
    List<Column> built = Arrays.stream(columns).map(HeapColumnBuilder::column).toList();
    ColumnBatch batch = ColumnBatch.wrap(IntarsiaSettings.SCHEMA, built);
    for (HeapColumnBuilder column : columns) {
      column.begin();
    }
    rows = 0;
    return batch;
  }

  /** What all arrays so far came to. */
  public Growth growth() {
    return growth;
  }
}
