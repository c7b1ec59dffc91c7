package dev.intarsia.parquet.read;

import dev.intarsia.columns.compute.Selection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one row group that are read in one go: all of a range, or those that a filter selected.
 *
 * @param rowGroup its index in the file
 * @param from the first row, counted from the start of the row group
 * @param count how many, at least 1
 * @param selected which of them, at least one; null for all
 */
record RowSpan(int rowGroup, long from, int count, @Nullable Selection selected) {

  /** All rows of a range. */
  RowSpan(int rowGroup, long from, int count) {
    this(rowGroup, from, count, null);
  }

  /** How many rows are read. */
  int rows() {
    return selected == null ? count : selected.count();
  }

  /** A part of the range. */
  RowSpan part(int first, int length, @Nullable Selection ofPart) {
    return new RowSpan(rowGroup, from + first, length, ofPart);
  }

  /** The same rows as ranges. */
  static List<RowSpan> ranges(List<RowSpan> spans) {
    if (spans.stream().allMatch(span -> span.selected == null)) {
      return spans;
    }
    List<RowSpan> ranges = new ArrayList<>();
    spans.forEach(span -> span.addRanges(ranges));
    return ranges;
  }

  private void addRanges(List<RowSpan> ranges) {
    if (selected == null) {
      ranges.add(this);
      return;
    }
    int next = selected.nextSelected(0);
    while (next < count) {
      int end = selected.nextUnselected(next);
      ranges.add(new RowSpan(rowGroup, from + next, end - next));
      next = selected.nextSelected(end);
    }
  }
}
