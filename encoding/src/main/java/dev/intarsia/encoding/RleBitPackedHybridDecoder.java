package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Reads the RLE/bit-packing hybrid that {@link RleBitPackedHybridEncoder} draws: levels, BOOLEAN
 * values and dictionary indices, in as many calls as the caller likes.
 *
 * <p>Only the runs are read: the length in front of V1 levels and the width byte in front of
 * dictionary indices belong to the page. The last bit-packed run may lack the bytes of its padding,
 * as old writers left them out.
 *
 * <p>Reused by {@link #reset}; owns no memory and allocates nothing but its exceptions. One thread
 * at a time. Input and output are segments of no confined arena (see {@link
 * dev.intarsia.encoding}).
 */
public final class RleBitPackedHybridDecoder {
  private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
  private static final long TOP_BITS = 0x8080_8080_8080_8080L;

  private MemorySegment in = MemorySegment.NULL;
  private String label = "";
  private long origin;
  private long at;
  private long end;
  private int width;

  /** Values that are left of the current run. */
  private long left;

  private boolean repeated;

  /** What a repeated run repeats. */
  private int value;

  /** The first bit of the next value of a bit-packed run. */
  private long bit;

  /** A decoder of no page yet. */
  public RleBitPackedHybridDecoder() {}

  /**
   * Starts at the first run.
   *
   * @param source holds the runs
   * @param offset where they start
   * @param limit the byte behind them
   * @param bitWidth bits of a value, 0 to 32
   * @param name what is read, for messages
   * @throws CorruptDataException if the width, which a page may have named, is not one
   * @throws IndexOutOfBoundsException if the range is none of the segment's
   */
  public void reset(MemorySegment source, long offset, long limit, int bitWidth, String name) {
    Objects.checkFromToIndex(offset, limit, source.byteSize());
    in = source;
    label = name;
    origin = offset;
    at = offset;
    end = limit;
    width = bitWidth;
    left = 0;
    if (bitWidth < 0 || bitWidth > 32) {
      throw corrupt(offset, "a bit width of " + bitWidth);
    }
  }

  /**
   * Reads values.
   *
   * @param out receives little-endian int32 values
   * @param outOffset where the first goes
   * @param count how many
   * @throws CorruptDataException if the runs are malformed or hold fewer
   */
  public void readInts(MemorySegment out, long outOffset, int count) {
    long target = outOffset;
    int rest = count;
    while (rest > 0) {
      int taken = (int) Math.min(rest, runLength());
      if (repeated) {
        fillInts(out, target, taken, value);
      } else if (width == 0) {
        fillInts(out, target, taken, 0);
      } else {
        BitUnpacking.ints(in, bit, width, taken, out, target);
      }
      take(taken);
      target += 4L * taken;
      rest -= taken;
    }
  }

  private static void fillInts(MemorySegment out, long at, int count, int value) {
    long pair = (value & 0xFFFF_FFFFL) | (long) value << 32;
    int even = count & -2;
    for (int i = 0; i < even; i += 2) {
      out.set(LONG_LE, at + ((long) i << 2), pair);
    }
    if (even < count) {
      out.set(INT_LE, at + ((long) even << 2), value);
    }
  }

  /**
   * Reads values of width 1 as bits: the validity of a flat optional column, or BOOLEAN values.
   *
   * @param bitmap receives the bits, LSB first; bits beside them are kept
   * @param bitOffset where the first goes
   * @param count how many
   * @return how many of them are 1
   * @throws CorruptDataException if the runs are malformed or hold fewer
   */
  public int readBits(MemorySegment bitmap, long bitOffset, int count) {
    long target = bitOffset;
    int rest = count;
    int ones = 0;
    while (rest > 0) {
      int taken = (int) Math.min(rest, runLength());
      if (repeated || width == 0) {
        boolean set = repeated && value != 0;
        Bits.fill(bitmap, target, taken, set);
        ones += set ? taken : 0;
      } else {
        Bits.copy(in, bit, bitmap, target, taken);
        ones += (int) Bits.count(bitmap, target, taken);
      }
      take(taken);
      target += taken;
      rest -= taken;
    }
    return ones;
  }

  /**
   * Reads levels.
   *
   * @param out receives them, a byte each
   * @param outOffset where the first goes
   * @param count how many
   * @param maxLevel the highest legal one, at most 127
   * @return how many equal {@code maxLevel}
   * @throws CorruptDataException if the runs are malformed, hold fewer, or a level is higher
   */
  public int readLevels(MemorySegment out, long outOffset, int count, int maxLevel) {
    long target = outOffset;
    int rest = count;
    int highest = 0;
    while (rest > 0) {
      int taken = (int) Math.min(rest, runLength());
      if (repeated || width == 0) {
        int level = repeated ? value : 0;
        checkLevel(level, maxLevel);
        out.asSlice(target, taken).fill((byte) level);
        highest += level == maxLevel ? taken : 0;
      } else {
        highest += unpackLevels(out, target, taken, maxLevel);
      }
      take(taken);
      target += taken;
      rest -= taken;
    }
    return highest;
  }

  /** Eight levels come out of one word where there is one, the others one by one. */
  private int unpackLevels(MemorySegment out, long target, int count, int maxLevel) {
    int words = width > 7 ? 0 : (int) Math.min(count >>> 3, wordsFrom(bit));
    long low4 = (1L << (4 * width)) - 1;
    long low2 = ((1L << (2 * width)) - 1) * 0x1_0000_0001L;
    long low1 = ((1L << width) - 1) * 0x1_0001_0001_0001L;
    long tooHigh = (127 - maxLevel) * EVERY_BYTE;
    int highest = 0;
    int done = 0;
    for (; done < words; done++) {
      long next = bit + 8L * width * done;
      long word = in.get(LONG_LE, next >>> 3) >>> (next & 7);
      word = (word & low4) | (word >>> (4 * width) & low4) << 32;
      word = (word & low2) | (word << (16 - 2 * width) & low2 << 16);
      word = (word & low1) | (word << (8 - width) & low1 << 8);
      if ((word + tooHigh & TOP_BITS) != 0) {
        break; // to be found, and named, below
      }
      out.set(LONG_LE, target + 8L * done, word);
      highest += Long.bitCount(word + tooHigh + EVERY_BYTE & TOP_BITS);
    }
    for (int i = 8 * done; i < count; i++) {
      int level = (int) Bits.word(in, bit + (long) i * width, width);
      checkLevel(level, maxLevel);
      out.set(BYTE, target + i, (byte) level);
      highest += level == maxLevel ? 1 : 0;
    }
    return highest;
  }

  /** How many groups of eight values start where a whole word can be read. */
  private long wordsFrom(long firstBit) {
    long lastBit = ((in.byteSize() - 8) << 3) + 7;
    return lastBit < firstBit ? 0 : (lastBit - firstBit) / (8L * width) + 1;
  }

  private void checkLevel(int level, int maxLevel) {
    if (Integer.compareUnsigned(level, maxLevel) > 0) {
      throw corrupt(at, "a level of %d where %d is the highest".formatted(level, maxLevel));
    }
  }

  /**
   * Passes over values.
   *
   * @param count how many
   * @throws CorruptDataException if the runs are malformed or hold fewer
   */
  public void skip(int count) {
    int rest = count;
    while (rest > 0) {
      int taken = (int) Math.min(rest, runLength());
      take(taken);
      rest -= taken;
    }
  }

  /**
   * The values that are left of the current run, which is the next one if that has ended.
   *
   * @return at least 1
   * @throws CorruptDataException if there is no further run, or it is malformed
   */
  public long runLength() {
    if (left == 0) {
      nextRun();
    }
    return left;
  }

  /**
   * Whether the run that {@link #runLength} found repeats one value.
   *
   * @return false if it is bit-packed
   */
  public boolean runIsRepeated() {
    return repeated;
  }

  /**
   * What the run that {@link #runLength} found repeats.
   *
   * @return a value of the width; undefined if it is bit-packed
   */
  public int runValue() {
    return value;
  }

  /**
   * Whether nothing is left, but for values that only pad the last run.
   *
   * @return true behind the last run's header
   */
  public boolean isAtEnd() {
    return at == end;
  }

  private void take(int count) {
    left -= count;
    bit += (long) count * width;
  }

  private void nextRun() {
    long start = at;
    int header = header();
    int count = header >>> 1;
    repeated = (header & 1) == 0;
    if (count == 0) {
      throw corrupt(start, "a run of no values");
    }
    if (repeated) {
      left = count;
      value = repeatedValue();
    } else {
      openPacked(start, count);
    }
  }

  /** An unsigned number of 32 bits, seven a byte. */
  private int header() {
    long start = at;
    int number = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (at == end) {
        throw corrupt(start, "the runs end before the values do");
      }
      byte next = in.get(BYTE, at++);
      number |= (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw corrupt(start, "a run header longer than 32 bits");
  }

  private int repeatedValue() {
    long start = at;
    int bytes = (width + 7) >>> 3;
    if (end - at < bytes) {
      throw corrupt(
          start, "a repeated value of %d bytes where %d are left".formatted(bytes, end - at));
    }
    long number = Words.load(in, at, bytes);
    at += bytes;
    if (number >>> width != 0) {
      throw corrupt(start, "a repeated value of %d at width %d".formatted(number, width));
    }
    return (int) number;
  }

  private void openPacked(long start, int groups) {
    long bytes = (long) groups * width;
    long values = 8L * groups;
    if (bytes > end - at) {
      bytes = end - at;
      values = (bytes << 3) / width;
      if (values == 0) {
        throw corrupt(start, "a bit-packed run of " + groups + " groups without bytes");
      }
    }
    left = values;
    bit = at << 3;
    at += bytes;
  }

  private CorruptDataException corrupt(long position, String problem) {
    return new CorruptDataException(label, position - origin, problem);
  }
}
