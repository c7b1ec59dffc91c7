package dev.intarsia.parquet;

/**
 * A compression codec of the format with its level.
 *
 * @param codec the codec, as named by the specification
 * @param level the codec's own level; 0 where the codec has none
 * @see <a
 *     href="https://github.com/apache/parquet-format/blob/master/Compression.md">Compression.md</a>
 */
public record Compression(Codec codec, int level) {
  /** The codecs that the writer offers. */
  public enum Codec {
    /** Pages as they are. */
    UNCOMPRESSED,
    /** Snappy; needs {@code org.xerial.snappy:snappy-java} at run time. */
    SNAPPY,
    /** Gzip, by the JDK. */
    GZIP,
    /** LZ4 blocks without a frame; needs {@code at.yawk.lz4:lz4-java} at run time. */
    LZ4_RAW,
    /** Zstandard. */
    ZSTD
  }

  /**
   * Checks the level.
   *
   * @throws IllegalArgumentException if {@code codec} has no such level
   */
  public Compression {
    int lowest = codec == Codec.ZSTD ? -7 : codec == Codec.GZIP ? 1 : 0;
    int highest = codec == Codec.ZSTD ? 22 : codec == Codec.GZIP ? 9 : 0;
    if (level < lowest || level > highest) {
      throw new IllegalArgumentException(
          "%s has levels %d to %d, not %d".formatted(codec, lowest, highest, level));
    }
  }

  /**
   * No compression.
   *
   * @return UNCOMPRESSED
   */
  public static Compression uncompressed() {
    return new Compression(Codec.UNCOMPRESSED, 0);
  }

  /**
   * Zstandard.
   *
   * <p>A level of zstd is a set of parameters that suits text. From level 2 on, a page on which a
   * shorter search makes as few bytes is compressed by that one: samples of a column's pages
   * decide, by their sizes only, so the same rows and library make the same file. A column seldom
   * comes out more than a hundredth larger than the level alone would have made it, and often
   * smaller; a first page whose values repeat from afar may be a tenth larger. Readers see ordinary
   * Zstandard.
   *
   * @param level -7 to 22; 3 is zstd's own default
   * @return ZSTD at {@code level}
   */
  public static Compression zstd(int level) {
    return new Compression(Codec.ZSTD, level);
  }

  /**
   * Snappy.
   *
   * @return SNAPPY
   */
  public static Compression snappy() {
    return new Compression(Codec.SNAPPY, 0);
  }

  /**
   * Gzip.
   *
   * @param level 1 to 9
   * @return GZIP at {@code level}
   */
  public static Compression gzip(int level) {
    return new Compression(Codec.GZIP, level);
  }

  /**
   * LZ4 without a frame.
   *
   * @return LZ4_RAW
   */
  public static Compression lz4Raw() {
    return new Compression(Codec.LZ4_RAW, 0);
  }
}
