package dev.intarsia.parquet;

/**
 * What a filter did so far. Levels are asked in the order of the components, each about the rows
 * that those before left over; together with the rows that are certain and tested they make up all
 * rows of the row groups that the scan has been to.
 *
 * @param statistics of column chunks, as the footer has them
 * @param bloomFilters of column chunks
 * @param columnIndexes that is, the statistics of pages
 * @param dictionaries of column chunks that have nothing but dictionary-encoded pages
 * @param certainRows rows that are in the result for what these say, untested
 * @param testedRows rows whose values were looked at
 * @param passedRows those of them that are in the result
 * @param decodedPages data pages of the filter's columns that were decoded for it
 * @param decodedBytes of these pages and of dictionaries, before compression
 */
public record FilterMetrics(
    Pruned statistics,
    Pruned bloomFilters,
    Pruned columnIndexes,
    Pruned dictionaries,
    long certainRows,
    long testedRows,
    long passedRows,
    long decodedPages,
    long decodedBytes) {
  /** Of a scan without a filter. */
  static final FilterMetrics NONE =
      new FilterMetrics(
          Pruned.NOTHING, Pruned.NOTHING, Pruned.NOTHING, Pruned.NOTHING, 0, 0, 0, 0, 0);

  /**
   * The rows that were not even tested.
   *
   * @return those that any of the levels has shown not to be in the result
   */
  public long prunedRows() {
    return statistics.rows() + bloomFilters.rows() + columnIndexes.rows() + dictionaries.rows();
  }

  /**
   * What a level has shown not to be in the result.
   *
   * @param rowGroups of which it left no row
   * @param rows all rows, those of these row groups included
   */
  public record Pruned(int rowGroups, long rows) {
    /** Nothing yet. */
    public static final Pruned NOTHING = new Pruned(0, 0);
  }
}
