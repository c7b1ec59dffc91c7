package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * DELTA_LENGTH_BYTE_ARRAY of {@code Encodings.md}: all lengths, then all bytes.
 *
 * <pre>
 *   | lengths, DELTA_BINARY_PACKED as INT32 | bytes of value 0 | bytes of value 1 | ...
 * </pre>
 *
 * <p>Keeps no state; may be called from any thread that owns the segments.
 */
public final class DeltaLengthByteArrayEncoder {
  private DeltaLengthByteArrayEncoder() {}

  /**
   * Encodes BYTE_ARRAY values.
   *
   * @param plain the values in PLAIN form
   * @param byteOffset where the first value's length starts
   * @param byteLength bytes of all values, with their lengths
   * @param count number of values
   * @param out receives the encoded form
   * @param scratch overwritten; 4 bytes a value
   */
  public static void encode(
      MemorySegment plain,
      long byteOffset,
      long byteLength,
      int count,
      GrowableSegment out,
      GrowableSegment scratch) {
    scratch.clear();
    scratch.reserve(4L * count);
    MemorySegment lengths = scratch.segment();
    long at = byteOffset;
    for (int i = 0; i < count; i++) {
      int length = plain.get(INT_LE, at);
      lengths.set(INT_LE, (long) i << 2, length);
      at += 4L + length;
    }
    DeltaBinaryPackedEncoder.encodeInts(lengths, 0, count, out);
    putBytes(plain, byteOffset, byteLength, count, out);
  }

  private static void putBytes(
      MemorySegment plain, long byteOffset, long byteLength, int count, GrowableSegment out) {
    long bytes = byteLength - 4L * count;
    long target = out.reserve(bytes);
    MemorySegment to = out.segment();
    long at = byteOffset;
    for (int i = 0; i < count; i++) {
      int length = plain.get(INT_LE, at);
      Words.copy(plain, at + 4, to, target, length);
      at += 4L + length;
      target += length;
    }
    out.commit(bytes);
  }
}
