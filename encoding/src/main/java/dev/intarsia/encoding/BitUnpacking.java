package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;

/**
 * Unpacks what {@link BitPacking} packs, from any bit on.
 *
 * <p>Two values at a time come out of one unaligned word and leave as one store. Words reach beyond
 * the packed bits; the last ones, where the segment itself ends, are read byte by byte.
 */
final class BitUnpacking {
  /** A word read at a byte holds this many bits from any bit of that byte on. */
  private static final int BITS_OF_A_WORD = 57;

  private BitUnpacking() {}

  /**
   * Unpacks values to int32.
   *
   * @param in all bits of the values lie within it
   * @param bit the first value's first bit
   * @param width bits of a value, 1 to 32
   * @param count how many values
   * @param out receives little-endian int32 values
   * @param at where the first goes
   */
  static void ints(MemorySegment in, long bit, int width, int count, MemorySegment out, long at) {
    int fast = (int) Math.min(count, valuesInWords(in, bit, width));
    if (2 * width <= BITS_OF_A_WORD) {
      fast &= -2;
      pairs(in, bit, width, fast, out, at);
    } else {
      singles(in, bit, width, fast, out, at);
    }
    for (int i = fast; i < count; i++) {
      int value = (int) Bits.word(in, bit + (long) i * width, width);
      out.set(INT_LE, at + ((long) i << 2), value);
    }
  }

  /** How many values from {@code bit} on start where a whole word can be read. */
  static long valuesInWords(MemorySegment in, long bit, int width) {
    long lastWord = in.byteSize() - 8;
    long lastBit = (lastWord << 3) + 7;
    return lastWord < 0 || bit > lastBit ? 0 : (lastBit - bit) / Math.max(1, width) + 1;
  }

  private static void pairs(
      MemorySegment in, long bit, int width, int count, MemorySegment out, long at) {
    long low = (1L << width) - 1;
    long high = low << 32;
    int apart = 32 - width;
    long next = bit;
    for (int i = 0; i < count; i += 2) {
      long word = in.get(LONG_LE, next >>> 3) >>> (next & 7);
      out.set(LONG_LE, at + ((long) i << 2), (word & low) | (word << apart & high));
      next += 2L * width;
    }
  }

  private static void singles(
      MemorySegment in, long bit, int width, int count, MemorySegment out, long at) {
    long mask = (1L << width) - 1;
    long next = bit;
    for (int i = 0; i < count; i++) {
      long word = in.get(LONG_LE, next >>> 3) >>> (next & 7);
      out.set(INT_LE, at + ((long) i << 2), (int) (word & mask));
      next += width;
    }
  }
}
