package dev.intarsia.parquet.verify;

import dev.intarsia.columns.ValueOrder;
import dev.intarsia.parquet.Bound;
import dev.intarsia.parquet.ColumnIndex;
import dev.intarsia.parquet.ColumnIndex.BoundaryOrder;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.PageLocation;
import dev.intarsia.parquet.PageStatistics;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the values of one column chunk with what its column index says about its pages. */
final class PageValueCheck {
  private static final long UNKNOWN = -1;

  private final List<PageLocation> locations;
  private final ColumnIndex index;
  private final ValueOrder order;

  /** Only then a slot is a row, and so a null is one of the page's. */
  private final boolean flat;

  private @Nullable String problem;
  private int page;
  private long values;
  private long nulls;

  private PageValueCheck(List<PageLocation> locations, ColumnIndex index, LeafColumn column) {
    this.locations = locations;
    this.index = index;
    flat = column.isFlat();
    order = column.int96() ? ValueOrder.UNDEFINED : ValueOrder.of(column.field());
    problem =
        locations.size() == index.pages().size()
            ? outOfOrder()
            : "its column index has %d pages, its offset index %d"
                .formatted(index.pages().size(), locations.size());
  }

  static @Nullable PageValueCheck of(
      @Nullable List<PageLocation> locations, @Nullable ColumnIndex index, LeafColumn column) {
    return locations == null || index == null || locations.isEmpty()
        ? null
        : new PageValueCheck(locations, index, column);
  }

  private @Nullable String outOfOrder() {
    if (index.order() == BoundaryOrder.UNORDERED) {
      return null;
    }
    int wrong = index.order() == BoundaryOrder.ASCENDING ? 1 : -1;
    PageStatistics last = null;
    for (PageStatistics next : index.pages()) {
      Bound min = next.min();
      Bound max = next.max();
      if (min != null && max != null) {
        Bound lastMin = last == null ? min : last.min();
        Bound lastMax = last == null ? max : last.max();
        if (sign(lastMin, min) == wrong || sign(lastMax, max) == wrong) {
          return "its pages' bounds are said to be " + index.order() + ", and are not";
        }
        last = next;
      }
    }
    return null;
  }

  private int sign(@Nullable Bound a, @Nullable Bound b) {
    return a == null || b == null
        ? 0
        : Integer.signum(order.compare(a.value(), 0, a.length(), b.value(), 0, b.length()));
  }

  /** Goes to a row. */
  void row(long row) {
    while (page + 1 < locations.size() && locations.get(page + 1).firstRow() <= row) {
      endPage();
    }
  }

  private void endPage() {
    PageStatistics said = statistics();
    if (said != null && problem == null) {
      if (said.allNull() && values > 0) {
        problem = "page " + page + " is said to be null throughout, but has " + values + " values";
      } else if (flat && said.nullCount() > UNKNOWN && said.nullCount() != nulls) {
        problem =
            "page %d has %d nulls, but its index says %d".formatted(page, nulls, said.nullCount());
      }
    }
    page++;
    values = 0;
    nulls = 0;
  }

  private @Nullable PageStatistics statistics() {
    return page < index.pages().size() ? index.pages().get(page) : null;
  }

  /** Takes a slot without a value. */
  void missing() {
    nulls++;
  }

  /** Takes a value; returns whether it is within its page's bounds. */
  boolean add(MemorySegment value, long offset, int length) {
    values++;
    PageStatistics said = statistics();
    if (said == null) {
      return true;
    }
    Bound min = said.min();
    Bound max = said.max();
    return (min == null || order.compare(value, offset, length, min.value(), 0, min.length()) >= 0)
        && (max == null || order.compare(value, offset, length, max.value(), 0, max.length()) <= 0);
  }

  /** What is wrong with the pages' counts and order, once all values were taken; else null. */
  @Nullable String problem() {
    endPage();
    return problem;
  }
}
