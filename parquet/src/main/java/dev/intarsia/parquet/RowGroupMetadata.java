package dev.intarsia.parquet;

import java.util.List;

/**
 * What the footer says of a row group.
 *
 * @param index in the file, from 0 on
 * @param rowCount rows in it
 * @param firstRow rows in the row groups before it
 * @param totalByteSize bytes of its pages before compression, as its writer counted them
 * @param columns a chunk for each column of the file
 * @param sorting what its rows are said to be sorted by, the first key first; empty if nothing is
 *     said. Columns are named by their path, with dots between the names.
 */
public record RowGroupMetadata(
    int index,
    long rowCount,
    long firstRow,
    long totalByteSize,
    List<ColumnChunkMetadata> columns,
    List<SortingColumn> sorting) {
  /** Keeps copies. */
  public RowGroupMetadata {
    columns = List.copyOf(columns);
    sorting = List.copyOf(sorting);
  }

  /**
   * The chunk of a column.
   *
   * @param column index of the column
   * @return its chunk in this row group
   */
  public ColumnChunkMetadata column(int column) {
    return columns.get(column);
  }

  /**
   * What its pages take in the file.
   *
   * @return bytes, headers included
   */
  public long compressedSize() {
    return columns.stream().mapToLong(ColumnChunkMetadata::compressedSize).sum();
  }
}
