package dev.intarsia.parquet;

import java.util.Objects;

/**
 * How one column is written.
 *
 * @param encoding encoding of its values
 * @param compression codec of its pages
 * @param statistics what the file says about its values
 * @param dictionaryBytes how large the dictionary of a column chunk may become, in bytes of its
 *     page; beyond it the chunk goes on without
 */
public record ColumnOptions(
    ColumnEncoding encoding,
    Compression compression,
    StatisticsLevel statistics,
    int dictionaryBytes) {

  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if {@code dictionaryBytes} is negative
   */
  public ColumnOptions {
    Objects.requireNonNull(encoding, "encoding");
    Objects.requireNonNull(compression, "compression");
    Objects.requireNonNull(statistics, "statistics");
    if (dictionaryBytes < 0) {
      throw new IllegalArgumentException("dictionaryBytes is " + dictionaryBytes);
    }
  }

  /** Dictionaries where they pay, ZSTD at level 3, statistics of pages, 1 MiB of dictionary. */
  static final ColumnOptions DEFAULTS =
      new ColumnOptions(
          ColumnEncoding.AUTOMATIC, Compression.zstd(3), StatisticsLevel.PAGE, 1 << 20);

  /**
   * These options with another encoding.
   *
   * @param encoding encoding of the values
   * @return a copy
   */
  public ColumnOptions withEncoding(ColumnEncoding encoding) {
    return new ColumnOptions(encoding, compression, statistics, dictionaryBytes);
  }

  /**
   * These options with another codec.
   *
   * @param compression codec of the pages
   * @return a copy
   */
  public ColumnOptions withCompression(Compression compression) {
    return new ColumnOptions(encoding, compression, statistics, dictionaryBytes);
  }

  /**
   * These options with other statistics.
   *
   * @param statistics what the file says about the values
   * @return a copy
   */
  public ColumnOptions withStatistics(StatisticsLevel statistics) {
    return new ColumnOptions(encoding, compression, statistics, dictionaryBytes);
  }

  /**
   * These options with another limit of the dictionary.
   *
   * @param dictionaryBytes bytes of a dictionary page; 0 for no dictionary
   * @return a copy
   */
  public ColumnOptions withDictionaryBytes(int dictionaryBytes) {
    return new ColumnOptions(encoding, compression, statistics, dictionaryBytes);
  }
}
