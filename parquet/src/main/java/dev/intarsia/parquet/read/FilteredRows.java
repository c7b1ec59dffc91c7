package dev.intarsia.parquet.read;

import dev.intarsia.columns.compute.Selection;
import dev.intarsia.parquet.FilterMetrics;
import dev.intarsia.parquet.RowGroupMetadata;
import dev.intarsia.parquet.filter.BoundFilter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a filter is true for. Row groups are pruned as the scan gets to them; of what is
 * left, window after window of rows, the filter's columns are decoded and tested.
 *
 * <pre>
 *   row group   |......... not possible .........|  possible  |  certain  |  possible  |...|
 *   windows                                      | w | w | w  |           | w | w | w  |
 *   selected                                       .. .     ... ........... .   ..  . .
 * </pre>
 */
public final class FilteredRows implements RowPlan {
  /** Rows tested at a time: the columns of a window stay in the cache. */
  private static final int WINDOW_ROWS = 8_128;

  private final OpenFile file;
  private final List<RowPart> parts;
  private final FilterColumns columns;
  private final FilterNode filter;
  private final RowGroupPruning pruning;
  private final FilterTally tally = new FilterTally();

  /** All that were ever needed, and those that nobody uses now. */
  private final List<Selection> selections = new ArrayList<>();

  private final Deque<Selection> unused = new ArrayDeque<>();

  private int nextPart;
  private int rowGroup;
  private KnownRows known = new KnownRows(RowRanges.none(), RowRanges.none());

  /** The next row of the row group that was not looked at. */
  private long row;

  /** What is left of a window that had more rows than the batch. */
  private @Nullable RowSpan rest;

  /**
   * Prepares to read; nothing is read yet.
   *
   * @param file open as long as this
   * @param bound to the file
   * @param parts the rows that it is asked about
   */
  public FilteredRows(OpenFile file, BoundFilter bound, List<RowPart> parts) {
    this.file = file;
    this.parts = List.copyOf(parts);
    file.enter();
    try {
      columns = new FilterColumns(file);
      filter = FilterNode.of(bound, columns, file.pool());
      pruning = new RowGroupPruning(file, filter, columns, tally);
    } catch (Throwable e) {
      file.leave();
      throw e;
    }
  }

  @Override
  public List<RowSpan> next(int rows) throws IOException {
    List<RowSpan> spans = new ArrayList<>();
    int left = rows;
    while (left > 0) {
      RowSpan window = nextWindow(left);
      if (window == null) {
        break;
      }
      int found = window.rows();
      if (found > left) {
        spans.add(cut(window, left));
        break;
      }
      spans.add(window);
      left -= found;
    }
    return spans;
  }

  /**
   * Counts the rows that are left, and reads no more than that takes.
   *
   * @return how many
   * @throws IOException if the file cannot be read, or is corrupt
   */
  public long count() throws IOException {
    long count = 0;
    RowSpan window = nextWindow(Integer.MAX_VALUE);
    while (window != null) {
      count += window.rows();
      giveBack(List.of(window));
      window = nextWindow(Integer.MAX_VALUE);
    }
    return count;
  }

  /** The next window with a row for which the filter is true, or null. */
  private @Nullable RowSpan nextWindow(int mostCertain) throws IOException {
    RowSpan left = rest;
    if (left != null) {
      rest = null;
      return left;
    }
    while (hasRow()) {
      RowRanges certain = known.certain();
      int inside = certain.rangeOf(row);
      if (inside >= 0) {
        return takeCertain(Math.min(certain.to(inside) - row, mostCertain));
      }
      long end = Math.min(possibleEnd(), certain.nextFrom(row));
      RowSpan window = test((int) Math.min(end - row, WINDOW_ROWS));
      if (window != null) {
        return window;
      }
    }
    return null;
  }

  private long possibleEnd() {
    return known.possible().to(known.possible().rangeOf(row));
  }

  /** Goes to the next row that is possible, in whatever row group that is. */
  private boolean hasRow() throws IOException {
    while (true) {
      if (known.possible().rangeOf(row) >= 0) {
        return true;
      }
      row = known.possible().nextFrom(row);
      if (row < Long.MAX_VALUE) {
        return true;
      }
      if (nextPart == parts.size()) {
        return false;
      }
      RowPart part = parts.get(nextPart++);
      rowGroup = part.rowGroup();
      row = 0;
      known = pruning.prune(part);
    }
  }

  private RowSpan takeCertain(long count) {
    RowSpan span = new RowSpan(rowGroup, row, (int) count);
    tally.take(count);
    row += count;
    return span;
  }

  /** Tests some rows; null if the filter is true for none. */
  private @Nullable RowSpan test(int count) throws IOException {
    RowSpan window = new RowSpan(rowGroup, row, count);
    row += count;
    Selection selected = borrow();
    selected.reset(count);
    selected.addRange(0, count);
    columns.begin(window);
    filter.refine(selected, columns);
    int found = selected.count();
    tally.test(count, found);
    if (found > 0 && found < count) {
      return new RowSpan(rowGroup, window.from(), count, selected);
    }
    giveBack(selected);
    return found == 0 ? null : window;
  }

  /** Keeps what follows the first so many selected rows of a window, and returns these. */
  private RowSpan cut(RowSpan window, int rows) {
    Selection selected = window.selected();
    if (selected == null) {
      rest = window.part(rows, window.count() - rows, null);
      return window.part(0, rows, null);
    }
    int end = 0;
    for (int i = 0; i < rows; i++) {
      end = selected.nextSelected(end) + 1;
    }
    Selection first = borrow();
    Selection second = borrow();
    int left = window.count() - end;
    first.set(selected, 0, end);
    second.set(selected, end, left);
    giveBack(selected);
    rest = window.part(end, left, second);
    return window.part(0, end, first);
  }

  private synchronized Selection borrow() {
    Selection idle = unused.poll();
    if (idle == null) {
      idle = Selection.allocate(file.pool());
      selections.add(idle);
    }
    return idle;
  }

  private synchronized void giveBack(Selection selection) {
    unused.push(selection);
  }

  /** Pruning, which would tell, waits until the scan gets to a row group. */
  @Override
  public boolean takesAll(RowGroupMetadata group) {
    return false;
  }

  @Override
  public void giveBack(List<RowSpan> spans) {
    for (RowSpan span : spans) {
      Selection selected = span.selected();
      if (selected != null) {
        giveBack(selected);
      }
    }
  }

  /**
   * What the filter did so far.
   *
   * @return counts as they are now; any thread may ask
   */
  public FilterMetrics metrics() {
    return tally.metrics(columns.loaded());
  }

  @Override
  public void close() {
    pruning.close();
    filter.close();
    columns.close();
    selections.forEach(Selection::close);
    file.leave();
  }
}
