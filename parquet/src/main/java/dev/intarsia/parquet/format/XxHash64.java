package dev.intarsia.parquet.format;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The hash of the format's bloom filters: XXH64 with seed 0, over a value's PLAIN bytes without a
 * length.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxhash_spec.md</a>
 */
public final class XxHash64 {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  /** The sum of the first two, modulo 2<sup>64</sup>. */
  private static final long PRIME_1_AND_2 = 0x60EA27EEADC0B5D6L;

  /** Four lanes of eight bytes. */
  private static final int STRIPE = 32;

  private XxHash64() {}

  /**
   * The hash of bytes, which the caller knows to be within the segment.
   *
   * @param bytes holds them
   * @param offset of the first
   * @param length how many
   * @return the hash
   */
  public static long of(MemorySegment bytes, long offset, long length) {
    long end = offset + length;
    long at = offset;
    long hash = PRIME_5;
    if (length >= STRIPE) {
      at = end - (length & (STRIPE - 1));
      hash = stripes(bytes, offset, at);
    }
    return avalanche(rest(bytes, at, end, hash + length));
  }

  /**
   * The hash of a number of eight bytes.
   *
   * @param value whose little-endian bytes are hashed
   * @return the hash
   */
  public static long of(long value) {
    return avalanche(word(PRIME_5 + Long.BYTES, value));
  }

  /**
   * The hash of a number of four bytes.
   *
   * @param value whose little-endian bytes are hashed
   * @return the hash
   */
  public static long of(int value) {
    return avalanche(half(PRIME_5 + Integer.BYTES, value));
  }

  private static long stripes(MemorySegment bytes, long from, long to) {
    long a = PRIME_1_AND_2;
    long b = PRIME_2;
    long c = 0;
    long d = -PRIME_1;
    for (long at = from; at < to; at += STRIPE) {
      a = round(a, bytes.get(Layouts.LONG_LE, at));
      b = round(b, bytes.get(Layouts.LONG_LE, at + 8));
      c = round(c, bytes.get(Layouts.LONG_LE, at + 16));
      d = round(d, bytes.get(Layouts.LONG_LE, at + 24));
    }
    long hash =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    return merge(merge(merge(merge(hash, a), b), c), d);
  }

  private static long rest(MemorySegment bytes, long from, long end, long seed) {
    long hash = seed;
    long at = from;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      hash = word(hash, bytes.get(Layouts.LONG_LE, at));
    }
    if (end - at >= Integer.BYTES) {
      hash = half(hash, bytes.get(Layouts.INT_LE, at));
      at += Integer.BYTES;
    }
    for (; at < end; at++) {
      hash ^= (bytes.get(Layouts.BYTE, at) & 0xFF) * PRIME_5;
      hash = Long.rotateLeft(hash, 11) * PRIME_1;
    }
    return hash;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }

  private static long word(long hash, long input) {
    return Long.rotateLeft(hash ^ round(0, input), 27) * PRIME_1 + PRIME_4;
  }

  private static long half(long hash, int input) {
    long mixed = hash ^ (Integer.toUnsignedLong(input) * PRIME_1);
    return Long.rotateLeft(mixed, 23) * PRIME_2 + PRIME_3;
  }

  private static long avalanche(long hash) {
    long mixed = (hash ^ (hash >>> 33)) * PRIME_2;
    mixed = (mixed ^ (mixed >>> 29)) * PRIME_3;
    return mixed ^ (mixed >>> 32);
  }
}
