package dev.intarsia.bench.contender;

/** What pages are compressed with. */
public enum Codec {
  /** Zstandard, level 3. */
  ZSTD,
  /** Not at all. */
  UNCOMPRESSED
}
