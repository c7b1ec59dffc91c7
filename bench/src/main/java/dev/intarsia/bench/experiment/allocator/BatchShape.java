package dev.intarsia.bench.experiment.allocator;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetryRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How long the buffers of every batch will be, found out before the clock starts. */
final class BatchShape {
  /** Bytes of a value, or of an offset; 0 for booleans, which take bits. */
  static final int[] WIDTHS = widths();

  /** Whether a column has a buffer of texts. */
  static final boolean[] TEXTS = texts();

  /** Whether a column has a buffer of validity bits. */
  static final boolean[] NULLABLE = nullable();

  private final int batchRows;
  private final List<long[]> textBytes = new ArrayList<>();
  private int lastRows;

  BatchShape(TelemetryRows rows, int batchRows) {
    this.batchRows = batchRows;
    TelemetryReader reader = new TelemetryReader();
    rows.read(reader);
    lastRows = batchRows;
    while (reader.next()) {
      if (lastRows == batchRows) {
        textBytes.add(new long[TelemetryLayout.COLUMNS]);
        lastRows = 0;
      }
      count(reader, textBytes.getLast());
      lastRows++;
    }
  }

  private static int[] widths() {
    return Arrays.stream(TelemetryColumn.values())
        .mapToInt(
            column ->
                switch (column.kind()) {
                  case LONG, DOUBLE -> Long.BYTES;
                  case INT, TEXT -> Integer.BYTES;
                  case BOOLEAN -> 0;
                })
        .toArray();
  }

  private static boolean[] texts() {
    boolean[] texts = new boolean[TelemetryLayout.COLUMNS];
    for (TelemetryColumn column : TelemetryColumn.values()) {
      texts[column.index()] = column.kind() == Kind.TEXT;
    }
    return texts;
  }

  private static boolean[] nullable() {
    boolean[] nullable = new boolean[TelemetryLayout.COLUMNS];
    for (TelemetryColumn column : TelemetryColumn.values()) {
      nullable[column.index()] = column.nullable();
    }
    return nullable;
  }

  private static void count(TelemetryReader row, long[] bytes) {
    long nulls = row.nulls();
    long at = row.offset() + TelemetryLayout.TEXTS;
    for (int column = 0; column < bytes.length; column++) {
      if (TEXTS[column] && (nulls >>> column & 1) == 0) {
        int length = row.segment().get(TelemetryLayout.INT, at);
        bytes[column] += length;
        at += Integer.BYTES + length;
      }
    }
  }

  int batches() {
    return textBytes.size();
  }

  int rows(int batch) {
    return batch == batches() - 1 ? lastRows : batchRows;
  }

  long textBytes(int batch, int column) {
    return textBytes.get(batch)[column];
  }

  /** Buffers of a batch. */
  static int buffers() {
    int buffers = WIDTHS.length;
    for (int column = 0; column < WIDTHS.length; column++) {
      buffers += (TEXTS[column] ? 1 : 0) + (NULLABLE[column] ? 1 : 0);
    }
    return buffers;
  }
}
