package dev.intarsia.bench.experiment.verdict;

import java.util.Locale;

/** Figures in sentences. */
public final class Words {
  private static final double SAME = 0.02;
  private static final double MULTIPLE = 3;

  private Words() {}

  /** Of throughputs: "13.0 % slower", "4.2 % faster", "as fast", "7.2 times as fast". */
  public static String faster(double throughput, double than) {
    return compare(throughput / than, "faster", "slower", "as fast");
  }

  /** Of amounts: "13.0 % more", "4.2 % less", "as much", "7.2 times as much". */
  public static String more(double amount, double than) {
    return compare(amount / than, "more", "less", "as much");
  }

  private static String compare(double ratio, String above, String below, String same) {
    if (Double.isNaN(ratio)) {
      return "not measured";
    }
    if (Double.isInfinite(ratio)) {
      return "infinitely " + above;
    }
    if (Math.abs(ratio - 1) < SAME) {
      return same;
    }
    return ratio >= MULTIPLE
        ? times(ratio) + " " + same
        : percent(Math.abs(ratio - 1)) + " " + (ratio > 1 ? above : below);
  }

  /** "7.2 times". */
  public static String times(double ratio) {
    return number(ratio) + " times";
  }

  /** "13.0 %" of a fraction of 0.13. */
  public static String percent(double fraction) {
    return number(100 * fraction) + " %";
  }

  /** Two or three digits that say something; thousands set apart. */
  public static String number(double value) {
    double size = Math.abs(value);
    String format = size == 0 || size >= 20 ? "%,.0f" : size >= 1 ? "%.1f" : "%.2f";
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "unknown";
  }
}
