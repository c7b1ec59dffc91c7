package dev.intarsia.columns.append;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * UTF-8 in place: checks bytes and encodes strings without an array between.
 *
 * <pre>
 * U+0000..007F     0xxxxxxx
 * U+0080..07FF     110xxxxx 10xxxxxx
 * U+0800..FFFF     1110xxxx 10xxxxxx 10xxxxxx             less the surrogates U+D800..DFFF
 * U+10000..10FFFF  11110xxx 10xxxxxx 10xxxxxx 10xxxxxx
 * </pre>
 */
final class Utf8 {
  /** The most bytes that one {@code char} becomes. */
  static final int MAX_BYTES_PER_CHAR = 3;

  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** The first byte that is not part of well-formed UTF-8, or -1 if all is well. */
  static long firstMalformed(MemorySegment bytes, long from, long to) {
    long at = from;
    while (at < to) {
      at = skipAscii(bytes, at, to);
      if (at < to) {
        int length = sequence(bytes, at, to - at);
        if (length == 0) {
          return at;
        }
        at += length;
      }
    }
    return -1;
  }

  private static long skipAscii(MemorySegment bytes, long from, long to) {
    long at = from;
    long lastWord = to - Long.BYTES;
    while (at <= lastWord && (bytes.get(Layouts.LONG_LE, at) & HIGH_BITS) == 0) {
      at += Long.BYTES;
    }
    while (at < to && bytes.get(Layouts.BYTE, at) >= 0) {
      at++;
    }
    return at;
  }

  /** The length of the sequence of two to four bytes that starts here, or 0 if it is not one. */
  private static int sequence(MemorySegment bytes, long at, long left) {
    int lead = bytes.get(Layouts.BYTE, at) & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || length > left) {
      return 0;
    }
    int second = bytes.get(Layouts.BYTE, at + 1);
    if (!continues(second) || !isShortest(lead, second & 0xFF)) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if (!continues(bytes.get(Layouts.BYTE, at + i))) {
        return 0;
      }
    }
    return length;
  }

  private static boolean continues(int signedByte) {
    return signedByte < (byte) 0xC0;
  }

  /** What the second byte must be so that nothing is overlong, a surrogate or past U+10FFFF. */
  private static boolean isShortest(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second < 0xA0;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second < 0x90;
      default -> true;
    };
  }

  /** The bytes that a string becomes; an unpaired surrogate counts as three. */
  static long length(String text) {
    int chars = text.length();
    long bytes = 0;
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      // Each half of a pair makes two of its four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : isPaired(text, i) ? 2 : 3;
    }
    return bytes;
  }

  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  /**
   * Writes a string, and returns where it ends. A result below 0 is the complement of the index of
   * an unpaired surrogate.
   */
  static long encode(String text, MemorySegment target, long start) {
    int chars = text.length();
    int i = 0;
    long at = start;
    for (; i <= chars - Long.BYTES; i += Long.BYTES, at += Long.BYTES) {
      long word = asciiWord(text, i);
      if (word < 0) {
        break;
      }
      target.set(Layouts.LONG_LE, at, word);
    }
    for (; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        target.set(Layouts.BYTE, at++, (byte) c);
      } else if (c < 0x800) {
        at = put2(target, at, c);
      } else if (!Character.isSurrogate(c)) {
        at = put3(target, at, c);
      } else if (Character.isHighSurrogate(c) && isPaired(text, i)) {
        at = put4(target, at, Character.toCodePoint(c, text.charAt(++i)));
      } else {
        return ~(long) i;
      }
    }
    return at;
  }

  /** Eight chars as eight bytes, or -1 unless all are ASCII. */
  private static long asciiWord(String text, int i) {
    int c0 = text.charAt(i);
    int c1 = text.charAt(i + 1);
    int c2 = text.charAt(i + 2);
    int c3 = text.charAt(i + 3);
    int c4 = text.charAt(i + 4);
    int c5 = text.charAt(i + 5);
    int c6 = text.charAt(i + 6);
    int c7 = text.charAt(i + 7);
    if ((c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7) >= 0x80) {
      return -1;
    }
    int low = c0 | c1 << 8 | c2 << 16 | c3 << 24;
    int high = c4 | c5 << 8 | c6 << 16 | c7 << 24;
    return low | (long) high << 32;
  }

  private static long put2(MemorySegment target, long at, char c) {
    target.set(Layouts.BYTE, at, (byte) (0xC0 | c >> 6));
    target.set(Layouts.BYTE, at + 1, (byte) (0x80 | (c & 0x3F)));
    return at + 2;
  }

  private static long put3(MemorySegment target, long at, char c) {
    target.set(Layouts.BYTE, at, (byte) (0xE0 | c >> 12));
    target.set(Layouts.BYTE, at + 1, (byte) (0x80 | (c >> 6 & 0x3F)));
    target.set(Layouts.BYTE, at + 2, (byte) (0x80 | (c & 0x3F)));
    return at + 3;
  }

  private static long put4(MemorySegment target, long at, int codePoint) {
    target.set(Layouts.BYTE, at, (byte) (0xF0 | codePoint >> 18));
    target.set(Layouts.BYTE, at + 1, (byte) (0x80 | (codePoint >> 12 & 0x3F)));
    target.set(Layouts.BYTE, at + 2, (byte) (0x80 | (codePoint >> 6 & 0x3F)));
    target.set(Layouts.BYTE, at + 3, (byte) (0x80 | (codePoint & 0x3F)));
    return at + 4;
  }
}
