package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * Short byte ranges, handled by 64-bit words.
 *
 * <p>Bulk calls on segments cost more than the work itself below a few dozen bytes, so ranges up to
 * {@link #BULK} go by words, the last one overlapping its predecessor.
 */
final class Words {
  /** From here on the JDK's bulk copy wins over a loop of words. */
  static final int BULK = 64;

  private Words() {}

  /** Mask of the low {@code bytes} bytes, 0 to 8; a shift by 64 would be one by 0, hence two. */
  static long mask(int bytes) {
    int half = bytes << 2;
    return ~(-1L << half << half);
  }

  /** Copies exactly {@code length} bytes; ranges do not overlap. */
  static void copy(MemorySegment from, long at, MemorySegment to, long target, int length) {
    if (length >= BULK) {
      MemorySegment.copy(from, at, to, target, length);
    } else if (length >= 8) {
      copyWords(from, at, to, target, length);
    } else {
      copyTail(from, at, to, target, length);
    }
  }

  /**
   * Copies {@code length} bytes, and up to 7 more where they fit: the target has room for them.
   *
   * @param lastWord where the last whole word of {@code from} starts
   */
  static void copyRoughly(
      MemorySegment from, long at, long lastWord, MemorySegment to, long target, int length) {
    if (length <= BULK && at + length - 1 <= lastWord) {
      for (int i = 0; i < length; i += 8) {
        to.set(LONG_LE, target + i, from.get(LONG_LE, at + i));
      }
    } else {
      copy(from, at, to, target, length);
    }
  }

  private static void copyWords(
      MemorySegment from, long at, MemorySegment to, long target, int length) {
    int last = length - 8;
    for (int i = 0; i < last; i += 8) {
      to.set(LONG_LE, target + i, from.get(LONG_LE, at + i));
    }
    to.set(LONG_LE, target + last, from.get(LONG_LE, at + last));
  }

  private static void copyTail(
      MemorySegment from, long at, MemorySegment to, long target, int length) {
    if (length >= 4) {
      int last = length - 4;
      to.set(INT_LE, target, from.get(INT_LE, at));
      to.set(INT_LE, target + last, from.get(INT_LE, at + last));
      return;
    }
    for (int i = 0; i < length; i++) {
      to.set(BYTE, target + i, from.get(BYTE, at + i));
    }
  }

  /** The first {@code length} bytes (0 to 8) as a word, zero-extended; reads no byte beyond. */
  static long load(MemorySegment from, long at, int length) {
    if (length >= 4) {
      long low = from.get(INT_LE, at) & 0xFFFF_FFFFL;
      long high = from.get(INT_LE, at + length - 4) & 0xFFFF_FFFFL;
      return low | high << ((length - 4) << 3);
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (from.get(BYTE, at + i) & 0xFFL) << (i << 3);
    }
    return word;
  }

  /** Whether two ranges of more than a few words hold the same bytes. */
  static boolean equal(GrowableSegment a, long atA, MemorySegment b, long atB, int length) {
    return MemorySegment.mismatch(a.segment(), atA, atA + length, b, atB, atB + length) < 0;
  }

  /** Length of the common prefix of two ranges, at most {@code limit}. */
  static int commonPrefix(MemorySegment in, long a, long b, int limit) {
    int i = 0;
    for (; i + 8 <= limit; i += 8) {
      long difference = in.get(LONG_LE, a + i) ^ in.get(LONG_LE, b + i);
      if (difference != 0) {
        return i + (Long.numberOfTrailingZeros(difference) >>> 3);
      }
    }
    while (i < limit && in.get(BYTE, a + i) == in.get(BYTE, b + i)) {
      i++;
    }
    return i;
  }
}
