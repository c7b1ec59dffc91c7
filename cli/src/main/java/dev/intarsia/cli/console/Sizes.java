package dev.intarsia.cli.console;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Byte counts, row counts and durations as people write and read them. */
public final class Sizes {
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,18})\\s*(?:([kmgt])(?:i?b)?|b)?", Pattern.CASE_INSENSITIVE);
  private static final String UNITS = "kmgt";

  private Sizes() {}

  /**
   * Reads a byte count such as {@code 4096}, {@code 512k}, {@code 64MiB} or {@code 2g}; a unit is
   * 1024 of the one below.
   *
   * @param text the count
   * @return bytes
   * @throws IllegalArgumentException if it is not such a count
   */
  public static long parseBytes(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size; write bytes or a number with a unit, such as 64MiB");
    }
    int power = 0;
    if (matcher.group(2) != null) {
      power = UNITS.indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1;
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
    } catch (ArithmeticException overflow) {
      throw new IllegalArgumentException("'" + text + "' is beyond 8 EiB", overflow);
    }
  }

  /**
   * A byte count in the unit that fits.
   *
   * @param bytes bytes
   * @return for instance {@code 17.3 MiB}
   */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 1024 && unit < UNITS.length() - 1) {
      value /= 1024;
      unit++;
    }
    String name = UNITS.substring(unit, unit + 1).toUpperCase(Locale.ROOT) + "iB";
    return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%.1f %s", value, name);
  }

  /**
   * A count with its thousands apart.
   *
   * @param count a count
   * @return for instance {@code 1,234,567}
   */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * A count of things.
   *
   * @param count how many
   * @param thing what one of them is called
   * @return for instance {@code 1 row} or {@code 2,000 rows}
   */
  public static String count(long count, String thing) {
    return count(count) + " " + thing + (count == 1 ? "" : "s");
  }

  /**
   * A rate per second.
   *
   * @param count how many
   * @param nanos in how many nanoseconds
   * @return how many in a second; 0 if no time has passed
   */
  public static long perSecond(long count, long nanos) {
    return nanos <= 0 ? 0 : Math.round(count * 1e9 / nanos);
  }

  /**
   * A duration.
   *
   * @param nanos nanoseconds
   * @return for instance {@code 0.42 s} or {@code 12:07}
   */
  public static String duration(long nanos) {
    double seconds = nanos / 1e9;
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    return minutes(Math.round(seconds));
  }

  static String minutes(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
