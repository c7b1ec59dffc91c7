package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * BYTE_STREAM_SPLIT of {@code Encodings.md}: FLOAT, DOUBLE, INT32, INT64 and FIXED_LEN_BYTE_ARRAY
 * with the bytes of equal position side by side, which a codec then finds easier.
 *
 * <pre>
 *   width 4, values a b c
 *   plain    a0 a1 a2 a3 b0 b1 b2 b3 c0 c1 c2 c3
 *   encoded  a0 b0 c0 | a1 b1 c1 | a2 b2 c2 | a3 b3 c3
 * </pre>
 *
 * <p>Eight values at a time are transposed in registers. Keeps no state; may be called from any
 * thread that owns the segments.
 */
public final class ByteStreamSplitEncoder {
  private static final long EVERY_OTHER_BYTE = 0x00FF_00FF_00FF_00FFL;
  private static final long EVERY_OTHER_SHORT = 0x0000_FFFF_0000_FFFFL;
  private static final long LOW_INT = 0x0000_0000_FFFF_FFFFL;

  private ByteStreamSplitEncoder() {}

  /**
   * Encodes values of one width.
   *
   * @param plain the values back to back
   * @param byteOffset where the first value starts
   * @param width bytes of a value
   * @param count number of values
   * @param out receives {@code count * width} bytes
   */
  public static void encode(
      MemorySegment plain, long byteOffset, int width, int count, GrowableSegment out) {
    long bytes = (long) count * width;
    long at = out.reserve(bytes);
    MemorySegment target = out.segment();
    int done =
        switch (width) {
          case 4 -> splitInts(plain, byteOffset, count, target, at);
          case 8 -> splitLongs(plain, byteOffset, count, target, at);
          default -> splitWide(plain, byteOffset, width, count, target, at);
        };
    splitBytes(plain, byteOffset, width, 0, done, count, target, at);
    out.commit(bytes);
  }

  /**
   * The bytes of each value from {@code first} on, one by one, for the values that are not done.
   */
  private static void splitBytes(
      MemorySegment in,
      long from,
      int width,
      int first,
      int done,
      int count,
      MemorySegment out,
      long at) {
    for (int stream = first; stream < width; stream++) {
      long to = at + (long) stream * count;
      for (int i = done; i < count; i++) {
        out.set(BYTE, to + i, in.get(BYTE, from + stream + (long) i * width));
      }
    }
  }

  /** Values of any width, eight bytes of each at a time; returns how many were done. */
  private static int splitWide(
      MemorySegment in, long from, int width, int count, MemorySegment out, long at) {
    int whole = count & -8;
    int stream = 0;
    for (; stream + 8 <= width; stream += 8) {
      for (int i = 0; i < whole; i += 8) {
        long base = from + stream + (long) i * width;
        putEightStreams(in, base, width, out, at + (long) stream * count + i, count);
      }
    }
    splitBytes(in, from, width, stream, 0, count, out, at);
    return whole;
  }

  /** Returns how many values were done. */
  private static int splitInts(MemorySegment in, long from, int count, MemorySegment out, long at) {
    int whole = count & -8;
    for (int i = 0; i < whole; i += 8) {
      long base = from + ((long) i << 2);
      long p = pair(in, base);
      long q = pair(in, base + 4);
      long r = pair(in, base + 8);
      long s = pair(in, base + 12);
      putFourStreams(p, q, r, s, out, at + i, count);
    }
    return whole;
  }

  /** The int at {@code at} and the one four behind it. */
  private static long pair(MemorySegment in, long at) {
    return (in.get(INT_LE, at) & LOW_INT) | (long) in.get(INT_LE, at + 16) << 32;
  }

  /** Returns how many values were done. */
  private static int splitLongs(
      MemorySegment in, long from, int count, MemorySegment out, long at) {
    int whole = count & -8;
    for (int i = 0; i < whole; i += 8) {
      putEightStreams(in, from + ((long) i << 3), out, at + i, count);
    }
    return whole;
  }

  /** The low ints of eight longs make the first four streams, the high ones the others. */
  private static void putEightStreams(
      MemorySegment in, long from, MemorySegment out, long to, long count) {
    long a = in.get(LONG_LE, from);
    long b = in.get(LONG_LE, from + 8);
    long c = in.get(LONG_LE, from + 16);
    long d = in.get(LONG_LE, from + 24);
    long e = in.get(LONG_LE, from + 32);
    long f = in.get(LONG_LE, from + 40);
    long g = in.get(LONG_LE, from + 48);
    long h = in.get(LONG_LE, from + 56);
    putFourStreams(low(a, e), low(b, f), low(c, g), low(d, h), out, to, count);
    long high = to + 4 * count;
    putFourStreams(high(a, e), high(b, f), high(c, g), high(d, h), out, high, count);
  }

  /** The same of longs that are part of values of some width. */
  private static void putEightStreams(
      MemorySegment in, long from, long width, MemorySegment out, long to, long count) {
    long a = in.get(LONG_LE, from);
    long b = in.get(LONG_LE, from + width);
    long c = in.get(LONG_LE, from + 2 * width);
    long d = in.get(LONG_LE, from + 3 * width);
    long half = from + 4 * width;
    long e = in.get(LONG_LE, half);
    long f = in.get(LONG_LE, half + width);
    long g = in.get(LONG_LE, half + 2 * width);
    long h = in.get(LONG_LE, half + 3 * width);
    putFourStreams(low(a, e), low(b, f), low(c, g), low(d, h), out, to, count);
    long high = to + 4 * count;
    putFourStreams(high(a, e), high(b, f), high(c, g), high(d, h), out, high, count);
  }

  private static long low(long a, long b) {
    return (a & LOW_INT) | b << 32;
  }

  private static long high(long a, long b) {
    return a >>> 32 | (b & ~LOW_INT);
  }

  /**
   * Transposes ints 0 and 4, 1 and 5, 2 and 6, 3 and 7: two 4x4 squares of bytes side by side,
   * first their 2x2 quarters, then these.
   */
  private static void putFourStreams(
      long p, long q, long r, long s, MemorySegment out, long to, long count) {
    long t = ((p >>> 16) ^ r) & EVERY_OTHER_SHORT;
    long u = ((q >>> 16) ^ s) & EVERY_OTHER_SHORT;
    long a = p ^ (t << 16);
    long b = q ^ (u << 16);
    long c = r ^ t;
    long d = s ^ u;
    t = ((a >>> 8) ^ b) & EVERY_OTHER_BYTE;
    u = ((c >>> 8) ^ d) & EVERY_OTHER_BYTE;
    out.set(LONG_LE, to, a ^ (t << 8));
    out.set(LONG_LE, to + count, b ^ t);
    out.set(LONG_LE, to + 2 * count, c ^ (u << 8));
    out.set(LONG_LE, to + 3 * count, d ^ u);
  }
}
