package dev.intarsia.parquet;

import java.util.List;

/**
 * The statistics of a column chunk's data pages.
 *
 * @param order in which both the minima and the maxima of the pages come, those of nothing but
 *     nulls left out
 * @param pages in the order of the chunk
 */
public record ColumnIndex(BoundaryOrder order, List<PageStatistics> pages) {
  /** How bounds of pages follow each other. */
  public enum BoundaryOrder {
    /** As it happens. */
    UNORDERED,
    /** None is less than the one before. */
    ASCENDING,
    /** None is greater than the one before. */
    DESCENDING
  }

  /** Keeps a copy. */
  public ColumnIndex {
    pages = List.copyOf(pages);
  }
}
