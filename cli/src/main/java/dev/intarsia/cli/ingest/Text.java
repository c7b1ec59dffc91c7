package dev.intarsia.cli.ingest;

import java.nio.charset.StandardCharsets;

/**
 * A piece of text in a parser's buffer, seen in place. It holds either UTF-16, as JSON parsers give
 * it, or bytes of UTF-8 widened to chars one by one, as CSV is read: separators, quotes and numbers
 * are ASCII, so fields need no decoding.
 */
final class Text {
  private char[] chars = {};
  private int offset;
  private int length;
  private boolean widened;
  private byte[] utf8 = new byte[256];
  private int utf8Length;

  /** Looks at UTF-16. */
  Text utf16(char[] buffer, int from, int count) {
    chars = buffer;
    offset = from;
    length = count;
    widened = false;
    return this;
  }

  /** Looks at bytes of UTF-8, each in a char. */
  Text widened(char[] buffer, int from, int count) {
    chars = buffer;
    offset = from;
    length = count;
    widened = true;
    return this;
  }

  char[] chars() {
    return chars;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  char at(int index) {
    return chars[offset + index];
  }

  /** Encodes the text; see {@link #utf8} and {@link #utf8Length}. */
  void encode() {
    if (utf8.length < length * 3L) {
      utf8 =
          new byte[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(length * 3L, utf8.length * 2L))];
    }
    int ascii = narrow(widened ? 0xFF : 0x7F);
    utf8Length = ascii == length ? ascii : encodeRest(ascii);
  }

  /** The bytes that {@link #encode} made, from index 0. */
  byte[] utf8() {
    return utf8;
  }

  /** How many of them there are. */
  int utf8Length() {
    return utf8Length;
  }

  boolean is(byte[] ascii) {
    if (length != ascii.length) {
      return false;
    }
    for (int i = 0; i < ascii.length; i++) {
      if (chars[offset + i] != (ascii[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  private int narrow(int highest) {
    char[] from = chars;
    byte[] to = utf8;
    int first = offset;
    int count = length;
    for (int i = 0; i < count; i++) {
      char c = from[first + i];
      if (c > highest) {
        return i;
      }
      to[i] = (byte) c;
    }
    return count;
  }

  private int encodeRest(int from) {
    int at = from;
    for (int i = from; i < length; i++) {
      int c = at(i);
      if (Character.isSurrogate((char) c)) {
        c = pair(i++);
      }
      at = put(at, c);
    }
    return at;
  }

  private int pair(int index) {
    boolean paired =
        Character.isHighSurrogate(at(index))
            && index + 1 < length
            && Character.isLowSurrogate(at(index + 1));
    if (!paired) {
      throw new BadRecord(
          "half of a surrogate pair (\\u%04x) is not text".formatted((int) at(index)));
    }
    return Character.toCodePoint(at(index), at(index + 1));
  }

  private int put(int at, int c) {
    int next = at;
    if (c < 0x80) {
      utf8[next++] = (byte) c;
      return next;
    }
    if (c < 0x800) {
      utf8[next++] = (byte) (0xC0 | (c >> 6));
    } else if (c < 0x10000) {
      utf8[next++] = (byte) (0xE0 | (c >> 12));
      utf8[next++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    } else {
      utf8[next++] = (byte) (0xF0 | (c >> 18));
      utf8[next++] = (byte) (0x80 | ((c >> 12) & 0x3F));
      utf8[next++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    }
    utf8[next++] = (byte) (0x80 | (c & 0x3F));
    return next;
  }

  @Override
  public String toString() {
    String raw = new String(chars, offset, length);
    return widened
        ? new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        : raw;
  }

  /** The text in quotes for a message, cut where it is long. */
  String quoted() {
    String text = toString();
    return text.codePointCount(0, text.length()) <= 40
        ? "\"" + text + "\""
        : "\"" + text.substring(0, text.offsetByCodePoints(0, 40)) + "...\"";
  }
}
