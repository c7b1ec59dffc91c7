package dev.intarsia.parquet;

import dev.intarsia.columns.LogicalType.Unit;
import java.util.Objects;

/**
 * What a reader may choose, and what it takes from a file at most; immutable, and free of
 * resources.
 *
 * <p>The limits are for files from anywhere: a size that a file declares is compared with them, and
 * with the file's own, before memory is allocated for it. Honest files stay far below.
 */
public final class ReaderOptions {
  private static final ReaderOptions DEFAULTS = builder().build();

  private final Builder settings;

  private ReaderOptions(Builder settings) {
    this.settings = settings;
  }

  /**
   * INT96 as nanoseconds, checksums checked, generous limits.
   *
   * @return the defaults
   */
  public static ReaderOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The unit of the timestamps that the deprecated INT96 is turned into. Nanoseconds reach from the
   * year 1677 to 2262; a value beyond is an error, which the others spare at the price of digits.
   *
   * @return nanoseconds unless set
   */
  public Unit int96() {
    return settings.int96;
  }

  /**
   * Whether a page that carries a checksum is compared with it.
   *
   * @return true unless set
   */
  public boolean verifyChecksums() {
    return settings.verifyChecksums;
  }

  /**
   * The longest footer that is read, and the longest page index of a column chunk. What they say
   * takes up to some 30 times their length on the Java heap, and more if they are made for that.
   *
   * @return bytes; 16 MiB unless set
   */
  public int footerBytes() {
    return settings.footerBytes;
  }

  /**
   * The largest page that is read: its bytes in the file, and those after decompression. The pool's
   * limit holds as well.
   *
   * @return bytes; what the format can express, 2 GiB, unless set
   */
  public int pageBytes() {
    return settings.pageBytes;
  }

  /**
   * The largest bloom filter that is read.
   *
   * @return bytes; 128 MiB unless set, the most that the format's authors intend
   */
  public int bloomFilterBytes() {
    return settings.bloomFilterBytes;
  }

  /**
   * How deep a schema may be nested: the names in the longest path.
   *
   * @return levels; 100 unless set
   */
  public int schemaDepth() {
    return settings.schemaDepth;
  }

  /**
   * From sources that are not in memory, two ranges are read as one if no more than this lies
   * between them.
   *
   * @return bytes; 256 KiB unless set
   */
  public int readGap() {
    return settings.readGap;
  }

  /**
   * From sources that are not in memory, ranges are put together to reads of this length at most. A
   * single range may be longer.
   *
   * @return bytes; 16 MiB unless set
   */
  public int readBytes() {
    return settings.readBytes;
  }

  /** Collects choices; each starts at its default. */
  public static final class Builder {
    private Unit int96 = Unit.NANOS;
    private boolean verifyChecksums = true;
    private int footerBytes = 16 << 20;
    private int pageBytes = Integer.MAX_VALUE;
    private int bloomFilterBytes = 128 << 20;
    private int schemaDepth = 100;
    private int readGap = 256 << 10;
    private int readBytes = 16 << 20;

    private Builder() {}

    private Builder(Builder from) {
      int96 = from.int96;
      verifyChecksums = from.verifyChecksums;
      footerBytes = from.footerBytes;
      pageBytes = from.pageBytes;
      bloomFilterBytes = from.bloomFilterBytes;
      schemaDepth = from.schemaDepth;
      readGap = from.readGap;
      readBytes = from.readBytes;
    }

    /**
     * Sets {@link ReaderOptions#int96}.
     *
     * @param unit of the timestamps that INT96 is turned into
     * @return this
     */
    public Builder int96(Unit unit) {
      int96 = Objects.requireNonNull(unit, "unit");
      return this;
    }

    /**
     * Sets {@link ReaderOptions#verifyChecksums}.
     *
     * @param verify whether checksums are compared
     * @return this
     */
    public Builder verifyChecksums(boolean verify) {
      verifyChecksums = verify;
      return this;
    }

    /**
     * Sets {@link ReaderOptions#footerBytes}.
     *
     * @param bytes at least 1
     * @return this
     */
    public Builder footerBytes(int bytes) {
      footerBytes = positive("footerBytes", bytes);
      return this;
    }

    /**
     * Sets {@link ReaderOptions#pageBytes}.
     *
     * @param bytes at least 1
     * @return this
     */
    public Builder pageBytes(int bytes) {
      pageBytes = positive("pageBytes", bytes);
      return this;
    }

    /**
     * Sets {@link ReaderOptions#bloomFilterBytes}.
     *
     * @param bytes at least 1
     * @return this
     */
    public Builder bloomFilterBytes(int bytes) {
      bloomFilterBytes = positive("bloomFilterBytes", bytes);
      return this;
    }

    /**
     * Sets {@link ReaderOptions#schemaDepth}.
     *
     * @param levels 1 to 127, for a level is read into a byte
     * @return this
     */
    public Builder schemaDepth(int levels) {
      if (levels < 1 || levels > Byte.MAX_VALUE) {
        throw new IllegalArgumentException("schemaDepth lies within 1 and 127, not at " + levels);
      }
      schemaDepth = levels;
      return this;
    }

    /**
     * Sets {@link ReaderOptions#readGap}.
     *
     * @param bytes at least 0
     * @return this
     */
    public Builder readGap(int bytes) {
      if (bytes < 0) {
        throw new IllegalArgumentException("readGap is at least 0, not " + bytes);
      }
      readGap = bytes;
      return this;
    }

    /**
     * Sets {@link ReaderOptions#readBytes}.
     *
     * @param bytes at least 1
     * @return this
     */
    public Builder readBytes(int bytes) {
      readBytes = positive("readBytes", bytes);
      return this;
    }

    private static int positive(String option, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(option + " is at least 1, not " + value);
      }
      return value;
    }

    /**
     * The options so far; the builder may be used on.
     *
     * @return the options
     */
    public ReaderOptions build() {
      return new ReaderOptions(new Builder(this));
    }
  }
}
