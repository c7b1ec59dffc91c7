package dev.intarsia.parquet;

/** The encodings of the format, as {@code Encodings.md} names them. */
public enum PageEncoding {
  /** Values back to back. */
  PLAIN,
  /** Of data pages, {@link #RLE_DICTIONARY}; of dictionary pages, {@link #PLAIN}. Deprecated. */
  PLAIN_DICTIONARY,
  /** The hybrid of runs and bit packing. */
  RLE,
  /** Levels packed from the most significant bit on; deprecated. */
  BIT_PACKED,
  /** Bit-packed differences of numbers. */
  DELTA_BINARY_PACKED,
  /** Delta-packed lengths, then the bytes. */
  DELTA_LENGTH_BYTE_ARRAY,
  /** Shared prefixes with the value before left out. */
  DELTA_BYTE_ARRAY,
  /** Indices into the chunk's dictionary. */
  RLE_DICTIONARY,
  /** All first bytes, then all second bytes, and so on. */
  BYTE_STREAM_SPLIT,
  /** One that is younger than this reader. */
  UNKNOWN
}
