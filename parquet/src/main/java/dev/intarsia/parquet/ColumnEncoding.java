package dev.intarsia.parquet;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.PhysicalType;

/**
 * How the values of a column are to be encoded.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/Encodings.md">Encodings.md</a>
 */
public enum ColumnEncoding {
  /**
   * The writer looks at the values: a dictionary while it pays, DELTA_BINARY_PACKED for integers
   * that are sorted or narrow, PLAIN otherwise.
   */
  AUTOMATIC,
  /** Values back to back. */
  PLAIN,
  /**
   * RLE_DICTIONARY until the dictionary outgrows its limit, PLAIN from there on; without the early
   * probes of {@link #AUTOMATIC}.
   */
  DICTIONARY,
  /** Runs and bit-packed groups; for BOOLEAN. */
  RLE,
  /** Differences of neighbours in bit-packed blocks; for INT32 and INT64. */
  DELTA_BINARY_PACKED,
  /** All lengths first, then all bytes; for BYTE_ARRAY. */
  DELTA_LENGTH_BYTE_ARRAY,
  /**
   * Prefixes shared with the value before are left out; for BYTE_ARRAY and FIXED_LEN_BYTE_ARRAY.
   */
  DELTA_BYTE_ARRAY,
  /** The first bytes of all values, then the second bytes, and so on; for all fixed widths. */
  BYTE_STREAM_SPLIT;

  /**
   * Whether the format allows this encoding for a field.
   *
   * @param field the field
   * @return whether a writer accepts this encoding for {@code field}
   */
  public boolean supports(Field field) {
    PhysicalType type = field.physicalType();
    return switch (this) {
      case AUTOMATIC, PLAIN -> true;
      case DICTIONARY -> type != PhysicalType.BOOLEAN;
      case RLE -> type == PhysicalType.BOOLEAN;
      case DELTA_BINARY_PACKED -> type == PhysicalType.INT32 || type == PhysicalType.INT64;
      case DELTA_LENGTH_BYTE_ARRAY -> type == PhysicalType.BYTE_ARRAY;
      case DELTA_BYTE_ARRAY ->
          type == PhysicalType.BYTE_ARRAY || type == PhysicalType.FIXED_LEN_BYTE_ARRAY;
      case BYTE_STREAM_SPLIT -> type != PhysicalType.BOOLEAN && type != PhysicalType.BYTE_ARRAY;
    };
  }
}
