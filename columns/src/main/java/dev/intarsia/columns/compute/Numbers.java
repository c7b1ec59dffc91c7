package dev.intarsia.columns.compute;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ValueOrder;

/** Numbers of the caller in the sortable form of a field's {@link Slots}. */
final class Numbers {
  private Numbers() {}

  static boolean isInteger(Field field) {
    return switch (ValueOrder.of(field)) {
      case INT32, UNSIGNED_INT32, INT64, UNSIGNED_INT64 -> true;
      case BOOLEAN, FLOAT, DOUBLE, FLOAT16, BYTES, SIGNED_BYTES, UNDEFINED -> false;
    };
  }

  static boolean isFloat(Field field) {
    return ValueOrder.of(field).hasNan();
  }

  /** The least and the greatest number of a type of at most 32 bits. */
  static long least(Field field) {
    return ValueOrder.of(field) == ValueOrder.UNSIGNED_INT32 ? 0 : Integer.MIN_VALUE;
  }

  static long greatest(Field field) {
    return least(field) == 0 ? 0xFFFF_FFFFL : Integer.MAX_VALUE;
  }

  /** Whether the type is as wide as the caller's numbers. */
  static boolean isLong(Field field) {
    return field.width() == Long.BYTES;
  }

  /** The least sortable form of a float of the field's width that is not below a number. */
  static long ceiling(Field field, Slots slots, double value) {
    double bound = value == 0 ? -0.0 : value;
    long nearest = slots.turn(bits(field, bound));
    return value(field, slots.turn(nearest)) < bound ? nearest + 1 : nearest;
  }

  /** The greatest sortable form of a float of the field's width that is not above a number. */
  static long floor(Field field, Slots slots, double value) {
    double bound = value == 0 ? 0.0 : value;
    long nearest = slots.turn(bits(field, bound));
    return value(field, slots.turn(nearest)) > bound ? nearest - 1 : nearest;
  }

  /** The nearest float of the field's width. */
  private static long bits(Field field, double value) {
    return switch (field.physicalType()) {
      case FLOAT -> Float.floatToRawIntBits((float) value);
      case DOUBLE -> Double.doubleToRawLongBits(value);
      case FIXED_LEN_BYTE_ARRAY -> Float.floatToFloat16((float) value);
      case BOOLEAN, INT32, INT64, BYTE_ARRAY ->
          throw new IllegalArgumentException(field.typeName());
    };
  }

  /** What a float's bits mean. */
  static double value(Field field, long bits) {
    return switch (field.physicalType()) {
      case FLOAT -> Float.intBitsToFloat((int) bits);
      case DOUBLE -> Double.longBitsToDouble(bits);
      case FIXED_LEN_BYTE_ARRAY -> Float.float16ToFloat((short) bits);
      case BOOLEAN, INT32, INT64, BYTE_ARRAY ->
          throw new IllegalArgumentException(field.typeName());
    };
  }
}
