package dev.intarsia.parquet.read;

import dev.intarsia.columns.compute.Selection;
import dev.intarsia.memory.MemoryPool;
import java.io.IOException;
import java.util.List;

/** Several filters, of which all or one must be true. */
final class FilterGroup extends FilterNode {
  private final boolean all;
  private final List<FilterNode> parts;

  /** Rows that no part was true for yet, and those of them that the next is. */
  private final Selection open;

  private final Selection found;

  FilterGroup(boolean all, List<FilterNode> parts, MemoryPool pool) {
    this.all = all;
    this.parts = parts;
    open = Selection.allocate(pool);
    found = Selection.allocate(pool);
  }

  @Override
  void collectTerms(List<FilterTerm> terms) {
    parts.forEach(part -> part.collectTerms(terms));
  }

  @Override
  KnownRows known(RowRanges rows) {
    RowRanges start = all ? rows : RowRanges.none();
    KnownRows known = new KnownRows(start, start);
    for (FilterNode part : parts) {
      known = all ? known.and(part.known(rows)) : known.or(part.known(rows));
    }
    return known;
  }

  @Override
  void refine(Selection selected, FilterColumns columns) throws IOException {
    if (all) {
      refineByAll(selected, columns);
    } else {
      refineByAny(selected, columns);
    }
  }

  /** The columns of a part are not even read if those before it left no row. */
  private void refineByAll(Selection selected, FilterColumns columns) throws IOException {
    for (FilterNode part : parts) {
      if (selected.isEmpty()) {
        return;
      }
      part.refine(selected, columns);
    }
  }

  private void refineByAny(Selection selected, FilterColumns columns) throws IOException {
    open.set(selected);
    for (FilterNode part : parts) {
      if (open.isEmpty()) {
        break;
      }
      found.set(open);
      part.refine(found, columns);
      open.andNot(found);
    }
    selected.andNot(open);
  }

  @Override
  public void close() {
    parts.forEach(FilterNode::close);
    open.close();
    found.close();
  }
}
