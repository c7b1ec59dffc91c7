package dev.intarsia.columns;

import static dev.intarsia.columns.PhysicalType.FIXED_LEN_BYTE_ARRAY;

import dev.intarsia.columns.LogicalType.BsonType;
import dev.intarsia.columns.LogicalType.DateType;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.LogicalType.EnumType;
import dev.intarsia.columns.LogicalType.Float16Type;
import dev.intarsia.columns.LogicalType.GeographyType;
import dev.intarsia.columns.LogicalType.GeometryType;
import dev.intarsia.columns.LogicalType.IntegerType;
import dev.intarsia.columns.LogicalType.IntervalType;
import dev.intarsia.columns.LogicalType.JsonType;
import dev.intarsia.columns.LogicalType.StringType;
import dev.intarsia.columns.LogicalType.TimeType;
import dev.intarsia.columns.LogicalType.TimestampType;
import dev.intarsia.columns.LogicalType.UnknownType;
import dev.intarsia.columns.LogicalType.UuidType;

/** Which physical type may carry which logical type: parquet-format's LogicalTypes.md as code. */
final class TypeRules {
  private static final int INT32_DIGITS = 9;
  private static final int INT64_DIGITS = 18;

  private TypeRules() {}

  static PhysicalType forDecimal(DecimalType decimal) {
    if (decimal.precision() <= INT32_DIGITS) {
      return PhysicalType.INT32;
    }
    return decimal.precision() <= INT64_DIGITS ? PhysicalType.INT64 : FIXED_LEN_BYTE_ARRAY;
  }

  /** The length that a logical type gives a FIXED_LEN_BYTE_ARRAY, the narrowest for a decimal. */
  static int typeLength(LogicalType type) {
    return switch (type) {
      case UuidType() -> 16;
      case Float16Type() -> 2;
      case IntervalType() -> 12;
      case DecimalType decimal -> decimal.byteWidth();
      case StringType(), EnumType(), JsonType(), BsonType(), DateType(), UnknownType() -> 0;
      case GeometryType geometry -> 0;
      case GeographyType geography -> 0;
      case TimeType time -> 0;
      case TimestampType timestamp -> 0;
      case IntegerType integer -> 0;
    };
  }

  /** Throws unless {@code type} may live on {@code physical} of {@code length} bytes. */
  static void check(String field, LogicalType type, PhysicalType physical, int length) {
    if (type instanceof DecimalType decimal) {
      checkDecimal(field, decimal, physical, length);
    } else if (!isCarrier(physical, length, type)) {
      throw refusal(field, type, physical, length, carrier(type));
    }
  }

  /** What is always null may be stored as anything. */
  private static boolean isCarrier(PhysicalType physical, int length, LogicalType type) {
    return type instanceof UnknownType
        || (type.physicalType() == physical
            && (physical != FIXED_LEN_BYTE_ARRAY || typeLength(type) == length));
  }

  private static void checkDecimal(
      String field, DecimalType type, PhysicalType physical, int length) {
    boolean legal =
        switch (physical) {
          case INT32 -> type.precision() <= INT32_DIGITS;
          case INT64 -> type.precision() <= INT64_DIGITS;
          case BYTE_ARRAY -> true;
          case FIXED_LEN_BYTE_ARRAY -> type.byteWidth() <= length;
          case BOOLEAN, FLOAT, DOUBLE -> false;
        };
    if (!legal) {
      throw refusal(
          field,
          type,
          physical,
          length,
          "INT32 up to 9 digits, INT64 up to 18, BYTE_ARRAY, or FIXED_LEN_BYTE_ARRAY of at least "
              + type.byteWidth()
              + " bytes");
    }
  }

  private static String carrier(LogicalType type) {
    return describe(type.physicalType(), typeLength(type));
  }

  static String describe(PhysicalType physical, int length) {
    return physical == FIXED_LEN_BYTE_ARRAY ? physical + "(" + length + ")" : physical.toString();
  }

  private static IllegalArgumentException refusal(
      String field, LogicalType type, PhysicalType physical, int length, String legal) {
    return new IllegalArgumentException(
        "field '"
            + field
            + "': "
            + type
            + " cannot be stored as "
            + describe(physical, length)
            + "; it takes "
            + legal);
  }
}
