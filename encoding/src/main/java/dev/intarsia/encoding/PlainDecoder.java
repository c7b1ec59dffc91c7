package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * Reads PLAIN, as {@link PlainEncoder} draws it, into Arrow's layout.
 *
 * <p>All methods read a part of a page, {@code [at, end)}, and return where the next part starts.
 * They keep no state, allocate nothing but their exceptions, and may be called from any thread that
 * owns the segments.
 */
public final class PlainDecoder {
  private static final int EIGHT_WORDS = 64;

  private PlainDecoder() {}

  /**
   * Copies values of one width.
   *
   * @param in the page
   * @param at where the first value starts
   * @param end the byte behind the page's values
   * @param width bytes of a value
   * @param count how many values
   * @param out receives {@code count * width} bytes
   * @param outOffset where they go
   * @param label what is read, for messages
   * @return the byte behind the last value
   * @throws CorruptDataException if the page holds fewer
   */
  public static long fixedWidth(
      MemorySegment in,
      long at,
      long end,
      int width,
      int count,
      MemorySegment out,
      long outOffset,
      String label) {
    long bytes = (long) count * width;
    if (bytes > end - at) {
      throw tooShort(at, end, count, label);
    }
    MemorySegment.copy(in, at, out, outOffset, bytes);
    return at + bytes;
  }

  /**
   * Copies BOOLEAN values.
   *
   * @param in the page
   * @param bit the first value's bit, counted from the start of {@code in}
   * @param end the byte behind the page's values
   * @param count how many values
   * @param out receives the bits; those beside them are kept
   * @param outBit where the first goes
   * @param label what is read, for messages
   * @return the bit behind the last value
   * @throws CorruptDataException if the page holds fewer
   */
  public static long booleans(
      MemorySegment in,
      long bit,
      long end,
      int count,
      MemorySegment out,
      long outBit,
      String label) {
    if (count > (end << 3) - bit) {
      throw tooShort(bit >>> 3, end, count, label);
    }
    Bits.copy(in, bit, out, outBit, count);
    return bit + count;
  }

  /**
   * Takes BYTE_ARRAY values apart.
   *
   * @param in the page
   * @param at where the first value's length starts
   * @param end the byte behind the page's values
   * @param count how many values
   * @param offsets receives {@code count + 1} int32 offsets into {@code data}; the first is its
   *     size before
   * @param offsetsAt where they go
   * @param data receives the bytes behind those it has
   * @param label what is read, for messages
   * @return the byte behind the last value
   * @throws CorruptDataException if a value reaches beyond the page
   * @throws OffsetOverflowException if {@code data} would get longer than int32 offsets reach
   */
  public static long binary(
      MemorySegment in,
      long at,
      long end,
      int count,
      MemorySegment offsets,
      long offsetsAt,
      GrowableSegment data,
      String label) {
    long base = data.size();
    long next = at;
    long written = base;
    for (int i = 0; i < count; i++) {
      offsets.set(INT_LE, offsetsAt + ((long) i << 2), (int) written);
      // one check for a missing length, one for a length that is too large or negative
      int length = end - next < 4 ? -1 : in.get(INT_LE, next);
      if (length < 0 || length > end - next - 4) {
        throw tooLong(next, end, length, label);
      }
      next += 4L + length;
      written += length;
    }
    OffsetOverflowException.check(written);
    offsets.set(INT_LE, offsetsAt + ((long) count << 2), (int) written);
    copyValues(in, at, offsets, offsetsAt, count, data, written - base);
    return next;
  }

  /**
   * Copies what lies between the lengths. Most values are short: they are copied by four words or
   * eight, which overrun them, so that lengths that vary cost no mispredicted branches.
   */
  private static void copyValues(
      MemorySegment in,
      long at,
      MemorySegment offsets,
      long offsetsAt,
      int count,
      GrowableSegment data,
      long bytes) {
    long base = data.reserve(bytes + EIGHT_WORDS);
    MemorySegment out = data.segment();
    long lastSafe = in.byteSize() - EIGHT_WORDS;
    long lastWord = in.byteSize() - 8;
    long gap = at - base + 4;
    int start = (int) base;
    for (int i = 0; i < count; i++, gap += 4) {
      int stop = offsets.get(INT_LE, offsetsAt + 4 + ((long) i << 2));
      int length = stop - start;
      long from = gap + start;
      if (length <= EIGHT_WORDS && from <= lastSafe) {
        copyFourWords(in, from, out, start);
        if (length > EIGHT_WORDS / 2) {
          copyFourWords(in, from + EIGHT_WORDS / 2, out, start + (long) EIGHT_WORDS / 2);
        }
      } else {
        Words.copyRoughly(in, from, lastWord, out, start, length);
      }
      start = stop;
    }
    data.commit(bytes);
  }

  private static void copyFourWords(MemorySegment in, long from, MemorySegment out, long to) {
    out.set(LONG_LE, to, in.get(LONG_LE, from));
    out.set(LONG_LE, to + 8, in.get(LONG_LE, from + 8));
    out.set(LONG_LE, to + 16, in.get(LONG_LE, from + 16));
    out.set(LONG_LE, to + 24, in.get(LONG_LE, from + 24));
  }

  private static CorruptDataException tooShort(long at, long end, int count, String label) {
    return new CorruptDataException(
        label, at, count + " values do not fit the " + (end - at) + " bytes left");
  }

  private static CorruptDataException tooLong(long at, long end, int length, String label) {
    long left = end - at;
    return new CorruptDataException(
        label,
        at,
        left < 4
            ? "the length of a value where " + left + " bytes are left"
            : "a value of " + length + " bytes where " + (left - 4) + " are left");
  }
}
