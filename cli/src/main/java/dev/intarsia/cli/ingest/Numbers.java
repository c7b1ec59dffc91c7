package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.io.NumberInput;

/** Reads numbers from text in place. */
final class Numbers {
  private Numbers() {}

  /**
   * Whether the text is a number with a point or an exponent, or one of the words for what is none,
   * and a double holds it.
   */
  static boolean isDecimal(Text text) {
    int length = text.length();
    int at = sign(text);
    if (TextKind.isWord(text, "nan") || isInfinity(text, at)) {
      return true;
    }
    int whole = digits(text, at);
    at += whole;
    int fraction = 0;
    boolean point = at < length && text.at(at) == '.';
    if (point) {
      fraction = digits(text, at + 1);
      at += 1 + fraction;
    }
    boolean exponent = at < length && (text.at(at) | 0x20) == 'e' && whole + fraction > 0;
    if (exponent) {
      at += 1;
      at += at < length && (text.at(at) == '+' || text.at(at) == '-') ? 1 : 0;
      int digits = digits(text, at);
      at += digits;
      exponent = digits > 0;
    }
    return at == length
        && whole + fraction > 0
        && (point || exponent)
        && (!exponent || !Double.isInfinite(parse(text)));
  }

  /**
   * The whole number that the text is; a plus sign and leading zeros are fine.
   *
   * @throws BadRecord if it is not one of 64 bits
   */
  static long toLong(Text text) {
    int at = sign(text);
    int length = text.length();
    boolean negative = length > 0 && text.at(0) == '-';
    if (at == length) {
      throw expected("a whole number", text);
    }
    // Gathered below zero, where there is one more.
    long value = 0;
    for (; at < length; at++) {
      int digit = text.at(at) - '0';
      if (digit < 0 || digit > 9) {
        throw expected("a whole number", text);
      }
      if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
        throw beyond(text);
      }
      value = value * 10 - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw beyond(text);
    }
    return negative ? value : -value;
  }

  /**
   * The number that the text is; whole numbers are fine.
   *
   * @throws BadRecord if it is none, or too large for a double
   */
  static double toDouble(Text text) {
    int at = sign(text);
    boolean digitsOnly = at < text.length() && at + digits(text, at) == text.length();
    if (!digitsOnly && !isDecimal(text)) {
      throw expected("a number", text);
    }
    if (TextKind.isWord(text, "nan")) {
      return Double.NaN;
    }
    if (isInfinity(text, at)) {
      return text.at(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return parse(text);
  }

  /**
   * A number that a JSON parser has found to be one.
   *
   * @throws BadRecord if it is too large for a double
   */
  static double ofJson(Text text) {
    double value = parse(text);
    if (Double.isInfinite(value)) {
      throw new BadRecord("the number " + text + " is beyond the range of a double");
    }
    return value;
  }

  static BadRecord expected(String what, Text found) {
    return new BadRecord("expected " + what + ", found " + found.quoted());
  }

  private static BadRecord beyond(Text number) {
    return new BadRecord("the number " + number + " is beyond 64 bits");
  }

  private static double parse(Text text) {
    boolean plus = text.at(0) == '+';
    int skipped = plus ? 1 : 0;
    return NumberInput.parseDouble(
        text.chars(), text.offset() + skipped, text.length() - skipped, true);
  }

  private static boolean isInfinity(Text text, int from) {
    int letters = text.length() - from;
    if (letters != 3 && letters != 8) {
      return false;
    }
    String word = "infinity";
    for (int i = 0; i < letters; i++) {
      if ((text.at(from + i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int sign(Text text) {
    return text.length() > 0 && (text.at(0) == '+' || text.at(0) == '-') ? 1 : 0;
  }

  private static int digits(Text text, int from) {
    int at = from;
    while (at < text.length() && text.at(at) >= '0' && text.at(at) <= '9') {
      at++;
    }
    return at - from;
  }
}
