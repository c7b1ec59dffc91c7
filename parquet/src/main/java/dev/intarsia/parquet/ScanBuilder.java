package dev.intarsia.parquet;

import dev.intarsia.columns.Schema;
import dev.intarsia.parquet.read.BatchReader;
import dev.intarsia.parquet.read.OpenFile;
import dev.intarsia.parquet.read.RowPart;
import dev.intarsia.parquet.read.RowRanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
   */
  public BatchScan open() {
    List<RowPart> parts = parts();
    return new BatchScan(
        new BatchReader(file, projection, parts, batchRows, threads), parts.size());
  }

  /**
   * Begins to read by rows.
   *
   * @return a reader before the first row, to be closed by the caller before the reader of the file
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
