package dev.intarsia.columns.compute;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Comparator;

/**
 * A number as big-endian two's complement, to compare with others of any width: without the bytes
 * that only repeat the sign, of two numbers of one sign the longer is further from zero, and
 * numbers of one length compare like texts.
 */
final class ByteNumber extends Bytes {
  private final long[] words;
  private final int length;
  private final int sign;

  ByteNumber(byte[] bytes) {
    super(bytes, Comparator.comparing(ByteNumber::number));
    byte[] shortest = number(bytes).toByteArray();
    words = words(shortest);
    length = shortest.length;
    sign = shortest[0] >> 7;
  }

  /** The number; no bytes are 0. */
  static BigInteger number(byte[] bytes) {
    return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
  }

  @Override
  int compareValue(MemorySegment data, long at, int valueLength) {
    if (valueLength == 0) {
      return Integer.compare(0, signum());
    }
    int valueSign = data.get(Layouts.BYTE, at) >> 7;
    if (valueSign != sign) {
      return Integer.compare(valueSign, sign);
    }
    int extra = signBytes(data, at, valueLength, valueSign);
    int left = valueLength - extra;
    if (left != length) {
      return sign < 0 ? Integer.compare(length, left) : Integer.compare(left, length);
    }
    return compare(data, at + extra, left, words, length);
  }

  private int signum() {
    return sign < 0 ? -1 : words[0] == 0 ? 0 : 1;
  }

  /** How many bytes from the first on say nothing that the next does not say. */
  private static int signBytes(MemorySegment data, long at, int length, int sign) {
    int extra = 0;
    while (extra < length - 1
        && data.get(Layouts.BYTE, at + extra) == sign
        && data.get(Layouts.BYTE, at + extra + 1) >> 7 == sign) {
      extra++;
    }
    return extra;
  }
}
