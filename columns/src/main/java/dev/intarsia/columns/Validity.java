package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Which rows of a column are present: one bit a row, least significant first, 1 for a value.
 *
 * <p>Like the column it belongs to, it is a view.
 */
public final class Validity {
  private final ColumnBuffers buffers;

  Validity(ColumnBuffers buffers) {
    this.buffers = buffers;
  }

  /**
   * The memory the bits lie in.
   *
   * @return a segment with the bits from {@link #bitOffset()} on
   * @throws IllegalStateException if no row of the column is null, which leaves no bitmap
   */
  public MemorySegment bitmap() {
    MemorySegment bitmap = buffers.validity;
    if (bitmap == null) {
      throw new IllegalStateException("no row is null, so there is no bitmap");
    }
    return bitmap;
  }

  /**
   * Where the first row's bit is.
   *
   * @return bits from the start of {@link #bitmap()}
   */
  public long bitOffset() {
    return buffers.validityOffset;
  }

  /**
   * Whether a row has a value.
   *
   * @param row 0 to the column's length - 1
   * @return true unless it is null
   */
  public boolean isPresent(int row) {
    return !buffers.isNull(Objects.checkIndex(row, buffers.length));
  }
}
