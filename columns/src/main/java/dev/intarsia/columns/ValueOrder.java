package dev.intarsia.columns;

import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.LogicalType.Float16Type;
import dev.intarsia.columns.LogicalType.GeographyType;
import dev.intarsia.columns.LogicalType.GeometryType;
import dev.intarsia.columns.LogicalType.IntegerType;
import dev.intarsia.columns.LogicalType.IntervalType;
import dev.intarsia.columns.LogicalType.UnknownType;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column compare, by the format's TypeDefinedOrder, on their PLAIN bytes
 * without a length before them.
 */
public enum ValueOrder {
  /** One byte, 0 or 1. */
  BOOLEAN,
  /** Four bytes. */
  INT32,
  /** Four bytes, the highest bit a number's like the others. */
  UNSIGNED_INT32,
  /** Eight bytes. */
  INT64,
  /** Eight bytes, the highest bit a number's like the others. */
  UNSIGNED_INT64,
  /** Four bytes; NaN is no bound. */
  FLOAT,
  /** Eight bytes; NaN is no bound. */
  DOUBLE,
  /** Two bytes; NaN is no bound. */
  FLOAT16,
  /** Bytes from the first on, each as a number from 0 to 255; a prefix comes first. */
  BYTES,
  /** Big-endian two's complement of any length: decimals. */
  SIGNED_BYTES,
  /** Values that have no order, and so no bounds. */
  UNDEFINED;

  /**
   * The order of a field's values.
   *
   * @param field any
   * @return what its types say
   */
  public static ValueOrder of(Field field) {
    LogicalType logical = field.logicalType();
    if (logical instanceof UnknownType) {
      return UNDEFINED;
    }
    return switch (field.physicalType()) {
      case BOOLEAN -> BOOLEAN;
      case INT32 -> isUnsigned(logical) ? UNSIGNED_INT32 : INT32;
      case INT64 -> isUnsigned(logical) ? UNSIGNED_INT64 : INT64;
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> ofBytes(logical);
    };
  }

  private static boolean isUnsigned(@Nullable LogicalType logical) {
    return logical instanceof IntegerType integer && !integer.signed();
  }

  private static ValueOrder ofBytes(@Nullable LogicalType logical) {
    return switch (logical) {
      case DecimalType decimal -> SIGNED_BYTES;
      case Float16Type half -> FLOAT16;
      case IntervalType interval -> UNDEFINED;
      case GeometryType geometry -> UNDEFINED;
      case GeographyType geography -> UNDEFINED;
      case null, default -> BYTES;
    };
  }

  /**
   * Whether NaN is among the values.
   *
   * @return true for the three floats
   */
  public boolean hasNan() {
    return this == FLOAT || this == DOUBLE || this == FLOAT16;
  }

  /**
   * Whether a value is NaN.
   *
   * @param value holds it
   * @param offset where it starts
   * @return true for a NaN of the three floats
   */
  public boolean isNan(MemorySegment value, long offset) {
    return switch (this) {
      case FLOAT -> Float.isNaN(value.get(Layouts.FLOAT_LE, offset));
      case DOUBLE -> Double.isNaN(value.get(Layouts.DOUBLE_LE, offset));
      case FLOAT16 -> Float.isNaN(float16(value, offset));
      default -> false;
    };
  }

  /**
   * Compares two values.
   *
   * @param a holds the first
   * @param aOffset where it starts
   * @param aLength its bytes
   * @param b holds the second
   * @param bOffset where it starts
   * @param bLength its bytes
   * @return negative, zero or positive as the first is less than, equal to or greater than the
   *     second
   * @throws IllegalStateException if the order is undefined
   */
  public int compare(
      MemorySegment a, long aOffset, int aLength, MemorySegment b, long bOffset, int bLength) {
    return switch (this) {
      case BOOLEAN -> Byte.compare(a.get(Layouts.BYTE, aOffset), b.get(Layouts.BYTE, bOffset));
      case INT32 -> Integer.compare(int32(a, aOffset), int32(b, bOffset));
      case UNSIGNED_INT32 -> Integer.compareUnsigned(int32(a, aOffset), int32(b, bOffset));
      case INT64 -> Long.compare(int64(a, aOffset), int64(b, bOffset));
      case UNSIGNED_INT64 -> Long.compareUnsigned(int64(a, aOffset), int64(b, bOffset));
      case FLOAT ->
          Float.compare(a.get(Layouts.FLOAT_LE, aOffset), b.get(Layouts.FLOAT_LE, bOffset));
      case DOUBLE ->
          Double.compare(a.get(Layouts.DOUBLE_LE, aOffset), b.get(Layouts.DOUBLE_LE, bOffset));
      case FLOAT16 -> Float.compare(float16(a, aOffset), float16(b, bOffset));
      case BYTES -> compareBytes(a, aOffset, aLength, b, bOffset, bLength);
      case SIGNED_BYTES -> compareSigned(a, aOffset, aLength, b, bOffset, bLength);
      case UNDEFINED -> throw new IllegalStateException("these values have no order");
    };
  }

  private static int int32(MemorySegment segment, long offset) {
    return segment.get(Layouts.INT_LE, offset);
  }

  private static long int64(MemorySegment segment, long offset) {
    return segment.get(Layouts.LONG_LE, offset);
  }

  private static float float16(MemorySegment segment, long offset) {
    return Float.float16ToFloat(segment.get(Layouts.SHORT_LE, offset));
  }

  private static int compareBytes(
      MemorySegment a, long aOffset, int aLength, MemorySegment b, long bOffset, int bLength) {
    int common = Math.min(aLength, bLength);
    long at = MemorySegment.mismatch(a, aOffset, aOffset + common, b, bOffset, bOffset + common);
    return at < 0
        ? Integer.compare(aLength, bLength)
        : Integer.compare(unsigned(a, aOffset + at), unsigned(b, bOffset + at));
  }

  /** Compares as if the shorter were sign-extended to the length of the longer. */
  private static int compareSigned(
      MemorySegment a, long aOffset, int aLength, MemorySegment b, long bOffset, int bLength) {
    int aSign = sign(a, aOffset, aLength);
    int bSign = sign(b, bOffset, bLength);
    if (aSign != bSign) {
      return Integer.compare(bSign, aSign);
    }
    int length = Math.max(aLength, bLength);
    for (int i = 0; i < length; i++) {
      int aByte = extended(a, aOffset, aLength, i - (length - aLength), aSign);
      int bByte = extended(b, bOffset, bLength, i - (length - bLength), bSign);
      if (aByte != bByte) {
        return Integer.compare(aByte, bByte);
      }
    }
    return 0;
  }

  /** The byte that extends a number to the left: 0 or 255. */
  private static int sign(MemorySegment segment, long offset, int length) {
    return length > 0 && segment.get(Layouts.BYTE, offset) < 0 ? 0xFF : 0;
  }

  private static int extended(MemorySegment segment, long offset, int length, int index, int sign) {
    return index < 0 || index >= length ? sign : unsigned(segment, offset + index);
  }

  private static int unsigned(MemorySegment segment, long offset) {
    return Byte.toUnsignedInt(segment.get(Layouts.BYTE, offset));
  }
}
