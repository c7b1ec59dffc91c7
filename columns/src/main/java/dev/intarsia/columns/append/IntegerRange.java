package dev.intarsia.columns.append;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
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
import dev.intarsia.columns.PhysicalType;

/** The values that an INT32 or INT64 column of some logical type may hold, as numbers. */
record IntegerRange(long min, long max) {

  static IntegerRange of(Field field) {
    LogicalType type = field.logicalType();
    IntegerRange whole =
        signed(field.physicalType() == PhysicalType.INT32 ? Integer.SIZE : Long.SIZE);
    return switch (type) {
      case IntegerType integer -> integer(integer);
      case TimeType time -> new IntegerRange(0, time.unit().perDay() - 1);
      case DecimalType decimal -> {
        long max = decimal.maxUnscaled().longValueExact();
        yield new IntegerRange(-max, max);
      }
      case null -> whole;
      case DateType _, TimestampType _ -> whole;
      case StringType _, EnumType _, JsonType _, BsonType _ -> whole;
      case GeometryType _, GeographyType _, UnknownType _ -> whole;
      case UuidType _, Float16Type _, IntervalType _ -> whole;
    };
  }

  /** UINT64 is the exception: longs carry its raw bits, so every long is legal. */
  private static IntegerRange integer(IntegerType type) {
    return type.signed() || type.bits() == Long.SIZE
        ? signed(type.bits())
        : new IntegerRange(0, (1L << type.bits()) - 1);
  }

  private static IntegerRange signed(int bits) {
    long max = Long.MAX_VALUE >> (Long.SIZE - bits);
    return new IntegerRange(-max - 1, max);
  }

  boolean contains(long value) {
    return value >= min && value <= max;
  }

  String refusal(Object value) {
    return value + " is out of range; legal is " + min + " to " + max;
  }
}
