package dev.intarsia.bench.report;

import dev.intarsia.bench.result.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them: three digits at least, none that nobody could have measured. */
final class Figures {
  private static final double SMALLEST_PLAIN = 1e-4;

  private Figures() {}

  /** Such as "1,713,403", "12.3", "0.00210"; a dash for what is no number. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size >= 99.95 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value + 0.0);
    }
    if (size < SMALLEST_PLAIN) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    return new BigDecimal(value)
        .round(new MathContext(3, RoundingMode.HALF_EVEN))
        .setScale(size >= 9.995 ? 1 : size >= 0.9995 ? 2 : decimalsBelowOne(size))
        .toPlainString();
  }

  /** A value along an axis, with the decimals that tell it from the next one. */
  static String tick(double value, double step) {
    double least = Math.min(Math.abs(value) > 0 ? Math.abs(value) : step, step);
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(least) - 1e-9));
    return decimals > 6
        ? String.format(Locale.ROOT, "%.0e", value)
        : String.format(Locale.ROOT, "%,." + decimals + "f", value + 0.0);
  }

  /** A number or a name that may be one: numbers get their separators. */
  static String parameter(String value) {
    return value.matches("-?\\d{4,15}") ? text(Double.parseDouble(value)) : value;
  }

  /** From the smallest to the largest, or nothing if they are one. */
  static String range(Metric metric) {
    String min = text(metric.min());
    String max = text(metric.max());
    return min.equals(max) ? "" : min + " … " + max;
  }

  private static int decimalsBelowOne(double size) {
    return 2 - (int) Math.floor(Math.log10(size * 1.0005));
  }
}
