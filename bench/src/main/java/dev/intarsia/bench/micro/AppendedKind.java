package dev.intarsia.bench.micro;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;

/** What the columns of the benchmarks of appending hold. */
public enum AppendedKind {
  /** One bit. */
  BOOLEAN,
  /** 4 bytes. */
  INT32,
  /** 8 bytes. */
  INT64,
  /** 8 bytes, but for a tenth of the rows, which are null. */
  INT64_NULLS,
  /** FIXED_LEN_BYTE_ARRAY of 16 bytes. */
  FIXED_16,
  /** BYTE_ARRAY of 1 to 64 bytes. */
  TEXT;

  Schema schema(int columns) {
    Schema.Builder schema = Schema.builder("appended");
    for (int i = 0; i < columns; i++) {
      String name = "c" + i;
      switch (this) {
        case BOOLEAN -> schema.required(name, PhysicalType.BOOLEAN);
        case INT32 -> schema.required(name, PhysicalType.INT32);
        case INT64 -> schema.required(name, PhysicalType.INT64);
        case INT64_NULLS -> schema.optional(name, PhysicalType.INT64);
        case FIXED_16 -> schema.requiredFixed(name, AppendedValues.FIXED);
        case TEXT -> schema.required(name, PhysicalType.BYTE_ARRAY);
      }
    }
    return schema.build();
  }
}
