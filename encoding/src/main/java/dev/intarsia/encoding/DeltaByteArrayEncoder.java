package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * DELTA_BYTE_ARRAY of {@code Encodings.md}: of each value, only what differs from the one before.
 *
 * <pre>
 *   | prefix lengths, DELTA_BINARY_PACKED | suffixes, DELTA_LENGTH_BYTE_ARRAY |
 *
 *   axis, axle, babble, babyhood  =  prefixes 0 2 0 3, suffixes axis le babble yhood
 * </pre>
 *
 * <p>Keeps no state; may be called from any thread that owns the segments.
 */
public final class DeltaByteArrayEncoder {
  private DeltaByteArrayEncoder() {}

  /**
   * Encodes BYTE_ARRAY values.
   *
   * @param plain the values in PLAIN form
   * @param byteOffset where the first value's length starts
   * @param count number of values
   * @param out receives the encoded form
   * @param scratch overwritten; 8 bytes a value
   */
  public static void encode(
      MemorySegment plain,
      long byteOffset,
      int count,
      GrowableSegment out,
      GrowableSegment scratch) {
    scratch.clear();
    scratch.reserve(8L * count);
    MemorySegment prefixes = scratch.segment();
    long suffixes = 4L * count;
    long bytes = 0;
    long previous = byteOffset + 4;
    int previousLength = 0;
    for (int i = 0; i < count; i++) {
      // the first value is its own predecessor, of length 0
      int length = plain.get(INT_LE, i == 0 ? byteOffset : previous + previousLength);
      long value = i == 0 ? previous : previous + previousLength + 4;
      int limit = Math.min(length, previousLength);
      int prefix = Words.commonPrefix(plain, previous, value, limit);
      prefixes.set(INT_LE, 4L * i, prefix);
      prefixes.set(INT_LE, suffixes + 4L * i, length - prefix);
      bytes += length - prefix;
      previous = value;
      previousLength = length;
    }
    putLengths(prefixes, count, out);
    putSuffixes(plain, byteOffset + 4, 4, prefixes, count, bytes, out);
  }

  /**
   * Encodes FIXED_LEN_BYTE_ARRAY values.
   *
   * @param plain the values back to back
   * @param byteOffset where the first value starts
   * @param width bytes of a value
   * @param count number of values
   * @param out receives the encoded form
   * @param scratch overwritten; 8 bytes a value
   */
  public static void encodeFixedWidth(
      MemorySegment plain,
      long byteOffset,
      int width,
      int count,
      GrowableSegment out,
      GrowableSegment scratch) {
    scratch.clear();
    scratch.reserve(8L * count);
    MemorySegment prefixes = scratch.segment();
    long suffixes = 4L * count;
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      long value = byteOffset + (long) i * width;
      int prefix = i == 0 ? 0 : Words.commonPrefix(plain, value - width, value, width);
      prefixes.set(INT_LE, 4L * i, prefix);
      prefixes.set(INT_LE, suffixes + 4L * i, width - prefix);
      bytes += width - prefix;
    }
    putLengths(prefixes, count, out);
    putSuffixes(plain, byteOffset, 0, prefixes, count, bytes, out);
  }

  private static void putLengths(MemorySegment lengths, int count, GrowableSegment out) {
    DeltaBinaryPackedEncoder.encodeInts(lengths, 0, count, out);
    DeltaBinaryPackedEncoder.encodeInts(lengths, 4L * count, count, out);
  }

  /** Copies what follows the prefixes of values that lie {@code gap} bytes apart. */
  private static void putSuffixes(
      MemorySegment plain,
      long firstValue,
      int gap,
      MemorySegment lengths,
      int count,
      long bytes,
      GrowableSegment out) {
    long target = out.reserve(bytes);
    MemorySegment to = out.segment();
    long at = firstValue;
    for (int i = 0; i < count; i++) {
      int prefix = lengths.get(INT_LE, 4L * i);
      int suffix = lengths.get(INT_LE, 4L * (count + i));
      Words.copy(plain, at + prefix, to, target, suffix);
      target += suffix;
      at += (long) prefix + suffix + gap;
    }
    out.commit(bytes);
  }
}
