package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * DELTA_BINARY_PACKED of {@code Encodings.md}: INT32 and INT64 as bit-packed differences.
 *
 * <pre>
 *   header    := varint(128) varint(4) varint(count) zigzag(first value)
 *   block     := zigzag(least delta)  width of each of 4 miniblocks, a byte each  miniblock*
 *   miniblock := 32 times (delta - least delta), bit-packed at its width
 * </pre>
 *
 * <p>Deltas wrap around at the width of the type. In the last block, miniblocks without values have
 * width 0 and no bytes; the last one with values is filled up with zeros.
 *
 * <p>All methods keep no state and may be called from any thread that owns the segments.
 */
public final class DeltaBinaryPackedEncoder {
  private static final int BLOCK = 128;
  private static final int MINIBLOCK = 32;
  private static final int MINIBLOCKS = BLOCK / MINIBLOCK;
  private static final int MAX_HEADER = 4 * Varint.MAX_BYTES;
  private static final int MAX_BLOCK = Varint.MAX_BYTES + MINIBLOCKS + 8 * BLOCK + BitPacking.SLACK;

  /** An estimate looks at no more blocks than this, spread evenly. */
  private static final int SAMPLED_BLOCKS = 32;

  private DeltaBinaryPackedEncoder() {}

  /**
   * Encodes INT32 values.
   *
   * @param plain little-endian int32 values
   * @param byteOffset where the first value starts
   * @param count number of values
   * @param out receives header and blocks
   */
  public static void encodeInts(
      MemorySegment plain, long byteOffset, int count, GrowableSegment out) {
    putHeader(count, count == 0 ? 0 : plain.get(INT_LE, byteOffset), out);
    for (int from = 0; from < count - 1; from += BLOCK) {
      int deltas = Math.min(BLOCK, count - 1 - from);
      long start = out.reserve(MAX_BLOCK + 8 * BLOCK);
      MemorySegment target = out.segment();
      long least = intDeltas(plain, byteOffset + 4L * from, deltas, target, start + MAX_BLOCK);
      out.commit(putBlock(target, start, least, deltas));
    }
  }

  /**
   * Encodes INT64 values.
   *
   * @param plain little-endian int64 values
   * @param byteOffset where the first value starts
   * @param count number of values
   * @param out receives header and blocks
   */
  public static void encodeLongs(
      MemorySegment plain, long byteOffset, int count, GrowableSegment out) {
    putHeader(count, count == 0 ? 0 : plain.get(LONG_LE, byteOffset), out);
    for (int from = 0; from < count - 1; from += BLOCK) {
      int deltas = Math.min(BLOCK, count - 1 - from);
      long start = out.reserve(MAX_BLOCK + 8 * BLOCK);
      MemorySegment target = out.segment();
      long least = longDeltas(plain, byteOffset + 8L * from, deltas, target, start + MAX_BLOCK);
      out.commit(putBlock(target, start, least, deltas));
    }
  }

  private static void putHeader(int count, long first, GrowableSegment out) {
    long start = out.reserve(MAX_HEADER);
    MemorySegment target = out.segment();
    long at = Varint.put(target, start, BLOCK);
    at = Varint.put(target, at, MINIBLOCKS);
    at = Varint.put(target, at, count);
    out.commit(Varint.putZigZag(target, at, first) - start);
  }

  /** Lays deltas out as 64-bit values, behind where their block will go; returns the least. */
  private static long intDeltas(
      MemorySegment in, long from, int count, MemorySegment out, long at) {
    int least = Integer.MAX_VALUE;
    int previous = in.get(INT_LE, from);
    for (int i = 0; i < count; i++) {
      int value = in.get(INT_LE, from + 4 + ((long) i << 2));
      int delta = value - previous;
      previous = value;
      least = Math.min(least, delta);
      out.set(LONG_LE, at + ((long) i << 3), delta);
    }
    return least;
  }

  private static long longDeltas(
      MemorySegment in, long from, int count, MemorySegment out, long at) {
    long least = Long.MAX_VALUE;
    long previous = in.get(LONG_LE, from);
    for (int i = 0; i < count; i++) {
      long value = in.get(LONG_LE, from + 8 + ((long) i << 3));
      long delta = value - previous;
      previous = value;
      least = Math.min(least, delta);
      out.set(LONG_LE, at + ((long) i << 3), delta);
    }
    return least;
  }

  /** Writes the block whose deltas lie {@link #MAX_BLOCK} bytes behind it; returns its size. */
  private static long putBlock(MemorySegment out, long start, long least, int count) {
    long deltas = start + MAX_BLOCK;
    int miniblocks = Math.ceilDiv(count, MINIBLOCK);
    for (int i = count; i < miniblocks * MINIBLOCK; i++) {
      out.set(LONG_LE, deltas + 8L * i, least);
    }
    long widths = Varint.putZigZag(out, start, least);
    out.set(INT_LE, widths, 0);
    long at = widths + MINIBLOCKS;
    for (int i = 0; i < miniblocks; i++, deltas += 8 * MINIBLOCK) {
      int width = widthOf(out, deltas, least);
      out.set(BYTE, widths + i, (byte) width);
      at = BitPacking.packDifferences(out, deltas, least, width, out, at);
    }
    return at - start;
  }

  private static int widthOf(MemorySegment deltas, long from, long least) {
    long bits = 0;
    for (int i = 0; i < MINIBLOCK; i++) {
      bits |= deltas.get(LONG_LE, from + ((long) i << 3)) - least;
    }
    return 64 - Long.numberOfLeadingZeros(bits);
  }

  /**
   * Estimates what {@link #encodeInts} would write, from a sample of blocks.
   *
   * @param plain little-endian int32 values
   * @param byteOffset where the first value starts
   * @param count number of values
   * @return bytes; exact up to 32 blocks of 128 values
   */
  public static long estimateInts(MemorySegment plain, long byteOffset, int count) {
    return estimate(plain, byteOffset, count, 4);
  }

  /**
   * Estimates what {@link #encodeLongs} would write, from a sample of blocks.
   *
   * @param plain little-endian int64 values
   * @param byteOffset where the first value starts
   * @param count number of values
   * @return bytes; exact up to 32 blocks of 128 values
   */
  public static long estimateLongs(MemorySegment plain, long byteOffset, int count) {
    return estimate(plain, byteOffset, count, 8);
  }

  private static long estimate(MemorySegment plain, long byteOffset, int count, int width) {
    long first = count == 0 ? 0 : value(plain, byteOffset, width);
    long header = 3L + Varint.bytes(count) + Varint.zigZagBytes(first);
    int blocks = Math.ceilDiv(Math.max(0, count - 1), BLOCK);
    int sampled = Math.min(blocks, SAMPLED_BLOCKS);
    long bytes = 0;
    for (int i = 0; i < sampled; i++) {
      int from = (int) ((long) i * blocks / sampled) * BLOCK;
      int deltas = Math.min(BLOCK, count - 1 - from);
      bytes += blockBytes(plain, byteOffset + (long) from * width, deltas, width);
    }
    return sampled == 0 ? header : header + bytes * blocks / sampled;
  }

  private static long blockBytes(MemorySegment plain, long from, int count, int width) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, delta(plain, from + (long) i * width, width));
    }
    long bytes = (long) Varint.zigZagBytes(least) + MINIBLOCKS;
    for (int start = 0; start < count; start += MINIBLOCK) {
      long bits = 0;
      for (int i = start; i < Math.min(count, start + MINIBLOCK); i++) {
        bits |= delta(plain, from + (long) i * width, width) - least;
      }
      bytes += 4L * (64 - Long.numberOfLeadingZeros(bits));
    }
    return bytes;
  }

  private static long value(MemorySegment plain, long at, int width) {
    return width == 4 ? plain.get(INT_LE, at) : plain.get(LONG_LE, at);
  }

  private static long delta(MemorySegment plain, long at, int width) {
    return width == 4
        ? plain.get(INT_LE, at + 4) - plain.get(INT_LE, at)
        : plain.get(LONG_LE, at + 8) - plain.get(LONG_LE, at);
  }
}
