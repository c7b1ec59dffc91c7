package dev.intarsia.parquet.write;

import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The smallest and the largest of values that lie in one segment: where they are in it. Bytes are
 * compared by their first eight, as one number, and by the rest only where those are equal. The
 * segment must be readable eight bytes from the start of each value.
 */
final class Extremes {
  private final ValueOrder order;
  private final boolean byPrefix;
  private MemorySegment segment = MemorySegment.NULL;
  private boolean present;
  private long minPrefix;
  private long maxPrefix;
  private long minOffset;
  private long maxOffset;
  private int minLength;
  private int maxLength;

  Extremes(ValueOrder order) {
    this.order = order;
    this.byPrefix = order == ValueOrder.BYTES;
  }

  /** Begins with no value at all. */
  void begin(MemorySegment values) {
    segment = values;
    present = false;
  }

  /** States both at once. */
  void set(MemorySegment values, long min, long max, int length) {
    segment = values;
    present = true;
    minOffset = min;
    maxOffset = max;
    minLength = length;
    maxLength = length;
  }

  /** Takes one more value into account; not NaN. */
  void consider(long offset, int length) {
    long prefix = byPrefix ? prefix(segment, offset, length) : 0;
    if (!present) {
      present = true;
      setMin(offset, length, prefix);
      setMax(offset, length, prefix);
    } else if (prefix <= minPrefix && isBelow(offset, length, prefix)) {
      setMin(offset, length, prefix);
    } else if (prefix >= maxPrefix && isAbove(offset, length, prefix)) {
      setMax(offset, length, prefix);
    }
  }

  private boolean isBelow(long offset, int length, long prefix) {
    return prefix < minPrefix
        || order.compare(segment, offset, length, segment, minOffset, minLength) < 0;
  }

  private boolean isAbove(long offset, int length, long prefix) {
    return prefix > maxPrefix
        || order.compare(segment, offset, length, segment, maxOffset, maxLength) > 0;
  }

  private void setMin(long offset, int length, long prefix) {
    minOffset = offset;
    minLength = length;
    minPrefix = prefix;
  }

  private void setMax(long offset, int length, long prefix) {
    maxOffset = offset;
    maxLength = length;
    maxPrefix = prefix;
  }

  /** The first eight bytes, zeros behind a shorter value, biased so that signed order is theirs. */
  private static long prefix(MemorySegment values, long offset, int length) {
    long word = values.get(Layouts.LONG_BE, offset);
    if (length < Long.BYTES) {
      word = length == 0 ? 0 : word & (-1L << (Long.SIZE - Byte.SIZE * length));
    }
    return word ^ Long.MIN_VALUE;
  }

  /** Whether there was a value. */
  boolean present() {
    return present;
  }

  MemorySegment segment() {
    return segment;
  }

  long minOffset() {
    return minOffset;
  }

  int minLength() {
    return minLength;
  }

  long maxOffset() {
    return maxOffset;
  }

  int maxLength() {
    return maxLength;
  }
}
