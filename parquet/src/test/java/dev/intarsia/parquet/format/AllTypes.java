package dev.intarsia.parquet.format;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;

/** A schema with a field of every type that there is. */
final class AllTypes {
  private AllTypes() {}

  static Schema schema() {
    Schema.Builder builder = Schema.builder("everything");
    for (PhysicalType type : PhysicalType.values()) {
      if (type != PhysicalType.FIXED_LEN_BYTE_ARRAY) {
        builder.required("required_" + type, type).optional("optional_" + type, type);
      }
    }
    builder.requiredFixed("required_fixed", 7).optionalFixed("optional_fixed", 100);
    int number = 0;
    for (LogicalType type : LOGICAL) {
      builder.optional("logical_" + number++, type);
    }
    return builder
        .required("int32_decimal", PhysicalType.INT32, LogicalType.decimal(5, 2))
        .required("int64_decimal", PhysicalType.INT64, LogicalType.decimal(12, 4))
        .required("binary_decimal", PhysicalType.BYTE_ARRAY, LogicalType.decimal(30, 9))
        .requiredFixed("fixed_decimal", 13, LogicalType.decimal(30, 9))
        .build();
  }

  private static final LogicalType[] LOGICAL = {
    LogicalType.string(),
    LogicalType.enumeration(),
    LogicalType.json(),
    LogicalType.bson(),
    LogicalType.uuid(),
    LogicalType.date(),
    LogicalType.timeMillis(true),
    LogicalType.timeMillis(false),
    LogicalType.timeMicros(true),
    LogicalType.timeMicros(false),
    LogicalType.timeNanos(true),
    LogicalType.timeNanos(false),
    LogicalType.timestampMillis(true),
    LogicalType.timestampMillis(false),
    LogicalType.timestampMicros(true),
    LogicalType.timestampMicros(false),
    LogicalType.timestampNanos(true),
    LogicalType.timestampNanos(false),
    LogicalType.integer(8, true),
    LogicalType.integer(16, true),
    LogicalType.integer(32, true),
    LogicalType.integer(64, true),
    LogicalType.integer(8, false),
    LogicalType.integer(16, false),
    LogicalType.integer(32, false),
    LogicalType.integer(64, false),
    LogicalType.decimal(9, 0),
    LogicalType.decimal(18, 18),
    LogicalType.decimal(38, 10),
    LogicalType.float16(),
    LogicalType.interval(),
  };
}
