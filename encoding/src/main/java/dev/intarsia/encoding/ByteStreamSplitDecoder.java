package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.CorruptDataException;
import java.lang.foreign.MemorySegment;

/**
 * Reads BYTE_STREAM_SPLIT, which {@link ByteStreamSplitEncoder} draws.
 *
 * <p>Eight values at a time are put together in registers. Keeps no state; may be called from any
 * thread that owns the segments.
 */
public final class ByteStreamSplitDecoder {
  private static final long EVERY_OTHER_BYTE = 0x00FF_00FF_00FF_00FFL;
  private static final long EVERY_OTHER_SHORT = 0x0000_FFFF_0000_FFFFL;
  private static final long LOW_INT = 0x0000_0000_FFFF_FFFFL;

  private ByteStreamSplitDecoder() {}

  /**
   * How many values a page holds.
   *
   * @param bytes bytes of the page's values
   * @param width bytes of a value
   * @param label what is read, for messages
   * @return the length of each stream
   * @throws CorruptDataException if the streams cannot be equally long
   */
  public static long values(long bytes, int width, String label) {
    if (width <= 0 || bytes % width != 0) {
      throw new CorruptDataException(
          label, bytes, "%d bytes are not values of %d each".formatted(bytes, width));
    }
    return bytes / width;
  }

  /**
   * Reads values of one width.
   *
   * @param in the page
   * @param at where the first stream starts
   * @param end the byte behind the last stream
   * @param width bytes of a value
   * @param first which value is the first to be read
   * @param count how many
   * @param out receives {@code count * width} bytes
   * @param outOffset where they go
   * @param label what is read, for messages
   * @throws CorruptDataException if the page holds fewer
   */
  public static void fixedWidth(
      MemorySegment in,
      long at,
      long end,
      int width,
      long first,
      int count,
      MemorySegment out,
      long outOffset,
      String label) {
    long stream = values(end - at, width, label);
    if (count > stream - first) {
      throw new CorruptDataException(
          label, 0, "%d values from %d on where %d are".formatted(count, first, stream));
    }
    long from = at + first;
    int done =
        switch (width) {
          case 2 -> shorts(in, from, stream, count, out, outOffset);
          case 4 -> ints(in, from, stream, count, out, outOffset);
          case 8 -> longs(in, from, stream, count, out, outOffset);
          default -> 0;
        };
    for (int i = done; i < count; i++) {
      long value = outOffset + (long) i * width;
      for (int k = 0; k < width; k++) {
        out.set(BYTE, value + k, in.get(BYTE, from + k * stream + i));
      }
    }
  }

  /** Returns how many values were done. */
  private static int shorts(
      MemorySegment in, long from, long stream, int count, MemorySegment out, long to) {
    int whole = count & -8;
    for (int i = 0; i < whole; i += 8) {
      long low = in.get(LONG_LE, from + i);
      long high = in.get(LONG_LE, from + stream + i);
      out.set(LONG_LE, to + 2L * i, alternate(low) | alternate(high) << 8);
      out.set(LONG_LE, to + 2L * i + 8, alternate(low >>> 32) | alternate(high >>> 32) << 8);
    }
    return whole;
  }

  /** The low four bytes, a gap of one between them. */
  private static long alternate(long word) {
    long halves = (word & 0xFFFFL) | (word & 0xFFFF_0000L) << 16;
    return (halves | halves << 8) & EVERY_OTHER_BYTE;
  }

  /** Returns how many values were done. */
  private static int ints(
      MemorySegment in, long from, long stream, int count, MemorySegment out, long to) {
    int whole = count & -8;
    for (int i = 0; i < whole; i += 8) {
      long a = in.get(LONG_LE, from + i);
      long b = in.get(LONG_LE, from + i + stream);
      long c = in.get(LONG_LE, from + i + 2 * stream);
      long d = in.get(LONG_LE, from + i + 3 * stream);
      put(a, b, c, d, false, out, to + 4L * i);
    }
    return whole;
  }

  /** The first four streams make the low halves of the values, the others the high ones. */
  private static int longs(
      MemorySegment in, long from, long stream, int count, MemorySegment out, long to) {
    int whole = count & -8;
    for (int i = 0; i < whole; i += 8) {
      long a = in.get(LONG_LE, from + i);
      long b = in.get(LONG_LE, from + i + stream);
      long c = in.get(LONG_LE, from + i + 2 * stream);
      long d = in.get(LONG_LE, from + i + 3 * stream);
      long e = in.get(LONG_LE, from + i + 4 * stream);
      long f = in.get(LONG_LE, from + i + 5 * stream);
      long g = in.get(LONG_LE, from + i + 6 * stream);
      long h = in.get(LONG_LE, from + i + 7 * stream);
      long target = to + 8L * i;
      put(low(a, e), low(b, f), low(c, g), low(d, h), true, out, target);
      put(high(a, e), high(b, f), high(c, g), high(d, h), true, out, target + 32);
    }
    return whole;
  }

  private static long low(long a, long b) {
    return (a & LOW_INT) | b << 32;
  }

  private static long high(long a, long b) {
    return a >>> 32 | (b & ~LOW_INT);
  }

  /**
   * Transposes two 4x4 squares of bytes side by side, first their 2x2 quarters, then these, and
   * stores the rows: whole, or the left square's before the right one's.
   */
  private static void put(
      long a, long b, long c, long d, boolean whole, MemorySegment out, long to) {
    long t = ((a >>> 16) ^ c) & EVERY_OTHER_SHORT;
    long u = ((b >>> 16) ^ d) & EVERY_OTHER_SHORT;
    long p = a ^ (t << 16);
    long q = b ^ (u << 16);
    long r = c ^ t;
    long s = d ^ u;
    t = ((p >>> 8) ^ q) & EVERY_OTHER_BYTE;
    u = ((r >>> 8) ^ s) & EVERY_OTHER_BYTE;
    p ^= t << 8;
    q ^= t;
    r ^= u << 8;
    s ^= u;
    out.set(LONG_LE, to, whole ? p : low(p, q));
    out.set(LONG_LE, to + 8, whole ? q : low(r, s));
    out.set(LONG_LE, to + 16, whole ? r : high(p, q));
    out.set(LONG_LE, to + 24, whole ? s : high(r, s));
  }
}
