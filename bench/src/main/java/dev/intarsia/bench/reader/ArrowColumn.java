package dev.intarsia.bench.reader;

import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;

/**
 * Where a column in Arrow's layout lies; filled in again for each.
 *
 * <pre>
 * values   slots, bits or offsets of the first row on, by the column's kind
 * bitmap   presence bits, of which {@link #bitmapBit} is the first row's; 0: no row is null
 * </pre>
 */
final class ArrowColumn {
  long values;

  /** Of booleans, which of the bits is the first row's. */
  long valuesBit;

  long bitmap;
  long bitmapBit;
  int rows;

  /** Folds it as what it is. */
  void addTo(Fold fold, int column, Kind kind) {
    switch (kind) {
      case LONG -> fold.add(column, longs());
      case INT -> fold.add(column, ints());
      case DOUBLE -> fold.add(column, doubles());
      case BOOLEAN -> fold.add(column, booleans());
      case TEXT -> fold.add(column, texts());
    }
  }

  private long longs() {
    return bitmap == 0
        ? ArrowKernels.longs(values, rows)
        : ArrowKernels.longs(values, rows, bitmap, bitmapBit);
  }

  private long ints() {
    return bitmap == 0
        ? ArrowKernels.ints(values, rows)
        : ArrowKernels.ints(values, rows, bitmap, bitmapBit);
  }

  private double doubles() {
    return bitmap == 0
        ? ArrowKernels.doubles(values, rows)
        : ArrowKernels.doubles(values, rows, bitmap, bitmapBit);
  }

  private long booleans() {
    return bitmap == 0
        ? ArrowKernels.booleans(values, valuesBit, rows)
        : ArrowKernels.booleans(values, valuesBit, rows, bitmap, bitmapBit);
  }

  private long texts() {
    return bitmap == 0
        ? ArrowKernels.texts(values, rows)
        : ArrowKernels.texts(values, rows, bitmap, bitmapBit);
  }
}
