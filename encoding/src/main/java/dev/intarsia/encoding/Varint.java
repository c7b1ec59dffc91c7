package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;

import java.lang.foreign.MemorySegment;

/** ULEB128 integers, as run headers and delta headers use them ({@code Encodings.md}). */
final class Varint {
  /** The most bytes one takes: ten groups of seven bits. */
  static final int MAX_BYTES = 10;

  private Varint() {}

  /** Writes {@code value} as an unsigned 64-bit number and returns the position behind it. */
  static long put(MemorySegment out, long at, long value) {
    long rest = value;
    long position = at;
    while ((rest & ~0x7FL) != 0) {
      out.set(BYTE, position++, (byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.set(BYTE, position++, (byte) rest);
    return position;
  }

  /** Writes a signed number, small magnitudes short. */
  static long putZigZag(MemorySegment out, long at, long value) {
    return put(out, at, (value << 1) ^ (value >> 63));
  }

  /** Bytes that {@link #put} takes. */
  static int bytes(long value) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
  }

  /** Bytes that {@link #putZigZag} takes. */
  static int zigZagBytes(long value) {
    return bytes((value << 1) ^ (value >> 63));
  }
}
