package dev.intarsia.cli.print;

import dev.intarsia.columns.LogicalType.Unit;
import java.time.LocalDate;

/** Dates and times as ISO 8601 has them, with as many digits as their unit. */
final class Times {
  private static final int SECONDS_A_DAY = 86_400;

  private Times() {}

  static void appendDate(long day, StringBuilder out) {
    out.append(LocalDate.ofEpochDay(day));
  }

  /** A time that no day has is shown as the number it is. */
  static void appendTime(long value, Unit unit, StringBuilder out) {
    if (value < 0 || value >= unit.perDay()) {
      out.append(value);
      return;
    }
    appendClock(value / unit.perSecond(), value % unit.perSecond(), unit, out);
  }

  static void appendTimestamp(long value, Unit unit, boolean utc, StringBuilder out) {
    long second = Math.floorDiv(value, unit.perSecond());
    appendDate(Math.floorDiv(second, (long) SECONDS_A_DAY), out);
    out.append('T');
    appendClock(
        Math.floorMod(second, SECONDS_A_DAY), Math.floorMod(value, unit.perSecond()), unit, out);
    if (utc) {
      out.append('Z');
    }
  }

  private static void appendClock(long second, long fraction, Unit unit, StringBuilder out) {
    appendPadded(second / 3600, 2, out);
    appendPadded(second / 60 % 60, 2, out.append(':'));
    appendPadded(second % 60, 2, out.append(':'));
    appendPadded(fraction, digits(unit), out.append('.'));
  }

  private static int digits(Unit unit) {
    return switch (unit) {
      case MILLIS -> 3;
      case MICROS -> 6;
      case NANOS -> 9;
    };
  }

  private static void appendPadded(long number, int digits, StringBuilder out) {
    String text = Long.toString(number);
    out.repeat('0', digits - text.length()).append(text);
  }
}
