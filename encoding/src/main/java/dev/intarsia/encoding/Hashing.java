package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/**
 * Hashes of values by 64-bit words, 32 bits out; the high bits are the best mixed ones.
 *
 * <p>One step multiplies two words to 128 bits and folds the halves together: every input bit
 * reaches the whole result, in about as long as one load takes.
 *
 * <p>Hashes differ from process to process, so that nobody who chooses the values can make them
 * collide. What is written does not depend on them: ids follow the order of appearance.
 */
final class Hashing {
  private static final long SEED = new SplittableRandom().nextLong();

  /** A word of this value, in its place, makes a product 0 whatever the other word is. */
  static final long K0 = 0x9E37_79B9_7F4A_7C15L ^ SEED;

  private static final long K1 = 0xD1B5_4A32_D192_ED03L ^ Long.rotateLeft(SEED, 16);

  /** The same for the second pair of words. */
  static final long K2 = 0xA076_1D64_78BD_642FL ^ Long.rotateLeft(SEED, 32);

  private static final long K3 = 0xE703_7ED1_A0B4_28DBL ^ Long.rotateLeft(SEED, 48);

  private static final long ODD_0 = K0 | 1;
  private static final long ODD_1 = K1 | 1;
  private static final long ODD_2 = K2 | 1;
  private static final long ODD_3 = K3 | 1;

  private Hashing() {}

  /** A bijection: different values have different hashes. */
  static int ofInt(int value) {
    int h = (value ^ (int) SEED) * 0x9E37_79B1;
    h ^= h >>> 16;
    return h * 0x85EB_CA6B;
  }

  /** Never 0. */
  static int ofLong(long value) {
    return fold(mix(value ^ K0, K1));
  }

  /** Of up to 16 bytes, zero-extended to two words; never 0. */
  static int ofUpTo16(int length, long a, long b) {
    return fold(mix(a ^ K0, b ^ K1 ^ (length * K2)));
  }

  /** Of 17 to 32 bytes: the first two words and the last two; never 0. */
  static int ofUpTo32(int length, long a, long b, long c, long d) {
    return fold(mix(a ^ K0, b ^ K1 ^ (length * K2)) + mix(c ^ K2, d ^ K3));
  }

  /** Of more than 32 bytes, in four independent lanes, the last 32 overlapping; never 0. */
  static int ofLonger(MemorySegment bytes, long at, int length) {
    long e = length * K2;
    long f = K1;
    long g = K3;
    long h = K0;
    int i = 0;
    for (; i + 64 < length; i += 64) {
      long p = at + i;
      e = mix(bytes.get(LONG_LE, p) ^ K0 ^ e, bytes.get(LONG_LE, p + 8) ^ K1);
      f = mix(bytes.get(LONG_LE, p + 16) ^ K2 ^ f, bytes.get(LONG_LE, p + 24) ^ K3);
      g = mix(bytes.get(LONG_LE, p + 32) ^ K1 ^ g, bytes.get(LONG_LE, p + 40) ^ K2);
      h = mix(bytes.get(LONG_LE, p + 48) ^ K3 ^ h, bytes.get(LONG_LE, p + 56) ^ K0);
    }
    if (i + 32 < length) {
      long p = at + i;
      e = mix(bytes.get(LONG_LE, p) ^ K0 ^ e, bytes.get(LONG_LE, p + 8) ^ K1);
      f = mix(bytes.get(LONG_LE, p + 16) ^ K2 ^ f, bytes.get(LONG_LE, p + 24) ^ K3);
    }
    long p = at + length - 32;
    g = mix(bytes.get(LONG_LE, p) ^ K1 ^ g, bytes.get(LONG_LE, p + 8) ^ K2);
    h = mix(bytes.get(LONG_LE, p + 16) ^ K3 ^ h, bytes.get(LONG_LE, p + 24) ^ K0);
    return fold(e + f + g + h);
  }

  /**
   * A sum of products, for lines of {@link HotEntries}; of two words, zero-extended. Only the high
   * bits are good, and zero words add nothing, so that sums of few and of more words agree.
   */
  static long sum(long a, long b) {
    return a * ODD_0 + b * ODD_1;
  }

  /** The same of four words. */
  static long sum(long a, long b, long c, long d) {
    return a * ODD_0 + b * ODD_1 + c * ODD_2 + d * ODD_3;
  }

  private static long mix(long a, long b) {
    return (a * b) ^ Math.unsignedMultiplyHigh(a, b);
  }

  private static int fold(long h) {
    return ((int) (h >>> 32) ^ (int) h) | 1;
  }
}
