package dev.intarsia.memory.buffer;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import java.lang.foreign.MemorySegment;

/**
 * Arithmetic on sizes, and bitmaps: bit {@code i} is bit {@code i % 8}, least significant first, of
 * byte {@code i / 8}, in Arrow as in Parquet. Bitmaps are worked on by words of 64 bits; no byte
 * without one of the bits named is ever read or written, and bits beside them are kept.
 *
 * <pre>
 *   byte        0                       1
 *   bit   7 6 5 4 3 2 1 0   15 14 13 12 11 10 9 8
 * </pre>
 */
public final class Bits {
  private Bits() {}

  /**
   * Rounds up to a multiple.
   *
   * @param value not negative
   * @param alignment a power of two
   * @return the next multiple of {@code alignment}
   */
  public static long align(long value, long alignment) {
    return (value + alignment - 1) & -alignment;
  }

  /**
   * Divides, rounding up.
   *
   * @param dividend not negative
   * @param divisor positive
   * @return the smallest n with {@code n * divisor >= dividend}
   */
  public static long ceilDiv(long dividend, long divisor) {
    return Math.ceilDiv(dividend, divisor);
  }

  /**
   * The bits that the values from 0 to a maximum need.
   *
   * @param maxValue taken as unsigned
   * @return 0 to 32
   */
  public static int bitWidth(int maxValue) {
    return 32 - Integer.numberOfLeadingZeros(maxValue);
  }

  /**
   * The bits that the values from 0 to a maximum need.
   *
   * @param maxValue taken as unsigned
   * @return 0 to 64
   */
  public static int bitWidth(long maxValue) {
    return 64 - Long.numberOfLeadingZeros(maxValue);
  }

  /**
   * Reads a bit.
   *
   * @param bitmap the bits
   * @param bit which
   * @return whether it is set
   */
  public static boolean get(MemorySegment bitmap, long bit) {
    return (bitmap.get(BYTE, bit >>> 3) >>> (bit & 7) & 1) != 0;
  }

  /**
   * Sets a bit to 1.
   *
   * @param bitmap the bits
   * @param bit which
   */
  public static void set(MemorySegment bitmap, long bit) {
    long at = bit >>> 3;
    bitmap.set(BYTE, at, (byte) (bitmap.get(BYTE, at) | 1 << (bit & 7)));
  }

  /**
   * Sets a bit to 0.
   *
   * @param bitmap the bits
   * @param bit which
   */
  public static void clear(MemorySegment bitmap, long bit) {
    long at = bit >>> 3;
    bitmap.set(BYTE, at, (byte) (bitmap.get(BYTE, at) & ~(1 << (bit & 7))));
  }

  /**
   * Reads up to 64 bits at once.
   *
   * @param bitmap the bits
   * @param fromBit the first, which becomes the lowest of the result
   * @param count 0 to 64
   * @return the bits, zeros above them
   */
  public static long word(MemorySegment bitmap, long fromBit, int count) {
    if (count == 0) {
      return 0;
    }
    long at = fromBit >>> 3;
    int shift = (int) (fromBit & 7);
    int bytes = (shift + count + 7) >>> 3;
    long low = bytes >= 8 ? bitmap.get(LONG_LE, at) : loadBytes(bitmap, at, bytes);
    long bits = low >>> shift;
    if (bytes > 8) {
      bits |= (long) bitmap.get(BYTE, at + 8) << (64 - shift);
    }
    return bits & mask(count);
  }

  /** A mask of the lowest bits, 1 to 64 of them. */
  private static long mask(int count) {
    return -1L >>> (64 - count);
  }

  private static long loadBytes(MemorySegment source, long at, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (source.get(BYTE, at + i) & 0xFFL) << (i << 3);
    }
    return value;
  }

  private static void storeBytes(MemorySegment target, long at, int bytes, long value) {
    for (int i = 0; i < bytes; i++) {
      target.set(BYTE, at + i, (byte) (value >>> (i << 3)));
    }
  }

  /** Writes bits that lie in one byte: {@code bit % 8 + count <= 8}. */
  private static void putInByte(MemorySegment target, long bit, int count, long value) {
    long at = bit >>> 3;
    int shift = (int) (bit & 7);
    long mask = mask(count) << shift;
    target.set(BYTE, at, (byte) ((target.get(BYTE, at) & ~mask) | ((value << shift) & mask)));
  }

  /**
   * Copies bits; the ranges must not overlap.
   *
   * @param source where from
   * @param sourceBit the first bit there
   * @param target where to
   * @param targetBit the first bit there
   * @param count how many
   */
  public static void copy(
      MemorySegment source, long sourceBit, MemorySegment target, long targetBit, long count) {
    long from = sourceBit;
    long to = targetBit;
    long left = count;
    int head = (int) Math.min(left, -to & 7);
    if (head > 0) {
      putInByte(target, to, head, word(source, from, head));
      from += head;
      to += head;
      left -= head;
    }
    long whole = left >>> 3;
    if ((from & 7) == 0) {
      MemorySegment.copy(source, from >>> 3, target, to >>> 3, whole);
    } else {
      copyShifted(source, from, target, to >>> 3, whole);
    }
    int tail = (int) (left & 7);
    if (tail > 0) {
      long done = whole << 3;
      putInByte(target, to + done, tail, word(source, from + done, tail));
    }
  }

  /** Copies to whole bytes from between them. */
  private static void copyShifted(
      MemorySegment source, long sourceBit, MemorySegment target, long targetByte, long bytes) {
    long words = bytes >>> 3;
    for (long i = 0; i < words; i++) {
      target.set(LONG_LE, targetByte + (i << 3), word(source, sourceBit + (i << 6), 64));
    }
    int rest = (int) (bytes & 7);
    if (rest > 0) {
      long done = words << 3;
      long value = word(source, sourceBit + (done << 3), rest << 3);
      storeBytes(target, targetByte + done, rest, value);
    }
  }

  /**
   * Sets bits to one value.
   *
   * @param target the bits
   * @param targetBit the first
   * @param count how many
   * @param value what to
   */
  public static void fill(MemorySegment target, long targetBit, long count, boolean value) {
    long pattern = value ? -1L : 0;
    int head = (int) Math.min(count, -targetBit & 7);
    if (head > 0) {
      putInByte(target, targetBit, head, pattern);
    }
    long to = targetBit + head;
    long whole = (count - head) >>> 3;
    if (whole > 0) {
      target.asSlice(to >>> 3, whole).fill((byte) pattern);
    }
    int tail = (int) ((count - head) & 7);
    if (tail > 0) {
      putInByte(target, to + (whole << 3), tail, pattern);
    }
  }

  /**
   * Counts the bits that are set.
   *
   * @param bitmap the bits
   * @param fromBit the first
   * @param count how many to look at
   * @return how many of them are 1
   */
  public static long count(MemorySegment bitmap, long fromBit, long count) {
    long set = 0;
    long words = count >>> 6;
    for (long i = 0; i < words; i++) {
      set += Long.bitCount(word(bitmap, fromBit + (i << 6), 64));
    }
    return set + Long.bitCount(word(bitmap, fromBit + (words << 6), (int) (count & 63)));
  }
}
