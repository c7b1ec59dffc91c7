package dev.intarsia.parquet.read;

import dev.intarsia.columns.compute.Selection;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.filter.BoundFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A part of a filter at work: what is known of a row group, and then which rows it is true for. */
abstract sealed class FilterNode implements AutoCloseable permits FilterTerm, FilterGroup {

  /**
   * Builds the nodes of a filter.
   *
   * @param columns takes those that the filter asks
   */
  static FilterNode of(BoundFilter filter, FilterColumns columns, MemoryPool pool) {
    return switch (filter) {
      case BoundFilter.OfColumn term -> new FilterTerm(term, columns.add(term.column()));
      case BoundFilter.All(List<BoundFilter> parts) -> group(true, parts, columns, pool);
      case BoundFilter.Any(List<BoundFilter> parts) -> group(false, parts, columns, pool);
    };
  }

  private static FilterGroup group(
      boolean all, List<BoundFilter> parts, FilterColumns columns, MemoryPool pool) {
    List<FilterNode> nodes = new ArrayList<>();
    try {
      for (BoundFilter part : parts) {
        nodes.add(of(part, columns, pool));
      }
      return new FilterGroup(all, nodes, pool);
    } catch (Throwable e) {
      nodes.forEach(FilterNode::close);
      throw e;
    }
  }

  /** All terms of the filter, in its order. */
  abstract void collectTerms(List<FilterTerm> terms);

  /**
   * What is known of the row group by now.
   *
   * @param rows all that may be asked about
   */
  abstract KnownRows known(RowRanges rows);

  /**
   * Drops the selected rows for which this is not true.
   *
   * @param selected out of the window that the columns are at
   */
  abstract void refine(Selection selected, FilterColumns columns) throws IOException;

  @Override
  public abstract void close();
}
