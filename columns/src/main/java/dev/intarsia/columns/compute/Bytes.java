package dev.intarsia.columns.compute;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A byte string of the caller that values of columns are compared with, eight bytes at a time.
 * Words are big-endian, so that as unsigned numbers they sort like their bytes, with zeros behind
 * the last byte.
 */
abstract sealed class Bytes implements Comparable<Bytes> permits ByteText, ByteNumber {

  /** What values of a field are compared with. */
  static Bytes of(Field field, byte[] bytes) {
    return isNumber(field) ? new ByteNumber(bytes) : new ByteText(bytes);
  }

  static @Nullable Bytes ofNullable(Field field, byte @Nullable [] bytes) {
    return bytes == null ? null : of(field, bytes);
  }

  private static boolean isNumber(Field field) {
    return ValueOrder.of(field) == ValueOrder.SIGNED_BYTES;
  }

  private final byte[] bytes;
  private final Comparator<byte[]> order;

  Bytes(byte[] bytes, Comparator<byte[]> order) {
    this.bytes = bytes;
    this.order = order;
  }

  /** As the values of columns compare, which must be alike. */
  @Override
  public final int compareTo(Bytes other) {
    return order.compare(bytes, other.bytes);
  }

  /** Negative, zero or positive as a value is less than, equal to or greater than this. */
  abstract int compareValue(MemorySegment data, long at, int length);

  /** Up to eight bytes of a value, the first of them highest. */
  static long word(MemorySegment data, long at, int length) {
    if (length >= Long.BYTES) {
      return data.get(Layouts.LONG_BE, at);
    } else if (length > 0 && at <= data.byteSize() - Long.BYTES) {
      return data.get(Layouts.LONG_BE, at) & (-1L << -(length << 3));
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (data.get(Layouts.BYTE, at + i) & 0xFFL) << (56 - (i << 3));
    }
    return word;
  }

  /** All bytes of an array, by words; at least one. */
  static long[] words(byte[] bytes) {
    long[] words = new long[Math.max(1, Math.ceilDiv(bytes.length, Long.BYTES))];
    for (int i = 0; i < bytes.length; i++) {
      words[i >>> 3] |= (bytes[i] & 0xFFL) << (56 - ((i & 7) << 3));
    }
    return words;
  }

  /** Compares a value with as many bytes as it has itself, or all there are; then by length. */
  static int compare(MemorySegment data, long at, int length, long[] words, int wordsLength) {
    long first = word(data, at, length);
    if (first != words[0]) {
      return Long.compareUnsigned(first, words[0]);
    }
    int common = Math.min(length, wordsLength);
    for (int i = Long.BYTES; i < common; i += Long.BYTES) {
      long next = word(data, at + i, length - i);
      if (next != words[i >>> 3]) {
        return Long.compareUnsigned(next, words[i >>> 3]);
      }
    }
    return Integer.compare(length, wordsLength);
  }
}
