package dev.intarsia.cli.ingest;

import dev.intarsia.columns.LogicalType.Unit;

/**
 * Reads ISO 8601 dates, times and timestamps from text in place:
 *
 * <pre>
 * 2024-02-29   17:05   17:05:03.25   2024-02-29T17:05:03.250Z   2024-02-29 17:05:03+02:00
 * </pre>
 *
 * Years have four digits, seconds and their fraction (up to nine digits) may be left out, and a
 * zone is {@code Z}, {@code +hh}, {@code +hhmm} or {@code +hh:mm}. Leap seconds are not accepted.
 */
final class IsoTime {
  private static final int DATE_LENGTH = 10;

  private Text text = new Text();
  private int at;
  private long day;
  private long nanoOfDay;
  private int fractionDigits;
  private boolean zoned;
  private int zoneSeconds;

  /** Whether the text is a date, and nothing else. */
  boolean date(Text source) {
    start(source);
    return source.length() == DATE_LENGTH && readDate();
  }

  /** Whether the text is a time of day without a zone, and nothing else. */
  boolean time(Text source) {
    start(source);
    return readTime() && at == source.length();
  }

  /** Whether the text is a date and a time, perhaps with a zone, and nothing else. */
  boolean timestamp(Text source) {
    start(source);
    if (source.length() <= DATE_LENGTH || !readDate()) {
      return false;
    }
    char separator = source.at(at++);
    return (separator == 'T' || separator == ' ' || separator == 't')
        && readTime()
        && (at == source.length() || readZone());
  }

  /** Days since 1970-01-01 of what was read. */
  long day() {
    return day;
  }

  /** Nanoseconds since midnight of what was read. */
  long nanoOfDay() {
    return nanoOfDay;
  }

  /** Digits after the second's point. */
  int fractionDigits() {
    return fractionDigits;
  }

  /** Whether a zone was given. */
  boolean zoned() {
    return zoned;
  }

  /**
   * The instant or local time read, counted from 1970-01-01T00:00.
   *
   * @throws ArithmeticException if 64 bits do not hold it
   */
  long since1970(Unit unit) {
    long seconds = day * 86_400 + nanoOfDay / 1_000_000_000 - zoneSeconds;
    return Math.addExact(
        Math.multiplyExact(seconds, unit.perSecond()), nanoOfDay % 1_000_000_000 / unit.nanos());
  }

  /** Refuses a time that is finer than the unit it is to be counted in. */
  void checkFits(Unit unit, Text source) {
    if (nanoOfDay % unit.nanos() != 0) {
      throw new BadRecord(source.quoted() + " is finer than the column's " + unit);
    }
  }

  private void start(Text source) {
    text = source;
    at = 0;
    nanoOfDay = 0;
    fractionDigits = 0;
    zoned = false;
    zoneSeconds = 0;
  }

  private boolean readDate() {
    if (text.length() < DATE_LENGTH) {
      return false;
    }
    int year = digits(0, 4);
    int month = digits(5, 2);
    int dayOfMonth = digits(8, 2);
    boolean valid =
        year >= 0
            && text.at(4) == '-'
            && text.at(7) == '-'
            && month >= 1
            && month <= 12
            && dayOfMonth >= 1
            && dayOfMonth <= monthLength(year, month);
    if (valid) {
      day = epochDay(year, month, dayOfMonth);
      at = DATE_LENGTH;
    }
    return valid;
  }

  private boolean readTime() {
    int hour = digits(at, 2);
    int minute = digits(at + 3, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text.at(at + 2) != ':') {
      return false;
    }
    at += 5;
    nanoOfDay = (hour * 60L + minute) * 60_000_000_000L;
    return at == text.length() || text.at(at) != ':' || readSecond();
  }

  private boolean readSecond() {
    int second = digits(at + 1, 2);
    if (second < 0 || second > 59) {
      return false;
    }
    at += 3;
    nanoOfDay += second * 1_000_000_000L;
    if (at < text.length() && text.at(at) == '.') {
      return readFraction();
    }
    return true;
  }

  private boolean readFraction() {
    at++;
    long unit = 100_000_000;
    while (at < text.length() && isDigit(text.at(at)) && unit > 0) {
      nanoOfDay += (text.at(at++) - '0') * unit;
      unit /= 10;
      fractionDigits++;
    }
    return fractionDigits > 0;
  }

  private boolean readZone() {
    zoned = true;
    char sign = text.at(at++);
    if (sign == 'Z' || sign == 'z') {
      return at == text.length();
    }
    int hours = digits(at, 2);
    int left = text.length() - at;
    int minutesAt = left == 5 && text.at(at + 2) == ':' ? at + 3 : at + 2;
    int minutes = left == 2 ? 0 : digits(minutesAt, 2);
    zoneSeconds = (sign == '-' ? -60 : 60) * (hours * 60 + minutes);
    return (sign == '+' || sign == '-')
        && hours >= 0
        && hours <= 18
        && minutes >= 0
        && minutes <= 59
        && (left == 2 || minutesAt + 2 == text.length());
  }

  /** The number that some digits make, or -1 if they are not all digits. */
  private int digits(int from, int count) {
    if (from + count > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + count; i++) {
      char c = text.at(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int monthLength(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Days since 1970-01-01, counting years from March so that the leap day comes last. */
  private static long epochDay(int year, int month, int dayOfMonth) {
    long marchYear = month > 2 ? year : year - 1L;
    long era = Math.floorDiv(marchYear, 400L);
    long yearOfEra = marchYear - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1;
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
  }
}
