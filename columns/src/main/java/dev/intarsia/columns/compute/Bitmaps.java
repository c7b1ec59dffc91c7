package dev.intarsia.columns.compute;

import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * Bitmaps, combined and unpacked by words: bit {@code i} is bit {@code i % 8}, least significant
 * first, of byte {@code i / 8}, as in Arrow.
 *
 * <p>Sources may start at any bit, and no byte without one of their bits is read. Ranges that leave
 * a segment throw {@link IndexOutOfBoundsException}, perhaps after a part was written. No state is
 * kept.
 */
public final class Bitmaps {
  /** A byte times this is the byte eight times. */
  private static final long EIGHT_TIMES = 0x0101_0101_0101_0101L;

  /** Bit i in byte i. */
  private static final long DIAGONAL = 0x8040_2010_0804_0201L;

  private static final long LOW_SEVEN = 0x7F7F_7F7F_7F7F_7F7FL;

  private Bitmaps() {}

  /**
   * Counts the ones.
   *
   * @param bitmap the bits
   * @param bitOffset where they start, in bits
   * @param count how many to look at
   * @return how many of them are 1
   */
  public static long count(MemorySegment bitmap, long bitOffset, long count) {
    return Bits.count(bitmap, bitOffset, count);
  }

  /**
   * Sets each bit that is set in both sources, and clears the others.
   *
   * @param a one source
   * @param aBit where its bits start
   * @param b the other
   * @param bBit where its bits start
   * @param count how many bits
   * @param target receives the bits from its start on, in whole words of 8 bytes with zeros behind
   *     the last bit; may be a source whose bits start at 0
   */
  public static void and(
      MemorySegment a, long aBit, MemorySegment b, long bBit, long count, MemorySegment target) {
    for (long bit = 0; bit < count; bit += Long.SIZE) {
      int bits = (int) Math.min(Long.SIZE, count - bit);
      put(target, bit, Bits.word(a, aBit + bit, bits) & Bits.word(b, bBit + bit, bits));
    }
  }

  /**
   * Sets each bit that is set in one of the sources at least, and clears the others.
   *
   * @param a one source
   * @param aBit where its bits start
   * @param b the other
   * @param bBit where its bits start
   * @param count how many bits
   * @param target receives the bits as with {@link #and}
   */
  public static void or(
      MemorySegment a, long aBit, MemorySegment b, long bBit, long count, MemorySegment target) {
    for (long bit = 0; bit < count; bit += Long.SIZE) {
      int bits = (int) Math.min(Long.SIZE, count - bit);
      put(target, bit, Bits.word(a, aBit + bit, bits) | Bits.word(b, bBit + bit, bits));
    }
  }

  /**
   * Sets each bit that is set in the first source and not in the second, and clears the others.
   *
   * @param a the first source
   * @param aBit where its bits start
   * @param b the second
   * @param bBit where its bits start
   * @param count how many bits
   * @param target receives the bits as with {@link #and}
   */
  public static void andNot(
      MemorySegment a, long aBit, MemorySegment b, long bBit, long count, MemorySegment target) {
    for (long bit = 0; bit < count; bit += Long.SIZE) {
      int bits = (int) Math.min(Long.SIZE, count - bit);
      put(target, bit, Bits.word(a, aBit + bit, bits) & ~Bits.word(b, bBit + bit, bits));
    }
  }

  /**
   * Sets each bit that is not set in the source, and clears the others.
   *
   * @param source the bits
   * @param bitOffset where they start
   * @param count how many bits
   * @param target receives the bits as with {@link #and}
   */
  public static void not(MemorySegment source, long bitOffset, long count, MemorySegment target) {
    for (long bit = 0; bit < count; bit += Long.SIZE) {
      int bits = (int) Math.min(Long.SIZE, count - bit);
      put(target, bit, ~Bits.word(source, bitOffset + bit, bits) & ones(bits));
    }
  }

  private static void put(MemorySegment target, long bit, long word) {
    target.set(Layouts.LONG_LE, bit >>> 3, word);
  }

  /** The lowest bits set, 1 to 64 of them. */
  static long ones(int bits) {
    return -1L >>> -bits;
  }

  /**
   * Unpacks to a byte for each bit: 1 or 0.
   *
   * <pre>
   * bits    10110010  least significant last
   * bytes   0 1 0 0 1 1 0 1
   * </pre>
   *
   * @param bitmap the bits
   * @param bitOffset where they start
   * @param count how many
   * @param target receives {@code count} bytes
   * @param targetOffset where the first of them goes
   */
  public static void toBytes(
      MemorySegment bitmap, long bitOffset, long count, MemorySegment target, long targetOffset) {
    for (long bit = 0; bit < count; bit += Long.SIZE) {
      int bits = (int) Math.min(Long.SIZE, count - bit);
      long word = Bits.word(bitmap, bitOffset + bit, bits);
      if (bits == Long.SIZE) {
        toBytes(word, target, targetOffset + bit);
      } else {
        lastBytes(word, bits, target, targetOffset + bit);
      }
    }
  }

  private static void toBytes(long word, MemorySegment target, long at) {
    for (int i = 0; i < Long.BYTES; i++) {
      target.set(Layouts.LONG_LE, at + (i << 3), eightBytes(word >>> (i << 3)));
    }
  }

  private static void lastBytes(long word, int bits, MemorySegment target, long at) {
    for (int i = 0; i < bits; i++) {
      target.set(Layouts.BYTE, at + i, (byte) (word >>> i & 1));
    }
  }

  /** The lowest eight bits as bytes of 0 or 1: no carry leaves a byte, which is 2^i or 0. */
  private static long eightBytes(long bits) {
    long apart = (bits & 0xFF) * EIGHT_TIMES & DIAGONAL;
    return (apart + LOW_SEVEN) >>> 7 & EIGHT_TIMES;
  }

  /**
   * Unpacks to eight bytes for each bit: all bits of them 1, or 0, so that an {@code &} keeps or
   * drops the value of a row.
   *
   * @param bitmap the bits
   * @param bitOffset where they start
   * @param count how many
   * @param target receives {@code count * 8} bytes
   * @param targetOffset where the first of them goes, in bytes
   */
  public static void toLongs(
      MemorySegment bitmap, long bitOffset, long count, MemorySegment target, long targetOffset) {
    for (long bit = 0; bit < count; bit += Long.SIZE) {
      int bits = (int) Math.min(Long.SIZE, count - bit);
      long word = Bits.word(bitmap, bitOffset + bit, bits);
      long at = targetOffset + (bit << 3);
      for (int i = 0; i < bits; i++) {
        target.set(Layouts.LONG_LE, at + ((long) i << 3), -(word >>> i & 1));
      }
    }
  }

  /**
   * Lists the bits that are set.
   *
   * @param bitmap the bits
   * @param bitOffset where they start
   * @param count how many to look at
   * @param target receives their positions, from 0 for the first bit, as int32, little-endian,
   *     rising
   * @param targetOffset where the first of them goes, in bytes
   * @return how many are set
   */
  public static int toRows(
      MemorySegment bitmap, long bitOffset, int count, MemorySegment target, long targetOffset) {
    long at = targetOffset;
    for (int bit = 0; bit < count; bit += Long.SIZE) {
      long rest = Bits.word(bitmap, bitOffset + bit, Math.min(Long.SIZE, count - bit));
      for (; rest != 0; rest &= rest - 1) {
        target.set(Layouts.INT_LE, at, bit + Long.numberOfTrailingZeros(rest));
        at += Integer.BYTES;
      }
    }
    return (int) ((at - targetOffset) / Integer.BYTES);
  }
}
