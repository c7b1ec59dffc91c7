package dev.intarsia.parquet.format;

/** Thrift's numbers for the types of fields, which the shaded library no longer names. */
final class ThriftType {
  static final byte BOOL = 2;
  static final byte I16 = 6;
  static final byte I32 = 8;
  static final byte I64 = 10;

  /** Text and binaries alike. */
  static final byte STRING = 11;

  static final byte STRUCT = 12;
  static final byte LIST = 15;

  private ThriftType() {}
}
