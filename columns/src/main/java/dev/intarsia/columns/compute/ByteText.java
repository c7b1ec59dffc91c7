package dev.intarsia.columns.compute;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Bytes that compare from the first on as numbers from 0 to 255; a prefix comes first. */
final class ByteText extends Bytes {
  private final long[] words;
  private final int length;

  ByteText(byte[] bytes) {
    super(bytes, Arrays::compareUnsigned);
    words = words(bytes);
    length = bytes.length;
  }

  @Override
  int compareValue(MemorySegment data, long at, int valueLength) {
    return compare(data, at, valueLength, words, length);
  }
}
