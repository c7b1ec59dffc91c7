package dev.intarsia.parquet;

import dev.intarsia.columns.Schema;
import dev.intarsia.parquet.filter.BoundFilter;
import dev.intarsia.parquet.filter.FilterBinding;
import dev.intarsia.parquet.read.BatchReader;
import dev.intarsia.parquet.read.FilteredRows;
import dev.intarsia.parquet.read.ListedRows;
import dev.intarsia.parquet.read.OpenFile;
import dev.intarsia.parquet.read.RowPart;
import dev.intarsia.parquet.read.RowPlan;
import dev.intarsia.parquet.read.RowRanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says what to read of a file; everything, unless told otherwise. Each choice replaces the one made
 * before. A builder may open any number of scans, which must be closed before the reader.
 */
public final class ScanBuilder {
  /**
   * Rows of a batch: columns of eight bytes, and offsets of four, fill chunks of the pool, whose
   * sizes are powers of two.
   */
  private static final int DEFAULT_BATCH_ROWS = 8_128;

  private static final int MOST_BATCH_ROWS = 1 << 24;
  private static final int MOST_THREADS = 256;

  private final OpenFile file;
  private final FileMetadata metadata;
  private int[] projection;
  private int[] rowGroups;
  private long firstRow;
  private long rowCount = Long.MAX_VALUE;
  private int batchRows = DEFAULT_BATCH_ROWS;
  private int threads = 1;
  private @Nullable BoundFilter filter;

  ScanBuilder(OpenFile file) {
    this.file = file;
    this.metadata = file.metadata();
    projection = IntStream.range(0, metadata.schema().size()).toArray();
    rowGroups = IntStream.range(0, metadata.rowGroups().size()).toArray();
  }

  /**
   * Reads some of the fields.
   *
   * @param fields names of top-level fields in the order wanted, at least one, none twice
   * @return this
   * @throws IllegalArgumentException if there is no such field, or none is asked for
   */
  public ScanBuilder project(String... fields) {
    Schema schema = metadata.schema();
    return project(Arrays.stream(fields).mapToInt(schema::index).toArray());
  }

  /**
   * Reads some of the fields.
   *
   * @param fields positions of top-level fields in the order wanted, at least one, none twice
   * @return this
   * @throws IllegalArgumentException if there is no such field, or none is asked for
   */
  public ScanBuilder project(int... fields) {
    int known = metadata.schema().size();
    for (int field : fields) {
      if (field < 0 || field >= known) {
        throw new IllegalArgumentException("there is no field " + field + " among " + known);
      }
    }
    if (fields.length == 0 || Arrays.stream(fields).distinct().count() < fields.length) {
      throw new IllegalArgumentException(
          "a projection has at least one field, and none twice: " + Arrays.toString(fields));
    }
    projection = fields.clone();
    return this;
  }

  /**
   * Reads some of the rows.
   *
   * @param from the first, counted from the start of the file
   * @param count how many; fewer come where the file has fewer
   * @return this
   * @throws IllegalArgumentException if one is negative
   */
  public ScanBuilder rows(long from, long count) {
    if (from < 0 || count < 0) {
      throw new IllegalArgumentException(count + " rows from row " + from + " on");
    }
    firstRow = from;
    rowCount = count;
    return this;
  }

  /**
   * Reads some of the row groups; of these, the rows that {@link #rows} asks for.
   *
   * @param groups indexes in the order wanted
   * @return this
   * @throws IllegalArgumentException if there is no such row group
   */
  public ScanBuilder rowGroups(int... groups) {
    int known = metadata.rowGroups().size();
    for (int group : groups) {
      if (group < 0 || group >= known) {
        throw new IllegalArgumentException("there is no row group " + group + " among " + known);
      }
    }
    rowGroups = groups.clone();
    return this;
  }

  /**
   * Reads the rows for which a filter is true; of these, those that {@link #rows} and {@link
   * #rowGroups} ask for. Batches hold nothing but such rows, and are filled up all the same.
   *
   * <p>Row groups and pages that cannot have such rows are not read, as far as statistics, bloom
   * filters, page indexes and dictionaries tell. The filter's columns need not be among those that
   * {@link #project} asks for; other columns are decoded only where rows are left.
   *
   * @param condition which rows; replaces the filter that was set before
   * @return this
   * @throws IllegalArgumentException if there is no such column or several by its name, it has many
   *     values a row, or it does not compare with a literal
   */
  public ScanBuilder filter(Filter condition) {
    filter = FilterBinding.bind(condition, metadata.columns());
    return this;
  }

  /**
   * Cuts batches; all but the last are full. The larger a batch, the more memory it takes, and the
   * less of it is still in the processor's cache when it is looked at.
   *
   * @param rows the most rows of a batch, 1 to 16,777,216; 8,128 unless set
   * @return this
   * @throws IllegalArgumentException if it is out of range
   */
  public ScanBuilder batchRows(int rows) {
    if (rows < 1 || rows > MOST_BATCH_ROWS) {
      throw new IllegalArgumentException(
          "a batch has 1 to %d rows, not %d".formatted(MOST_BATCH_ROWS, rows));
    }
    batchRows = rows;
    return this;
  }

  /**
   * Decodes on several threads, columns side by side. As many batches are in memory besides those
   * of the caller; they come in the file's order all the same.
   *
   * @param count threads that decode, 1 to 256, the caller's among them; 1 unless set
   * @return this
   * @throws IllegalArgumentException if it is out of range
   */
  public ScanBuilder threads(int count) {
    if (count < 1 || count > MOST_THREADS) {
      throw new IllegalArgumentException(
          "a scan takes 1 to %d threads, not %d".formatted(MOST_THREADS, count));
    }
    threads = count;
    return this;
  }

  /**
   * Begins to read by batches.
   *
   * @return a scan, to be closed by the caller before the reader
   * @throws IllegalStateException if the reader is closed
   */
  public BatchScan open() {
    List<RowPart> parts = parts();
    FilteredRows filtered = filter == null ? null : new FilteredRows(file, filter, parts);
    RowPlan plan = filtered == null ? new ListedRows(parts) : filtered;
    return new BatchScan(
        new BatchReader(file, projection, plan, batchRows, threads), parts.size(), filtered);
  }

  /**
   * Counts the rows that a scan would give, and reads no more than that takes: nothing but the
   * filter's columns, and where statistics tell not even these.
   *
   * @return how many
   * @throws IllegalStateException if the reader is closed
   * @throws CorruptFileException if the file is not what Parquet says it must be
   * @throws UnsupportedFeatureException if it uses what this reader does not have
   * @throws IOException if it cannot be read
   */
  public long count() throws IOException {
    BoundFilter condition = filter == null ? BoundFilter.EVERYTHING : filter;
    try (FilteredRows rows = new FilteredRows(file, condition, parts())) {
      return rows.count();
    }
  }

  /**
   * Begins to read by rows.
   *
   * @return a reader before the first row, to be closed by the caller before the reader of the file
   * @throws IllegalStateException if the reader is closed
   */
  public RowReader openRows() {
    return new RowReader(open());
  }

  private List<RowPart> parts() {
    List<RowPart> parts = new ArrayList<>(rowGroups.length);
    long end = rowCount > Long.MAX_VALUE - firstRow ? Long.MAX_VALUE : firstRow + rowCount;
    for (int index : rowGroups) {
      RowGroupMetadata group = metadata.rowGroups().get(index);
      long from = Math.max(0, firstRow - group.firstRow());
      long to = Math.min(group.rowCount(), end - group.firstRow());
      parts.add(new RowPart(index, RowRanges.of(from, to)));
    }
    return parts;
  }
}
