package dev.intarsia.cli.ingest;

import java.math.BigInteger;

/**
 * Tells the kind of a piece of text.
 *
 * <p>Whole numbers have no plus sign and no leading zeros: {@code 00501} and {@code +4930} are
 * codes and stay text. A number with a point or an exponent may have both, {@code -072.637078} is
 * one. {@code NaN} and {@code Infinity} are numbers.
 */
final class TextKind {
  private static final int LONGEST_SURE_LONG = 18;

  private final IsoTime time = new IsoTime();

  /**
   * The kind of a text.
   *
   * @param text at least one character
   * @param times whether dates and timestamps are told from other text
   */
  Kind of(Text text, boolean times) {
    char first = text.at(0);
    if (first > '9' || first == '+' || first == '-' || first == '.') {
      return isBoolean(text) ? Kind.BOOLEAN : Numbers.isDecimal(text) ? Kind.DOUBLE : signed(text);
    }
    if (first < '0') {
      return Kind.STRING;
    }
    if (isWhole(text, 0)) {
      return whole(text);
    }
    return times ? timeOr(text) : number(text);
  }

  private Kind signed(Text text) {
    return text.at(0) == '-' && isWhole(text, 1) ? whole(text) : Kind.STRING;
  }

  private static Kind number(Text text) {
    return Numbers.isDecimal(text) ? Kind.DOUBLE : Kind.STRING;
  }

  /** The kind of a text that is a whole number. */
  static Kind whole(Text text) {
    if (text.length() <= LONGEST_SURE_LONG) {
      return Kind.INTEGER;
    }
    return new BigInteger(text.toString()).bitLength() < Long.SIZE
        ? Kind.INTEGER
        : Kind.BIG_INTEGER;
  }

  private static boolean isWhole(Text text, int from) {
    int digits = text.length() - from;
    if (digits == 0 || (text.at(from) == '0' && digits > 1)) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.at(i) < '0' || text.at(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private Kind timeOr(Text text) {
    if (time.date(text)) {
      return Kind.DATE;
    }
    if (!time.timestamp(text)) {
      return number(text);
    }
    boolean fine = time.fractionDigits() > 6;
    if (time.zoned()) {
      return fine ? Kind.INSTANT_NANOS : Kind.INSTANT;
    }
    return fine ? Kind.LOCAL_NANOS : Kind.LOCAL;
  }

  static boolean isBoolean(Text text) {
    return isWord(text, "true") || isWord(text, "false");
  }

  /** Whether the text is a lower-case ASCII word, in whatever case. */
  static boolean isWord(Text text, String word) {
    if (text.length() != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((text.at(i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
