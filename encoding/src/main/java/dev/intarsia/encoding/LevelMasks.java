package dev.intarsia.encoding;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * Levels as bits: which of up to 64 levels, a byte each, reach a level. Eight bytes are compared at
 * a time; no level is above 127.
 */
final class LevelMasks {
  /** The lowest bit of each byte. */
  static final long ONES = 0x0101_0101_0101_0101L;

  /** Bit i of byte i. */
  private static final long DIAGONAL = 0x8040_2010_0804_0201L;

  private static final long HIGHS = 0x8080_8080_8080_8080L;

  /** Times eight bytes of 0 or 1, this has the highest byte hold them as bits. */
  private static final long GATHER = 0x0102_0408_1020_4080L;

  private LevelMasks() {}

  /** A mask of the lowest bits, 1 to 64 of them. */
  static long all(int count) {
    return -1L >>> (64 - count);
  }

  /**
   * Which levels are at least as high as one.
   *
   * @param count 1 to 64
   * @return bit i for level i, zeros above them
   */
  static long atLeast(MemorySegment levels, long offset, int count, int level) {
    if (level <= 0) {
      return all(count);
    }
    // A byte of at least that level carries into its highest bit.
    long bias = (128 - level) * ONES;
    long bits = 0;
    int i = 0;
    for (; i <= count - 8; i += 8) {
      long reaching = levels.get(Layouts.LONG_LE, offset + i) + bias & HIGHS;
      bits |= (((reaching >>> 7) * GATHER) >>> 56) << i;
    }
    for (; i < count; i++) {
      bits |= (levels.get(Layouts.BYTE, offset + i) >= level ? 1L : 0L) << i;
    }
    return bits;
  }

  /** Eight bits as eight bytes of 0 or 1. */
  static long spread(int bits) {
    long apart = (bits & 0xFF) * ONES & DIAGONAL;
    return ((apart + ~HIGHS) >>> 7) & ONES;
  }
}
