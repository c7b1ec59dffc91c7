package dev.intarsia.columns.append;

import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimals as unscaled two's complement numbers, big-endian, and their bounds. */
final class Decimals {
  private final DecimalType type;
  private final BigInteger max;
  private final byte[] maxBytes;
  private final byte[] minBytes;

  Decimals(DecimalType type) {
    this.type = type;
    max = type.maxUnscaled();
    maxBytes = max.toByteArray();
    minBytes = max.negate().toByteArray();
  }

  /** The unscaled number of a value in a column of integers. */
  static long unscaledLong(ColumnAppender column, BigDecimal value, IntegerRange range) {
    if (!(column.field.logicalType() instanceof DecimalType decimal)) {
      throw column.refuse("it does not take a decimal");
    }
    BigInteger unscaled = rescale(column, value, decimal);
    if (unscaled.bitLength() >= Long.SIZE || !range.contains(unscaled.longValue())) {
      throw tooManyDigits(column, value, decimal);
    }
    return unscaled.longValue();
  }

  /** The unscaled number of a value in a column of bytes. */
  BigInteger unscaled(ColumnAppender column, BigDecimal value) {
    BigInteger unscaled = rescale(column, value, type);
    if (unscaled.abs().compareTo(max) > 0) {
      throw tooManyDigits(column, value, type);
    }
    return unscaled;
  }

  private static BigInteger rescale(ColumnAppender column, BigDecimal value, DecimalType type) {
    if (value.signum() == 0) {
      return BigInteger.ZERO;
    }
    // Judged by the digits alone: an exponent in the millions is never written out.
    long digits = value.precision();
    long surplus = (long) value.scale() - type.scale();
    if (digits - surplus > type.precision()) {
      throw tooManyDigits(column, value, type);
    }
    if (surplus >= digits) {
      throw tooFine(column, value, type);
    }
    try {
      return value.setScale(type.scale()).unscaledValue();
    } catch (ArithmeticException e) {
      throw tooFine(column, value, type);
    }
  }

  private static IllegalArgumentException tooFine(
      ColumnAppender column, BigDecimal value, DecimalType type) {
    return column.refuse(
        value + " has more than the legal " + type.scale() + " digits after the point");
  }

  private static IllegalArgumentException tooManyDigits(
      ColumnAppender column, BigDecimal value, DecimalType type) {
    return column.refuse(
        "%s is out of range; legal are %d digits before the point and %d after it"
            .formatted(value, type.precision() - type.scale(), type.scale()));
  }

  /** Whether an unscaled number has no more digits than the type allows. */
  boolean isLegal(MemorySegment bytes, long offset, long length) {
    return length > 0
        && compare(bytes, offset, length, maxBytes) <= 0
        && compare(bytes, offset, length, minBytes) >= 0;
  }

  /** What {@link #isLegal} asks for, in words. */
  String legal() {
    return "legal is an unscaled number of at most " + type.precision() + " digits, big-endian";
  }

  private static int compare(MemorySegment bytes, long offset, long length, byte[] bound) {
    byte sign = (byte) (bytes.get(Layouts.BYTE, offset) >> 7);
    byte boundSign = (byte) (bound[0] >> 7);
    if (sign != boundSign) {
      return Byte.compare(sign, boundSign);
    }
    // Of one sign, two's complement compares like unsigned bytes once the lengths are made equal.
    long total = Math.max(length, bound.length);
    for (long i = 0; i < total; i++) {
      long at = i - (total - length);
      int boundAt = (int) (i - (total - bound.length));
      byte left = at < 0 ? sign : bytes.get(Layouts.BYTE, offset + at);
      byte right = boundAt < 0 ? sign : bound[boundAt];
      if (left != right) {
        return Byte.compareUnsigned(left, right);
      }
    }
    return 0;
  }
}
