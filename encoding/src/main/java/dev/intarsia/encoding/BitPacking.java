package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import java.lang.foreign.MemorySegment;

/**
 * Packs values into groups of eight at a fixed bit width, LSB first.
 *
 * <pre>
 *   width 3, values 0..7     byte 0      byte 1      byte 2
 *                           22111000    54443332    77766655
 * </pre>
 *
 * <p>Two 32-bit values are loaded as one word and shifted as one, so a group of up to 8 bits a
 * value leaves as a single store, and eight groups of single bits do. Stores are whole words: they
 * overrun the group by up to {@link #SLACK} bytes, which the next group or the caller's next append
 * overwrites.
 */
final class BitPacking {
  /** Bytes behind the packed ones that must be writable. */
  static final int SLACK = 8;

  private BitPacking() {}

  /**
   * Packs {@code groups * 8} values that all fit {@code width} bits, 1 to 32; returns the position
   * behind the {@code groups * width} bytes.
   */
  static long pack(MemorySegment in, long from, int groups, int width, MemorySegment out, long at) {
    switch (width) {
      case 1 -> bits(in, from, groups, out, at);
      case 2, 3, 4 -> narrow(in, from, groups, width, out, at);
      case 5, 6, 7 -> halves(in, from, groups, width, out, at);
      case 8 -> bytes(in, from, groups, out, at);
      case 32 -> MemorySegment.copy(in, from, out, at, (long) groups << 5);
      default -> {
        if (width <= 16) {
          medium(in, from, groups, width, out, at);
        } else {
          wide(in, from, groups, width, out, at);
        }
      }
    }
    return at + (long) groups * width;
  }

  /** Eight groups make a word; the few left over go one by one. */
  private static void bits(MemorySegment in, long from, int groups, MemorySegment out, long at) {
    int words = groups >>> 3;
    for (int word = 0; word < words; word++) {
      long base = from + ((long) word << 8);
      long low = bits(in, base);
      out.set(LONG_LE, at + ((long) word << 3), low | bits(in, base + 128) << 32);
    }
    int done = words << 3;
    narrow(in, from + ((long) done << 5), groups - done, 1, out, at + done);
  }

  /** 32 single bits: the even ones gather in one half of a word, the odd ones in the other. */
  private static long bits(MemorySegment in, long base) {
    long sum = eightBits(in, base) | eightBits(in, base + 32) << 8;
    sum |= eightBits(in, base + 64) << 16 | eightBits(in, base + 96) << 24;
    return (sum & 0xFFFF_FFFFL) | sum >>> 31;
  }

  private static long eightBits(MemorySegment in, long base) {
    return in.get(LONG_LE, base)
        | in.get(LONG_LE, base + 8) << 2
        | in.get(LONG_LE, base + 16) << 4
        | in.get(LONG_LE, base + 24) << 6;
  }

  /** Up to 4 bits: all even values of a group fit one half of a word, all odd ones the other. */
  private static void narrow(
      MemorySegment in, long from, int groups, int width, MemorySegment out, long at) {
    int two = 2 * width;
    int odd = 32 - width;
    for (int group = 0; group < groups; group++) {
      long base = from + ((long) group << 5);
      long a = in.get(LONG_LE, base) | in.get(LONG_LE, base + 8) << two;
      long b = in.get(LONG_LE, base + 16) | in.get(LONG_LE, base + 24) << two;
      long sum = a | b << (two << 1);
      out.set(LONG_LE, at + (long) group * width, (sum & 0xFFFF_FFFFL) | sum >>> odd);
    }
  }

  /** Up to 8 bits: the same for half a group. */
  private static void halves(
      MemorySegment in, long from, int groups, int width, MemorySegment out, long at) {
    int two = 2 * width;
    int odd = 32 - width;
    for (int group = 0; group < groups; group++) {
      long base = from + ((long) group << 5);
      long a = in.get(LONG_LE, base) | in.get(LONG_LE, base + 8) << two;
      long b = in.get(LONG_LE, base + 16) | in.get(LONG_LE, base + 24) << two;
      long low = (a & 0xFFFF_FFFFL) | a >>> odd;
      long high = (b & 0xFFFF_FFFFL) | b >>> odd;
      out.set(LONG_LE, at + (long) group * width, low | high << (two << 1));
    }
  }

  private static void bytes(MemorySegment in, long from, int groups, MemorySegment out, long at) {
    long count = (long) groups << 3;
    for (long i = 0; i < count; i++) {
      out.set(BYTE, at + i, (byte) in.get(INT_LE, from + (i << 2)));
    }
  }

  private static void medium(
      MemorySegment in, long from, int groups, int width, MemorySegment out, long at) {
    int fold = 32 - width;
    int two = 2 * width;
    int four = 4 * width;
    long mask = (1L << two) - 1;
    for (int group = 0; group < groups; group++) {
      long base = from + ((long) group << 5);
      long a = in.get(LONG_LE, base);
      long b = in.get(LONG_LE, base + 8);
      long c = in.get(LONG_LE, base + 16);
      long d = in.get(LONG_LE, base + 24);
      long low = foldPair(a, fold, mask) | foldPair(b, fold, mask) << two;
      long high = foldPair(c, fold, mask) | foldPair(d, fold, mask) << two;
      long target = at + (long) group * width;
      // width 16 makes four == 64: the shift is split, since one by 64 would be one by 0
      out.set(LONG_LE, target, low | high << (four - 1) << 1);
      out.set(LONG_LE, target + 8, high >>> (64 - four));
    }
  }

  /** The two ints in a word, moved together. */
  private static long foldPair(long pair, int fold, long mask) {
    return (pair | pair >>> fold) & mask;
  }

  private static void wide(
      MemorySegment in, long from, int groups, int width, MemorySegment out, long at) {
    int two = 2 * width;
    long target = at;
    long word = 0;
    int filled = 0;
    int pairs = groups << 2;
    for (int pair = 0; pair < pairs; pair++) {
      long values = in.get(LONG_LE, from + ((long) pair << 3));
      long folded = (values & 0xFFFF_FFFFL) | values >>> 32 << width;
      word |= folded << filled;
      filled += two;
      if (filled >= 64) {
        out.set(LONG_LE, target, word);
        target += 8;
        filled -= 64;
        word = filled == 0 ? 0 : folded >>> (two - filled);
      }
    }
    if (filled > 0) {
      out.set(LONG_LE, target, word);
    }
  }

  /** Packs one last group of 1 to 7 values, the missing ones as zeros. */
  static long packPartial(
      MemorySegment in, long from, int count, int width, MemorySegment out, long at) {
    long end = at + width;
    long target = at;
    long word = 0;
    int filled = 0;
    for (int i = 0; i < count; i++) {
      word |= (in.get(INT_LE, from + ((long) i << 2)) & 0xFFFF_FFFFL) << filled;
      for (filled += width; filled >= 8; filled -= 8) {
        out.set(BYTE, target++, (byte) word);
        word >>>= 8;
      }
    }
    while (target < end) {
      out.set(BYTE, target++, (byte) word);
      word = 0;
    }
    return end;
  }

  /**
   * Packs 32 differences {@code value - base} of 64-bit values, all of which fit {@code width}
   * bits, 0 to 64; returns the position behind the {@code 4 * width} bytes.
   */
  static long packDifferences(
      MemorySegment in, long from, long base, int width, MemorySegment out, long at) {
    if (width == 0) {
      return at;
    }
    if (width <= 8) {
      for (int group = 0; group < 4; group++) {
        packEight(in, from + ((long) group << 6), base, width, out, at + (long) group * width);
      }
    } else if (width <= 16) {
      for (int group = 0; group < 4; group++) {
        packTwiceFour(in, from + ((long) group << 6), base, width, out, at + (long) group * width);
      }
    } else if (width <= 32) {
      packPairs(in, from, base, width, out, at);
    } else {
      packOneByOne(in, from, base, width, out, at);
    }
    return at + 4L * width;
  }

  private static void packEight(
      MemorySegment in, long from, long base, int width, MemorySegment out, long at) {
    long low = foldFour(in, from, base, width);
    long high = foldFour(in, from + 32, base, width);
    out.set(LONG_LE, at, low | high << (4 * width));
  }

  private static void packTwiceFour(
      MemorySegment in, long from, long base, int width, MemorySegment out, long at) {
    int four = 4 * width;
    long low = foldFour(in, from, base, width);
    long high = foldFour(in, from + 32, base, width);
    out.set(LONG_LE, at, low | high << (four - 1) << 1);
    out.set(LONG_LE, at + 8, high >>> (64 - four));
  }

  private static long foldFour(MemorySegment in, long from, long base, int width) {
    long a = in.get(LONG_LE, from) - base;
    long b = in.get(LONG_LE, from + 8) - base;
    long c = in.get(LONG_LE, from + 16) - base;
    long d = in.get(LONG_LE, from + 24) - base;
    return a | b << width | (c | d << width) << (2 * width);
  }

  private static void packPairs(
      MemorySegment in, long from, long base, int width, MemorySegment out, long at) {
    int two = 2 * width;
    long target = at;
    long word = 0;
    int filled = 0;
    for (int i = 0; i < 16; i++) {
      long pair = from + ((long) i << 4);
      long low = in.get(LONG_LE, pair) - base;
      long folded = low | (in.get(LONG_LE, pair + 8) - base) << width;
      word |= folded << filled;
      filled += two;
      if (filled >= 64) {
        out.set(LONG_LE, target, word);
        target += 8;
        filled -= 64;
        word = filled == 0 ? 0 : folded >>> (two - filled);
      }
    }
    if (filled > 0) {
      out.set(LONG_LE, target, word);
    }
  }

  private static void packOneByOne(
      MemorySegment in, long from, long base, int width, MemorySegment out, long at) {
    long target = at;
    long word = 0;
    int filled = 0;
    for (int i = 0; i < 32; i++) {
      long value = in.get(LONG_LE, from + ((long) i << 3)) - base;
      word |= value << filled;
      filled += width;
      if (filled >= 64) {
        out.set(LONG_LE, target, word);
        target += 8;
        filled -= 64;
        word = filled == 0 ? 0 : value >>> (width - filled);
      }
    }
    if (filled > 0) {
      out.set(LONG_LE, target, word);
    }
  }
}
