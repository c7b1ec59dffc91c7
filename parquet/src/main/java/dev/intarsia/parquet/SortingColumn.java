package dev.intarsia.parquet;

/**
 * A column that the caller's rows are sorted by, within each row group. The writer records it; it
 * neither sorts nor checks.
 *
 * @param column name of the column; below structs the path, with dots
 * @param descending whether the largest value comes first
 * @param nullsFirst whether nulls come before values
 */
public record SortingColumn(String column, boolean descending, boolean nullsFirst) {
  /**
   * Smallest value first, nulls last.
   *
   * @param column name of the column
   * @return the order
   */
  public static SortingColumn ascending(String column) {
    return new SortingColumn(column, false, false);
  }

  /**
   * Largest value first, nulls last.
   *
   * @param column name of the column
   * @return the order
   */
  public static SortingColumn descending(String column) {
    return new SortingColumn(column, true, false);
  }
}
