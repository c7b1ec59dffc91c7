package dev.intarsia.parquet.read;

import dev.intarsia.parquet.RowGroupMetadata;
import java.io.IOException;
import java.util.List;

/** The rows that a scan reads, in order, cut into batches as it goes along. */
public sealed interface RowPlan extends AutoCloseable permits ListedRows, FilteredRows {
  /**
   * What the next batch holds: rows of one row group or of several. One thread at a time asks, and
   * needs no lock.
   *
   * @param rows the most rows of the batch
   * @return in the order of the scan, to be given back once they were read; nothing at the end
   * @throws IOException if what tells the rows cannot be read, or is corrupt
   */
  List<RowSpan> next(int rows) throws IOException;

  /**
   * Whether every row of a row group is sure to be read.
   *
   * @param group of the file
   * @return false if that is not known yet
   */
  boolean takesAll(RowGroupMetadata group);

  /**
   * Says that what was given as a batch was read; any thread may.
   *
   * @param spans what {@link #next} returned, which nobody looks at any more
   */
  void giveBack(List<RowSpan> spans);

  @Override
  void close();
}
