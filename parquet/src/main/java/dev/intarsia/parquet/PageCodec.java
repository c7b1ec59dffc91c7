package dev.intarsia.parquet;

/** The compression codecs of the format, as {@code Compression.md} names them. */
public enum PageCodec {
  /** Pages as they are. */
  UNCOMPRESSED,
  /** Snappy. */
  SNAPPY,
  /** Gzip, perhaps in several members. */
  GZIP,
  /** LZO, which is not read. */
  LZO,
  /** Brotli. */
  BROTLI,
  /** LZ4 in the framing of Hadoop, or what some writers took for it; deprecated. */
  LZ4,
  /** Zstandard. */
  ZSTD,
  /** LZ4 blocks without a frame. */
  LZ4_RAW
}
