package dev.intarsia.parquet.format;

import dev.intarsia.columns.ValueOrder;
import dev.intarsia.parquet.Bound;

/**
 * Zeros of floats as bounds. The two are equal, but not every writer knows which of them it met, so
 * a minimum is taken for the lesser and a maximum for the greater.
 */
final class Zeros {
  private static final int SIGN = 0x80;

  private Zeros() {}

  static Bound asMin(Bound bound, ValueOrder order) {
    return isZero(bound, order) ? signed(bound, SIGN) : bound;
  }

  static Bound asMax(Bound bound, ValueOrder order) {
    return isZero(bound, order) ? signed(bound, 0) : bound;
  }

  static boolean areBoth(Bound min, Bound max, ValueOrder order) {
    return isZero(min, order) && isZero(max, order);
  }

  private static Bound signed(Bound zero, int sign) {
    byte[] value = new byte[zero.length()];
    value[value.length - 1] = (byte) sign;
    return Bound.of(value, zero.exact());
  }

  private static boolean isZero(Bound bound, ValueOrder order) {
    if (!order.hasNan()) {
      return false;
    }
    byte[] value = bound.toByteArray();
    int bits = value[value.length - 1] & (SIGN - 1);
    for (int i = 0; i < value.length - 1; i++) {
      bits |= value[i];
    }
    return bits == 0;
  }
}
