package dev.intarsia.encoding.compress;

/**
 * The compression codecs; names as in {@code Compression.md}. The writer offers all but LZ4 and
 * BROTLI.
 */
public enum CodecKind {
  /** Bytes as they are. */
  UNCOMPRESSED(0, 0, 0, 1),
  /** Raw Snappy, without its framing; needs {@code org.xerial.snappy:snappy-java}. */
  SNAPPY(0, 0, 0, 22),
  /** A gzip member (RFC 1952); levels 1 to 9. */
  GZIP(1, 6, 9, 1032),
  /**
   * A Brotli stream (RFC 7932); levels 0 to 11; needs {@code com.aayushatharva.brotli4j:brotli4j}.
   */
  BROTLI(0, 5, 11, Integer.MAX_VALUE),
  /** LZ4 blocks in the framing of Hadoop, deprecated; needs {@code at.yawk.lz4:lz4-java}. */
  LZ4(0, 0, 0, 255),
  /** LZ4 blocks, without any framing; needs {@code at.yawk.lz4:lz4-java}. */
  LZ4_RAW(0, 0, 0, 255),
  /** A Zstandard frame (RFC 8878); levels -22 to 22, negative ones being the fastest. */
  ZSTD(-22, 3, 22, 1 << 15);

  private final int minLevel;
  private final int defaultLevel;
  private final int maxLevel;

  /**
   * What a byte can become at most: a copy of 64 bytes takes SNAPPY three, one of 258 takes GZIP
   * two bits, 255 more of a copy take LZ4 one byte, and a block of 128 KiB takes ZSTD four. A few
   * bytes of BROTLI may stand for anything.
   */
  private final int mostPlainBytes;

  CodecKind(int minLevel, int defaultLevel, int maxLevel, int mostPlainBytes) {
    this.minLevel = minLevel;
    this.defaultLevel = defaultLevel;
    this.maxLevel = maxLevel;
    this.mostPlainBytes = mostPlainBytes;
  }

  /**
   * The level taken where none is asked for.
   *
   * @return a level; 0 where the codec has none
   */
  public int defaultLevel() {
    return defaultLevel;
  }

  /**
   * What bytes can become at most when they are decompressed, so that nobody takes memory for more.
   *
   * @param compressed bytes
   * @return bytes, rounded up generously
   */
  public long mostPlain(int compressed) {
    return (long) compressed * mostPlainBytes;
  }

  /**
   * Refuses levels that the codec does not have.
   *
   * @param level a level
   * @return {@code level}
   * @throws IllegalArgumentException naming the legal range
   */
  public int checkLevel(int level) {
    if (level < minLevel || level > maxLevel) {
      String legal = minLevel == maxLevel ? "none but 0" : minLevel + " to " + maxLevel;
      throw new IllegalArgumentException(
          "Level " + level + " for " + name() + ", which has " + legal);
    }
    return level;
  }
}
