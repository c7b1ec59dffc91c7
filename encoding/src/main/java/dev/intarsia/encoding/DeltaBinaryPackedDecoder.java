package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Reads DELTA_BINARY_PACKED, which {@link DeltaBinaryPackedEncoder} draws, with blocks and
 * miniblocks of any size, in as many calls as the caller likes.
 *
 * <p>Differences wrap around at the width of the type. Widths of miniblocks without values may be
 * anything, and the last miniblock may lack the bytes of its padding.
 *
 * <p>Reused by {@link #reset}; owns no memory and allocates nothing but its exceptions. One thread
 * at a time. Input and output are segments of no confined arena (see {@link
 * dev.intarsia.encoding}).
 */
public final class DeltaBinaryPackedDecoder {
  /** A word read at a byte holds this many bits from any bit of that byte on. */
  private static final int BITS_OF_A_WORD = 57;

  private MemorySegment in = MemorySegment.NULL;
  private String label = "";
  private long origin;
  private long at;
  private long end;

  private int miniblocks;
  private int miniblockSize;

  /** Values that are left, the first one included. */
  private long left;

  private boolean atFirst;

  /** The value read last; before {@link #atFirst} is over, the one to be read. */
  private long last;

  private long leastDelta;

  /** Where the current block's widths are. */
  private long widthsAt;

  /** Which miniblock is next. */
  private int miniblock;

  /** Values that are left of the current miniblock. */
  private int miniblockLeft;

  private int width;

  /** The first bit of the next difference. */
  private long bit;

  /** A decoder of no page yet. */
  public DeltaBinaryPackedDecoder() {}

  /**
   * Reads the header.
   *
   * @param source holds the encoded values
   * @param offset where they start
   * @param limit the byte behind which nothing belongs to them
   * @param name what is read, for messages
   * @throws CorruptDataException if the header is malformed
   * @throws IndexOutOfBoundsException if the range is none of the segment's
   */
  public void reset(MemorySegment source, long offset, long limit, String name) {
    Objects.checkFromToIndex(offset, limit, source.byteSize());
    in = source;
    label = name;
    origin = offset;
    at = offset;
    end = limit;
    long block = varint();
    long parts = varint();
    left = varint();
    last = zigzag();
    atFirst = true;
    if (block <= 0 || block > Integer.MAX_VALUE || parts <= 0 || parts > block) {
      throw corrupt(offset, "blocks of %d values in %d parts".formatted(block, parts));
    }
    miniblocks = (int) parts;
    miniblockSize = (int) (block / parts);
    if (block % parts != 0 || (miniblockSize & 7) != 0 || left < 0) {
      throw corrupt(offset, "%d values in blocks of %d in %d parts".formatted(left, block, parts));
    }
    miniblock = miniblocks;
    miniblockLeft = 0;
  }

  /**
   * How many values are left, by what the header says.
   *
   * @return not negative
   */
  public long remaining() {
    return left;
  }

  /**
   * Finds the byte behind all values, padding included, from the headers of the blocks.
   *
   * @return at most the limit
   * @throws CorruptDataException if a header is malformed, or a block reaches beyond the limit
   */
  long findEnd() {
    long before = at;
    long deltas = left - 1;
    while (deltas > 0) {
      zigzag();
      long widths = at;
      takeWidths();
      for (int i = 0; i < miniblocks && deltas > 0; i++, deltas -= miniblockSize) {
        long bytes = ((long) miniblockSize * widthAt(widths + i)) >>> 3;
        if (bytes > end - at) {
          throw tooShort(bytes);
        }
        at += bytes;
      }
    }
    long found = at;
    at = before;
    return found;
  }

  /**
   * Reads INT32 values.
   *
   * @param out receives little-endian int32 values
   * @param outOffset where the first goes
   * @param count how many
   * @throws CorruptDataException if the blocks are malformed or hold fewer
   */
  public void readInts(MemorySegment out, long outOffset, int count) {
    read(out, outOffset, 2, count);
  }

  /**
   * Reads INT64 values.
   *
   * @param out receives little-endian int64 values
   * @param outOffset where the first goes
   * @param count how many
   * @throws CorruptDataException if the blocks are malformed or hold fewer
   */
  public void readLongs(MemorySegment out, long outOffset, int count) {
    read(out, outOffset, 3, count);
  }

  /**
   * Passes over values.
   *
   * @param count how many
   * @throws CorruptDataException if the blocks are malformed or hold fewer
   */
  public void skip(int count) {
    take(count);
    for (int rest = count; rest > 0; rest--) {
      next(rest);
    }
  }

  /**
   * Passes over values that are lengths.
   *
   * @param count how many
   * @return their sum as INT32 values
   * @throws CorruptDataException if the blocks are malformed or hold fewer, or a length is negative
   */
  long skipLengths(int count) {
    take(count);
    long sum = 0;
    for (int rest = count; rest > 0; rest--) {
      int length = (int) next(rest);
      if (length < 0) {
        throw corrupt(at, "a length of " + length);
      }
      sum += length;
    }
    return sum;
  }

  private void take(int count) {
    if (count > left) {
      throw corrupt(at, "%d values where %d are left".formatted(count, left));
    }
    left -= count;
  }

  /** Reads the first of {@code wanted} values. */
  private long next(int wanted) {
    if (atFirst) {
      atFirst = false;
      return last;
    }
    if (miniblockLeft == 0) {
      nextMiniblock(wanted);
    }
    last += leastDelta + Bits.word(in, bit, width);
    bit += width;
    miniblockLeft--;
    return last;
  }

  private void read(MemorySegment out, long outOffset, int shift, int count) {
    take(count);
    int done = 0;
    if (atFirst && count > 0) {
      put(out, outOffset, shift, last);
      atFirst = false;
      done = 1;
    }
    while (done < count) {
      if (miniblockLeft == 0) {
        nextMiniblock(count - done);
      }
      int part = Math.min(count - done, miniblockLeft);
      unpack(part, out, outOffset + ((long) done << shift), shift);
      bit += (long) part * width;
      miniblockLeft -= part;
      done += part;
    }
  }

  private static void put(MemorySegment out, long at, int shift, long value) {
    if (shift == 2) {
      out.set(INT_LE, at, (int) value);
    } else {
      out.set(LONG_LE, at, value);
    }
  }

  /** Adds up {@code count} differences of the current miniblock. */
  private void unpack(int count, MemorySegment out, long to, int shift) {
    int fast = (int) Math.min(count, BitUnpacking.valuesInWords(in, bit, width));
    if (width == 0) {
      fast = count;
      last = steps(last, leastDelta, count, out, to, shift);
    } else if (width <= BITS_OF_A_WORD / 4) {
      fast &= -4;
      last = fours(in, bit, width, last, leastDelta, fast, out, to, shift);
    } else if (width <= BITS_OF_A_WORD) {
      last = ones(in, bit, width, last, leastDelta, fast, out, to, shift);
    } else {
      fast = 0;
    }
    for (int i = fast; i < count; i++) {
      last += leastDelta + Bits.word(in, bit + (long) i * width, width);
      put(out, to + ((long) i << shift), shift, last);
    }
  }

  private static long steps(
      long start, long step, int count, MemorySegment out, long to, int shift) {
    for (int i = 0; i < count; i++) {
      put(out, to + ((long) i << shift), shift, start + step * (i + 1));
    }
    return start + step * count;
  }

  /** Four narrow differences come out of one word. */
  private static long fours(
      MemorySegment in,
      long bit,
      int width,
      long start,
      long least,
      int count,
      MemorySegment out,
      long to,
      int shift) {
    long mask = (1L << width) - 1;
    long value = start;
    long next = bit;
    for (int i = 0; i < count; i += 4) {
      long word = in.get(LONG_LE, next >>> 3) >>> (next & 7);
      long target = to + ((long) i << shift);
      value += least + (word & mask);
      put(out, target, shift, value);
      value += least + ((word >>> width) & mask);
      put(out, target + (1L << shift), shift, value);
      value += least + ((word >>> (2 * width)) & mask);
      put(out, target + (2L << shift), shift, value);
      value += least + ((word >>> (3 * width)) & mask);
      put(out, target + (3L << shift), shift, value);
      next += 4L * width;
    }
    return value;
  }

  private static long ones(
      MemorySegment in,
      long bit,
      int width,
      long start,
      long least,
      int count,
      MemorySegment out,
      long to,
      int shift) {
    long mask = (1L << width) - 1;
    long value = start;
    long next = bit;
    for (int i = 0; i < count; i++) {
      long word = in.get(LONG_LE, next >>> 3) >>> (next & 7);
      value += least + (word & mask);
      put(out, to + ((long) i << shift), shift, value);
      next += width;
    }
    return value;
  }

  /**
   * Goes on to the next miniblock, of which at least {@code wanted} values are needed, if so many
   * are in it.
   */
  private void nextMiniblock(int wanted) {
    if (miniblock == miniblocks) {
      leastDelta = zigzag();
      widthsAt = at;
      takeWidths();
      miniblock = 0;
    }
    width = widthAt(widthsAt + miniblock);
    miniblock++;
    miniblockLeft = miniblockSize;
    bit = at << 3;
    long bytes = ((long) miniblockSize * width) >>> 3;
    if (bytes > end - at) {
      // only the last may be cut, and only behind its values
      long values = left + wanted;
      if (values > miniblockSize || Bits.ceilDiv(values * width, 8) > end - at) {
        throw tooShort(bytes);
      }
      bytes = end - at;
    }
    at += bytes;
  }

  private void takeWidths() {
    if (miniblocks > end - at) {
      throw corrupt(at, "a block that ends within its header");
    }
    at += miniblocks;
  }

  private int widthAt(long position) {
    int bits = in.get(BYTE, position) & 0xFF;
    if (bits > 64) {
      throw corrupt(position, "a bit width of " + bits);
    }
    return bits;
  }

  private long zigzag() {
    long coded = varint();
    return (coded >>> 1) ^ -(coded & 1);
  }

  private long varint() {
    long start = at;
    long number = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at == end) {
        throw corrupt(start, "a header that does not end");
      }
      byte next = in.get(BYTE, at++);
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw corrupt(start, "a number longer than 64 bits");
  }

  private CorruptDataException tooShort(long bytes) {
    return corrupt(at, "a miniblock of %d bytes where %d are left".formatted(bytes, end - at));
  }

  private CorruptDataException corrupt(long position, String problem) {
    return new CorruptDataException(label, position - origin, problem);
  }
}
