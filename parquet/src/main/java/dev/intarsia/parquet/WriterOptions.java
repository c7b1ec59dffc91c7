package dev.intarsia.parquet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What a writer may choose; immutable, and free of resources.
 *
 * <pre>{@code
 * WriterOptions options = WriterOptions.builder()
 *     .compression(Compression.zstd(1))
 *     .column("price", column -> column.withEncoding(ColumnEncoding.BYTE_STREAM_SPLIT))
 *     .sortedBy(SortingColumn.ascending("timestamp"))
 *     .build();
 * }</pre>
 */
public final class WriterOptions {
  private static final WriterOptions DEFAULTS = builder().build();

  private final Builder settings;

  private WriterOptions(Builder settings) {
    this.settings = settings;
  }

  /**
   * Data page V1, dictionaries where they pay, ZSTD at level 3, all metadata: what every reader
   * takes.
   *
   * @return the defaults
   */
  public static WriterOptions defaults() {
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
   * The layout of data pages.
   *
   * @return V1 unless set
   */
  public DataPageVersion dataPageVersion() {
    return settings.dataPageVersion;
  }

  /**
   * A page ends once its values, encoded and uncompressed, reach this many bytes.
   *
   * @return bytes; 1 MiB unless set
   */
  public int pageBytes() {
    return settings.pageBytes;
  }

  /**
   * No page holds more rows.
   *
   * @return rows; 20,000 unless set
   */
  public int pageRows() {
    return settings.pageRows;
  }

  /**
   * A row group ends once its finished pages and what waits for the next ones reach this many
   * bytes.
   *
   * @return bytes as they will be in the file; 128 MiB unless set
   */
  public long rowGroupBytes() {
    return settings.rowGroupBytes;
  }

  /**
   * No row group holds more rows.
   *
   * @return rows; 1,048,576 unless set
   */
  public long rowGroupRows() {
    return settings.rowGroupRows;
  }

  /**
   * How many appended rows are gathered before they are encoded, column by column.
   *
   * @return rows; 512 unless set
   */
  public int stagedRows() {
    return settings.stagedRows;
  }

  /**
   * Whether each page carries the CRC-32 of its bytes.
   *
   * @return true unless set
   */
  public boolean pageChecksums() {
    return settings.pageChecksums;
  }

  /**
   * Whether a column chunk whose first page does not shrink is written uncompressed.
   *
   * @return true unless set
   */
  public boolean skipIncompressible() {
    return settings.skipIncompressible;
  }

  /**
   * Whether appended strings must be well-formed UTF-8.
   *
   * @return false unless set
   */
  public boolean validateUtf8() {
    return settings.validateUtf8;
  }

  /**
   * Minima and maxima longer than this are shortened, and said to be inexact.
   *
   * @return bytes; 64 unless set
   */
  public int boundBytes() {
    return settings.boundBytes;
  }

  /**
   * How a column is written.
   *
   * @param name name of the column; of a nested one the path, with dots: {@code tags.list.element}
   * @return its own options, or those of all
   */
  public ColumnOptions column(String name) {
    return settings.column(name);
  }

  /**
   * The columns that have options of their own.
   *
   * @return their names
   */
  public Iterable<String> namedColumns() {
    return settings.columns.keySet();
  }

  /**
   * The order that the caller's rows have within each row group.
   *
   * @return most significant first; empty unless set
   */
  public List<SortingColumn> sortedBy() {
    return List.copyOf(settings.sortedBy);
  }

  /**
   * What the footer says beside the schema.
   *
   * @return keys with their values, in the order they were given
   */
  public Map<String, String> keyValues() {
    return Collections.unmodifiableMap(settings.keyValues);
  }

  /** Gathers options. Not thread-safe. */
  public static final class Builder {
    private DataPageVersion dataPageVersion = DataPageVersion.V1;
    private int pageBytes = 1 << 20;
    private int pageRows = 20_000;
    private long rowGroupBytes = 128L << 20;
    private long rowGroupRows = 1 << 20;
    private int stagedRows = 512;
    private int boundBytes = 64;
    private boolean pageChecksums = true;
    private boolean skipIncompressible = true;
    private boolean validateUtf8;
    private ColumnOptions everyColumn = ColumnOptions.DEFAULTS;
    private final Map<String, UnaryOperator<ColumnOptions>> columns = new LinkedHashMap<>();
    private final List<SortingColumn> sortedBy = new ArrayList<>();
    private final Map<String, String> keyValues = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Sets the layout of data pages.
     *
     * @param version the layout
     * @return this
     */
    public Builder dataPageVersion(DataPageVersion version) {
      dataPageVersion = Objects.requireNonNull(version, "version");
      return this;
    }

    /**
     * Sets when a page ends.
     *
     * @param bytes encoded, uncompressed bytes of values, 1 to 2^28
     * @return this
     */
    public Builder pageBytes(int bytes) {
      pageBytes = (int) within("pageBytes", bytes, 1, 1 << 28);
      return this;
    }

    /**
     * Sets how many rows a page may hold.
     *
     * @param rows rows, at least 1
     * @return this
     */
    public Builder pageRows(int rows) {
      pageRows = (int) within("pageRows", rows, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Sets when a row group ends.
     *
     * @param bytes bytes in the file, at least 1
     * @return this
     */
    public Builder rowGroupBytes(long bytes) {
      rowGroupBytes = within("rowGroupBytes", bytes, 1, Long.MAX_VALUE);
      return this;
    }

    /**
     * Sets how many rows a row group may hold.
     *
     * @param rows rows, at least 1
     * @return this
     */
    public Builder rowGroupRows(long rows) {
      rowGroupRows = within("rowGroupRows", rows, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Sets how many appended rows are gathered before they are encoded.
     *
     * @param rows rows, 1 to 65,536
     * @return this
     */
    public Builder stagedRows(int rows) {
      stagedRows = (int) within("stagedRows", rows, 1, 1 << 16);
      return this;
    }

    /**
     * Sets whether pages carry checksums.
     *
     * @param checksums whether they do
     * @return this
     */
    public Builder pageChecksums(boolean checksums) {
      pageChecksums = checksums;
      return this;
    }

    /**
     * Sets whether a column chunk whose first page does not shrink is written uncompressed.
     *
     * @param skip false to compress in any case
     * @return this
     */
    public Builder skipIncompressible(boolean skip) {
      skipIncompressible = skip;
      return this;
    }

    /**
     * Sets whether appended strings are checked to be UTF-8.
     *
     * @param validate whether they are
     * @return this
     */
    public Builder validateUtf8(boolean validate) {
      validateUtf8 = validate;
      return this;
    }

    /**
     * Sets where minima and maxima are cut.
     *
     * @param bytes bytes, at least 1
     * @return this
     */
    public Builder boundBytes(int bytes) {
      boundBytes = (int) within("boundBytes", bytes, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Sets the codec of all columns without one of their own.
     *
     * @param compression the codec
     * @return this
     */
    public Builder compression(Compression compression) {
      everyColumn = everyColumn.withCompression(compression);
      return this;
    }

    /**
     * Sets the encoding of all columns without one of their own.
     *
     * @param encoding the encoding; {@link ColumnEncoding#AUTOMATIC} or one that all columns allow
     * @return this
     */
    public Builder encoding(ColumnEncoding encoding) {
      everyColumn = everyColumn.withEncoding(encoding);
      return this;
    }

    /**
     * Sets what the file says about the values of all columns without a level of their own.
     *
     * @param statistics the level
     * @return this
     */
    public Builder statistics(StatisticsLevel statistics) {
      everyColumn = everyColumn.withStatistics(statistics);
      return this;
    }

    /**
     * Sets how large the dictionaries of all columns without a limit of their own may become.
     *
     * @param bytes bytes of a dictionary page; 0 for no dictionaries
     * @return this
     */
    public Builder dictionaryBytes(int bytes) {
      everyColumn = everyColumn.withDictionaryBytes(bytes);
      return this;
    }

    /**
     * Sets options of one column, on top of those of all.
     *
     * @param name name of the column; of a nested one the path, with dots: {@code
     *     tags.list.element}
     * @param change what differs from the options of all
     * @return this
     */
    public Builder column(String name, UnaryOperator<ColumnOptions> change) {
      columns.merge(name, change, (first, second) -> options -> second.apply(first.apply(options)));
      return this;
    }

    /**
     * Declares the order of the caller's rows within each row group.
     *
     * @param order most significant first
     * @return this
     */
    public Builder sortedBy(SortingColumn... order) {
      sortedBy.clear();
      sortedBy.addAll(List.of(order));
      return this;
    }

    /**
     * Adds an entry to the footer.
     *
     * @param key the key
     * @param value the value
     * @return this
     */
    public Builder keyValue(String key, String value) {
      keyValues.put(
          Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value of " + key));
      return this;
    }

    /**
     * Settles the options.
     *
     * @return options that later calls on this builder do not change
     */
    public WriterOptions build() {
      return new WriterOptions(new Builder(this));
    }

    private Builder(Builder other) {
      dataPageVersion = other.dataPageVersion;
      pageBytes = other.pageBytes;
      pageRows = other.pageRows;
      rowGroupBytes = other.rowGroupBytes;
      rowGroupRows = other.rowGroupRows;
      stagedRows = other.stagedRows;
      boundBytes = other.boundBytes;
      pageChecksums = other.pageChecksums;
      skipIncompressible = other.skipIncompressible;
      validateUtf8 = other.validateUtf8;
      everyColumn = other.everyColumn;
      columns.putAll(other.columns);
      sortedBy.addAll(other.sortedBy);
      keyValues.putAll(other.keyValues);
    }

    private ColumnOptions column(String name) {
      return columns.getOrDefault(name, UnaryOperator.identity()).apply(everyColumn);
    }

    private static long within(String name, long value, long lowest, long highest) {
      if (value < lowest || value > highest) {
        throw new IllegalArgumentException(
            "%s is %d, and must be %d to %d".formatted(name, value, lowest, highest));
      }
      return value;
    }
  }
}
