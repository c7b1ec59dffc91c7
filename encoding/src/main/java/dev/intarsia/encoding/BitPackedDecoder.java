package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;

/**
 * Reads levels in the deprecated BIT_PACKED encoding of {@code Encodings.md}: fixed width, most
 * significant bit first, no runs and no length in front.
 *
 * <pre>
 *   width 3, levels 0..7     byte 0      byte 1      byte 2
 *                           00011122    23334445    55666777
 * </pre>
 *
 * <p>Keeps no state; may be called from any thread that owns the segments.
 */
public final class BitPackedDecoder {
  private BitPackedDecoder() {}

  /**
   * How many bytes levels take.
   *
   * @param count how many levels
   * @param width bits of a level
   * @return bytes
   */
  public static long bytes(long count, int width) {
    return Bits.ceilDiv(count * width, 8);
  }

  /**
   * Reads levels.
   *
   * @param in the page
   * @param bit the first level's bit, counted from the start of {@code in}
   * @param end the byte behind the levels
   * @param width bits of a level, 0 to 7
   * @param count how many
   * @param out receives them, a byte each
   * @param outOffset where the first goes
   * @param maxLevel the highest legal one, at most 127
   * @param label what is read, for messages
   * @return how many equal {@code maxLevel}
   * @throws CorruptDataException if there are fewer, or a level is higher
   */
  public static int levels(
      MemorySegment in,
      long bit,
      long end,
      int width,
      int count,
      MemorySegment out,
      long outOffset,
      int maxLevel,
      String label) {
    check(bit, end, width, count, label);
    int highest = 0;
    for (int i = 0; i < count; i++) {
      int level = level(in, bit + (long) i * width, width);
      if (level > maxLevel) {
        throw new CorruptDataException(
            label,
            (bit + (long) i * width) >>> 3,
            "a level of %d where %d is the highest".formatted(level, maxLevel));
      }
      out.set(BYTE, outOffset + i, (byte) level);
      highest += level == maxLevel ? 1 : 0;
    }
    return highest;
  }

  /**
   * Reads levels of width 1 as bits: the validity of a flat optional column.
   *
   * @param in the page
   * @param bit the first level's bit, counted from the start of {@code in}
   * @param end the byte behind the levels
   * @param count how many
   * @param bitmap receives the bits, LSB first; bits beside them are kept
   * @param bitOffset where the first goes
   * @param label what is read, for messages
   * @return how many of them are 1
   * @throws CorruptDataException if there are fewer
   */
  public static int bits(
      MemorySegment in,
      long bit,
      long end,
      int count,
      MemorySegment bitmap,
      long bitOffset,
      String label) {
    check(bit, end, 1, count, label);
    int ones = 0;
    for (int i = 0; i < count; i++) {
      int level = level(in, bit + i, 1);
      Bits.fill(bitmap, bitOffset + i, 1, level == 1);
      ones += level;
    }
    return ones;
  }

  private static void check(long bit, long end, int width, int count, String label) {
    if ((long) count * width > (end << 3) - bit) {
      throw new CorruptDataException(
          label,
          bit >>> 3,
          "%d levels do not fit the %d bytes left".formatted(count, end - (bit >>> 3)));
    }
  }

  /** Bits of one byte, or of two. */
  private static int level(MemorySegment in, long bit, int width) {
    long at = bit >>> 3;
    int shift = (int) (bit & 7);
    int bytes = width == 0 ? 0 : (in.get(BYTE, at) & 0xFF) << 8;
    if (shift + width > 8) {
      bytes |= in.get(BYTE, at + 1) & 0xFF;
    }
    return bytes << (16 + shift) >>> 1 >>> (31 - width);
  }
}
