package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The offsets of a column whose rows are ranges of something: of bytes, or of another column's
 * slots.
 *
 * <pre>
 * |o0|o1|o2|...|o(n)|   int32, little-endian, one more than rows; row i is o(i) to o(i+1), exclusive
 * </pre>
 */
final class Offsets {
  private Offsets() {}

  static int get(ColumnBuffers buffers, int index) {
    return buffers.values.get(Layouts.INT_LE, buffers.valuesOffset + (long) index * Integer.BYTES);
  }

  /** Points buffers at offsets of the caller. */
  static void point(Field field, ColumnBuffers buffers, MemorySegment offsets, long byteOffset) {
    long bytes = (buffers.length + 1L) * Integer.BYTES;
    Column.requireBytes(field, "offsets", offsets, byteOffset, bytes, 1);
    buffers.values = offsets;
    buffers.valuesOffset = byteOffset;
  }

  /**
   * Refuses offsets that fall somewhere, or leave what they point into.
   *
   * @param limit how much there is to point into
   * @param there says so, with a place for the limit
   */
  static void check(Field field, ColumnBuffers buffers, long limit, String there) {
    int before = 0;
    for (int i = 0; i <= buffers.length; i++) {
      int next = get(buffers, i);
      if (next < before) {
        throw new IllegalArgumentException(
            "column '%s': offset %d is %d, below the %d before it"
                .formatted(field.name(), i, next, before));
      }
      before = next;
    }
    if (before > limit) {
      throw new IllegalArgumentException(
          "column '%s': the last offset is %d, but %s"
              .formatted(field.name(), before, there.formatted(limit)));
    }
  }
}
