package dev.intarsia.parquet.format;

import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/** The little that the bounds of strings need to know of UTF-8. */
final class Utf8 {
  private static final int LAST_CODE_POINT = Character.MAX_CODE_POINT;

  private Utf8() {}

  /**
   * The bytes of the whole characters among the first {@code limit}, or -1 if these are not UTF-8.
   * A last character that the limit cuts is not looked at.
   */
  static int prefix(MemorySegment bytes, long offset, int limit) {
    int at = 0;
    while (at < limit) {
      int length = lengthByLead(unsigned(bytes, offset + at));
      if (length == 0) {
        return -1;
      }
      if (at + length > limit) {
        return at;
      }
      if (!isWhole(bytes, offset + at, length)) {
        return -1;
      }
      at += length;
    }
    return at;
  }

  private static int lengthByLead(int lead) {
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2) {
      return 0;
    }
    if (lead < 0xE0) {
      return 2;
    }
    if (lead < 0xF0) {
      return 3;
    }
    return lead < 0xF5 ? 4 : 0;
  }

  /** Whether continuation bytes follow the lead, and no shorter form, surrogate or more results. */
  private static boolean isWhole(MemorySegment bytes, long offset, int length) {
    for (int i = 1; i < length; i++) {
      if (!isContinuation(bytes, offset + i)) {
        return false;
      }
    }
    int codePoint = decode(bytes, offset, length);
    return codePoint <= LAST_CODE_POINT
        && length(codePoint) == length
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }

  /** The offset within the range of its last character. */
  static int startOfLast(MemorySegment bytes, long offset, int end) {
    int start = end - 1;
    while (isContinuation(bytes, offset + start)) {
      start--;
    }
    return start;
  }

  static int decode(MemorySegment bytes, long offset, int length) {
    int lead = unsigned(bytes, offset);
    int codePoint = length == 1 ? lead : lead & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      codePoint = (codePoint << 6) | (unsigned(bytes, offset + i) & 0x3F);
    }
    return codePoint;
  }

  /** The code point that sorts next, or -1 after the last. */
  static int next(int codePoint) {
    if (codePoint == LAST_CODE_POINT) {
      return -1;
    }
    return codePoint + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : codePoint + 1;
  }

  static int length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  static void append(int codePoint, GrowableSegment out) {
    int length = length(codePoint);
    if (length == 1) {
      out.putByte((byte) codePoint);
      return;
    }
    int shift = 6 * (length - 1);
    // The lead byte starts with as many ones as the character has bytes.
    out.putByte((byte) ((0xF00 >> length) | (codePoint >> shift)));
    while (shift > 0) {
      shift -= 6;
      out.putByte((byte) (0x80 | ((codePoint >> shift) & 0x3F)));
    }
  }

  private static boolean isContinuation(MemorySegment bytes, long offset) {
    return (unsigned(bytes, offset) & 0xC0) == 0x80;
  }

  private static int unsigned(MemorySegment bytes, long offset) {
    return Byte.toUnsignedInt(bytes.get(Layouts.BYTE, offset));
  }
}
