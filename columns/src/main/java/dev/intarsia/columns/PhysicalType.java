package dev.intarsia.columns;

import java.util.Locale;

/** How a value is stored: Parquet's physical types, less the deprecated INT96. */
public enum PhysicalType {
  /** One bit a value, least significant bit first. */
  BOOLEAN,
  /** Four bytes, little-endian, two's complement. */
  INT32,
  /** Eight bytes, little-endian, two's complement. */
  INT64,
  /** IEEE 754 binary32, little-endian. */
  FLOAT,
  /** IEEE 754 binary64, little-endian. */
  DOUBLE,
  /** Any number of bytes below 2<sup>31</sup>. */
  BYTE_ARRAY,
  /** As many bytes in every row as the field's type length says. */
  FIXED_LEN_BYTE_ARRAY;

  /**
   * Bytes of a value where the type alone decides it.
   *
   * @return 4 or 8, and 0 for the types whose width is a bit, varies, or is the field's
   */
  public int width() {
    return switch (this) {
      case INT32, FLOAT -> Integer.BYTES;
      case INT64, DOUBLE -> Long.BYTES;
      case BOOLEAN, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> 0;
    };
  }

  /**
   * The name that a Parquet schema text uses, in lower case; BYTE_ARRAY is {@code binary} there.
   */
  String schemaName() {
    return this == BYTE_ARRAY ? "binary" : name().toLowerCase(Locale.ROOT);
  }
}
