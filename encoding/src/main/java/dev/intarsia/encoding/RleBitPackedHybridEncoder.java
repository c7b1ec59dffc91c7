package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * The RLE/bit-packing hybrid of {@code Encodings.md}: levels, BOOLEAN values and dictionary
 * indices.
 *
 * <pre>
 *   encoded    := run*
 *   repeated   := varint(count &lt;&lt; 1)       value in ceil(width / 8) bytes, little-endian
 *   bit-packed := varint(groups &lt;&lt; 1 | 1)  groups * width bytes: 8 values a group, LSB first
 * </pre>
 *
 * <p>Only the runs are written: the length in front of V1 levels and the width byte in front of
 * dictionary indices belong to the page. The last group of the last run is padded with zeros. A
 * width of 0 still writes its one run header, without which strict readers refuse the page.
 *
 * <p>All methods append to {@code out}, keep no state and may be called from any thread that owns
 * the segments. Values must fit the width; this is not checked.
 */
public final class RleBitPackedHybridEncoder {
  private static final int MAX_HEADER = 5;

  private RleBitPackedHybridEncoder() {}

  /**
   * Encodes 32-bit values.
   *
   * @param ids little-endian int32 values
   * @param byteOffset where the first value starts
   * @param count number of values; 0 writes nothing
   * @param bitWidth bits of a value, 0 to 32
   * @param out receives the runs
   */
  public static void encode(
      MemorySegment ids, long byteOffset, int count, int bitWidth, GrowableSegment out) {
    if (count == 0 || bitWidth == 0) {
      encodeRepeated(0, count, bitWidth, out);
      return;
    }
    long start = out.reserve(bound(count, bitWidth));
    MemorySegment target = out.segment();
    long at = start;
    int minRun = shortestRun(bitWidth);
    int from = 0;
    while (from < count) {
      int end = literalEnd(ids, byteOffset, from, count, minRun);
      if (end > from) {
        at = putLiteral(ids, byteOffset + 4L * from, end - from, bitWidth, target, at);
      }
      from = end;
      if (from < count) {
        int run = runLength(ids, byteOffset, from, count);
        at = putRun(ids.get(INT_LE, byteOffset + 4L * from), run, bitWidth, target, at);
        from += run;
      }
    }
    out.commit(at - start);
  }

  /**
   * Encodes bits at width 1 straight from a bitmap: definition levels of a flat optional column, or
   * BOOLEAN values.
   *
   * @param bitmap bits, LSB first
   * @param bitOffset the first bit
   * @param count number of bits; 0 writes nothing
   * @param out receives the runs
   */
  public static void encodeBits(
      MemorySegment bitmap, long bitOffset, int count, GrowableSegment out) {
    long start = out.reserve(bound(count, 1));
    MemorySegment target = out.segment();
    long at = start;
    int from = 0;
    while (from < count) {
      int end = mixedEnd(bitmap, bitOffset, from, count);
      if (end > from) {
        at = putBits(bitmap, bitOffset + from, end - from, target, at);
      }
      from = end;
      if (from < count) {
        int run = bitRun(bitmap, bitOffset, from, count);
        at = putRun(Bits.get(bitmap, bitOffset + from) ? 1 : 0, run, 1, target, at);
        from += run;
      }
    }
    out.commit(at - start);
  }

  /**
   * Encodes levels of nested columns.
   *
   * @param levels a byte each
   * @param byteOffset the first level
   * @param count number of levels; 0 writes nothing
   * @param bitWidth bits of a level, 1 to 7
   * @param out receives the runs
   */
  public static void encodeLevels(
      MemorySegment levels, long byteOffset, int count, int bitWidth, GrowableSegment out) {
    long start = out.reserve(bound(count, bitWidth));
    MemorySegment target = out.segment();
    long at = start;
    int minRun = shortestRun(bitWidth);
    int from = 0;
    while (from < count) {
      int end = LevelRuns.mixedEnd(levels, byteOffset, from, count, minRun);
      if (end > from) {
        at = putLevels(levels, byteOffset + from, end - from, bitWidth, target, at);
      }
      from = end;
      if (from < count) {
        int run = LevelRuns.length(levels, byteOffset, from, count);
        at = putRun(levels.get(BYTE, byteOffset + from), run, bitWidth, target, at);
        from += run;
      }
    }
    out.commit(at - start);
  }

  /**
   * Encodes {@code count} times one value as a single run.
   *
   * @param value the value
   * @param count how often; 0 writes nothing
   * @param bitWidth bits of a value, 0 to 32
   * @param out receives the run
   */
  public static void encodeRepeated(int value, int count, int bitWidth, GrowableSegment out) {
    if (count == 0) {
      return;
    }
    long start = out.reserve(MAX_HEADER + 4);
    out.commit(putRun(value, count, bitWidth, out.segment(), start) - start);
  }

  /** Repeated runs are only chosen where they save bytes, so all bit-packed is the worst case. */
  private static long bound(int count, int bitWidth) {
    long groups = Bits.ceilDiv(count, 8);
    return groups * bitWidth + (groups >>> 3) + 8 * MAX_HEADER + BitPacking.SLACK;
  }

  /** A repeated run costs its header, its value and the header of the bit-packed run after it. */
  private static int shortestRun(int bitWidth) {
    int cost = 2 + (bitWidth + 7) / 8;
    return 8 * (cost / bitWidth + 1);
  }

  /** End of the values from {@code from} that are better bit-packed: whole groups, or the end. */
  private static int literalEnd(MemorySegment ids, long base, int from, int count, int minRun) {
    int groups = (count - from) >>> 3;
    long at = base + 4L * from;
    for (int group = 0; group < groups; group++, at += 32) {
      long pair = ids.get(LONG_LE, at);
      if ((int) pair == (int) (pair >>> 32)
          && differences(ids, at, pair) == 0
          && runLength(ids, base, from + 8 * group, count) >= minRun) {
        return from + 8 * group;
      }
    }
    return count;
  }

  /** How many values from {@code from} on equal the first. */
  private static int runLength(MemorySegment ids, long base, int from, int count) {
    int value = ids.get(INT_LE, base + 4L * from);
    long pair = (value & 0xFFFF_FFFFL) | (long) value << 32;
    int at = from;
    while (at + 8 <= count && differences(ids, base + 4L * at, pair) == 0) {
      at += 8;
    }
    while (at + 2 <= count && ids.get(LONG_LE, base + 4L * at) == pair) {
      at += 2;
    }
    if (at < count && ids.get(INT_LE, base + 4L * at) == value) {
      at++;
    }
    return at - from;
  }

  /** 0 if eight values are four times this pair. */
  private static long differences(MemorySegment ids, long at, long pair) {
    return (ids.get(LONG_LE, at) ^ pair)
        | (ids.get(LONG_LE, at + 8) ^ pair)
        | (ids.get(LONG_LE, at + 16) ^ pair)
        | (ids.get(LONG_LE, at + 24) ^ pair);
  }

  private static long putRun(int value, int count, int bitWidth, MemorySegment out, long at) {
    long target = Varint.put(out, at, (long) count << 1);
    for (int shift = 0; shift < bitWidth; shift += 8) {
      out.set(BYTE, target++, (byte) (value >>> shift));
    }
    return target;
  }

  private static long putLiteral(
      MemorySegment ids, long from, int count, int bitWidth, MemorySegment out, long at) {
    int groups = count >>> 3;
    int rest = count & 7;
    long target = Varint.put(out, at, (groups + (rest > 0 ? 1L : 0L)) << 1 | 1);
    target = BitPacking.pack(ids, from, groups, bitWidth, out, target);
    if (rest > 0) {
      target = BitPacking.packPartial(ids, from + 32L * groups, rest, bitWidth, out, target);
    }
    return target;
  }

  /** End of the words from {@code from} that are neither all zeros nor all ones. */
  private static int mixedEnd(MemorySegment bitmap, long base, int from, int count) {
    int at = from;
    while (count - at >= 64) {
      long word = Bits.word(bitmap, base + at, 64);
      if (word == 0 || word == -1L) {
        return at;
      }
      at += 64;
    }
    boolean uniformRest = at == from && bitRun(bitmap, base, at, count) == count - at;
    return uniformRest ? at : count;
  }

  /** How many bits from {@code from} on equal the first. */
  private static int bitRun(MemorySegment bitmap, long base, int from, int count) {
    long same = Bits.get(bitmap, base + from) ? -1L : 0;
    int at = from;
    while (at < count) {
      int bits = Math.min(64, count - at);
      long different = Bits.word(bitmap, base + at, bits) ^ same;
      int equal = Math.min(bits, Long.numberOfTrailingZeros(different));
      at += equal;
      if (equal < bits) {
        break;
      }
    }
    return at - from;
  }

  private static long putBits(
      MemorySegment bitmap, long from, int count, MemorySegment out, long at) {
    long bytes = Bits.ceilDiv(count, 8);
    long target = Varint.put(out, at, bytes << 1 | 1);
    for (int bit = 0; bit < count; bit += 64) {
      long word = Bits.word(bitmap, from + bit, Math.min(64, count - bit));
      out.set(LONG_LE, target + (bit >>> 3), word);
    }
    return target + bytes;
  }

  /** Eight levels become {@code bitWidth} bytes; what is stored behind them is overwritten. */
  private static long putLevels(
      MemorySegment levels, long from, int count, int bitWidth, MemorySegment out, long at) {
    long groups = Bits.ceilDiv(count, 8);
    long target = Varint.put(out, at, groups << 1 | 1);
    long mask = ((1L << bitWidth) - 1) * LevelMasks.ONES;
    for (int i = 0; i < count; i += 8) {
      long word =
          count - i >= 8 ? levels.get(LONG_LE, from + i) : Words.load(levels, from + i, count - i);
      out.set(LONG_LE, target, Long.compress(word, mask));
      target += bitWidth;
    }
    return target;
  }
}
