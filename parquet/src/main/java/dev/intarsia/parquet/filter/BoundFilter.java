package dev.intarsia.parquet.filter;

import dev.intarsia.columns.compute.ValueTest;
import dev.intarsia.parquet.LeafColumn;
import java.util.List;

/**
 * A filter that was bound to a file's columns. There is no NOT in it: by De Morgan's laws, which
 * hold with three truth values too, it was moved down to the tests. So every node only needs to
 * tell the rows for which it is true from those for which it is false or unknown.
 */
public sealed interface BoundFilter {
  /** True for no row. */
  BoundFilter NOTHING = new Any(List.of());

  /** True for every row. */
  BoundFilter EVERYTHING = new All(List.of());

  /** What asks one column. */
  sealed interface OfColumn extends BoundFilter {
    /**
     * Which; it has one slot a row.
     *
     * @return a column of the file that the filter was bound to
     */
    LeafColumn column();
  }

  /**
   * True for the rows whose value passes a test.
   *
   * @param column whose values are tested; null passes no test
   * @param test what decides, NaN and the order of the column's type taken care of
   * @param equalTo in PLAIN form, without a length before them, all values that pass; empty if
   *     there are others, or if one value may be written in several ways
   */
  record Test(LeafColumn column, ValueTest test, List<byte[]> equalTo) implements OfColumn {}

  /**
   * True for the rows with a value, or for those without.
   *
   * @param column whose nulls are asked for
   * @param present true for rows with a value, false for those without
   */
  record Presence(LeafColumn column, boolean present) implements OfColumn {}

  /**
   * True for the rows for which all are true.
   *
   * @param filters in the order in which they are asked; none makes it true for every row
   */
  record All(List<BoundFilter> filters) implements BoundFilter {}

  /**
   * True for the rows for which one is true.
   *
   * @param filters in the order in which they are asked; none makes it true for no row
   */
  record Any(List<BoundFilter> filters) implements BoundFilter {}
}
