package dev.intarsia.columns.compute;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A column as kernels read it: through the segments that belong to no thread where there are some,
 * for the reason that {@link ColumnBuffers#raw} gives. Whether this thread may read the column at
 * all is asked here, once.
 */
final class ColumnReading {
  final MemorySegment values;
  final long offset;

  /** What {@link #start} counts in: the values themselves where they have one width. */
  final MemorySegment data;

  final int length;

  /** Bytes of each value, 0 where they vary. */
  private final int width;

  private final @Nullable MemorySegment validity;
  private final long validityOffset;
  private final @Nullable Selection selection;

  private ColumnReading(ColumnBuffers buffers, int width, @Nullable Selection selection) {
    values = buffers.values;
    offset = buffers.valuesOffset;
    data = width == 0 ? buffers.data : buffers.values;
    this.width = width;
    length = buffers.length;
    validity = buffers.validity;
    validityOffset = buffers.validityOffset;
    this.selection = selection;
  }

  static ColumnReading of(Column column) {
    return of(column, null);
  }

  /** The column less the rows that are not selected. */
  static ColumnReading of(Column column, @Nullable Selection selection) {
    if (selection != null) {
      selection.requireLength(column.length());
    }
    ColumnBuffers buffers = column.buffers();
    requireReadable(buffers.values);
    if (buffers.validity != null) {
      requireReadable(buffers.validity); // a struct has no values
    }
    ColumnBuffers raw = buffers.raw;
    return new ColumnReading(
        raw == null ? buffers : raw,
        column instanceof FixedWidthColumn fixed ? fixed.width() : 0,
        selection);
  }

  private static void requireReadable(MemorySegment segment) {
    if (!segment.scope().isAlive()) {
      throw new IllegalStateException("Already closed: the batch of the column");
    }
    if (!segment.isAccessibleBy(Thread.currentThread())) {
      throw new WrongThreadException("the column belongs to another thread");
    }
  }

  /** Whether every row is there: none null, none left out. */
  boolean isWhole() {
    return validity == null && selection == null;
  }

  /** Rows from one on, 64 of them but at the end. */
  int rows(int row) {
    return Math.min(Long.SIZE, length - row);
  }

  /** Which of the 64 rows from a multiple of 64 on are selected and have a value. */
  long present(int row) {
    int rows = rows(row);
    long present =
        validity == null ? Bitmaps.ones(rows) : Bits.word(validity, validityOffset + row, rows);
    return selection == null ? present : present & selection.word(row);
  }

  /** Where a byte string starts in {@link #data}. */
  long start(int row) {
    return width == 0 ? binaryOffset(row) : offset + (long) row * width;
  }

  /** How long a byte string is. */
  int byteLength(int row) {
    return width == 0 ? binaryOffset(row + 1) - binaryOffset(row) : width;
  }

  private int binaryOffset(int row) {
    return values.get(Layouts.INT_LE, offset + ((long) row << 2));
  }

  /** How many rows are selected and have a value. */
  int count() {
    int count = 0;
    for (int row = 0; row < length; row += Long.SIZE) {
      count += Long.bitCount(present(row));
    }
    return count;
  }
}
