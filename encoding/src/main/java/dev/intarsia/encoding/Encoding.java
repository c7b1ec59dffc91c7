package dev.intarsia.encoding;

/**
 * The encodings of page values that this room produces.
 *
 * <p>Names are those of {@code Encodings.md} of the Parquet specification. Deprecated encodings
 * (PLAIN_DICTIONARY, BIT_PACKED) are not written.
 */
public enum Encoding {
  /** Values back to back; every type. */
  PLAIN,
  /** The RLE/bit-packing hybrid: levels and BOOLEAN values. */
  RLE,
  /** Indices into the chunk's dictionary page, in the hybrid; every type but BOOLEAN. */
  RLE_DICTIONARY,
  /** Bit-packed differences of consecutive values; INT32 and INT64. */
  DELTA_BINARY_PACKED,
  /** Delta-packed lengths, then the bytes; BYTE_ARRAY. */
  DELTA_LENGTH_BYTE_ARRAY,
  /** Shared prefixes with the previous value left out; BYTE_ARRAY and FIXED_LEN_BYTE_ARRAY. */
  DELTA_BYTE_ARRAY,
  /** All first bytes, then all second bytes, and so on; every type of fixed width but BOOLEAN. */
  BYTE_STREAM_SPLIT
}
