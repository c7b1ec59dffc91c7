package dev.intarsia.parquet.read;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.compute.Selection;
import dev.intarsia.parquet.filter.BoundFilter.OfColumn;
import dev.intarsia.parquet.filter.BoundFilter.Presence;
import dev.intarsia.parquet.filter.BoundFilter.Test;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a filter asks one column. */
final class FilterTerm extends FilterNode {
  private final OfColumn filter;

  /** Which of the filter's columns. */
  private final int column;

  private @Nullable KnownRows known;

  FilterTerm(OfColumn filter, int column) {
    this.filter = filter;
    this.column = column;
  }

  OfColumn filter() {
    return filter;
  }

  int column() {
    return column;
  }

  /** Goes to a row group of which nothing is known. */
  void begin() {
    known = null;
  }

  /** Takes note of something. */
  void learn(KnownRows more) {
    known = known == null ? more : known.with(more);
  }

  /** Whether further sources could tell more. */
  boolean isOpen() {
    return known == null || !known.isDecided();
  }

  @Override
  void collectTerms(List<FilterTerm> terms) {
    terms.add(this);
  }

  @Override
  KnownRows known(RowRanges rows) {
    KnownRows learned = known;
    return learned == null
        ? new KnownRows(rows, RowRanges.none())
        : new KnownRows(learned.possible().and(rows), learned.certain().and(rows));
  }

  @Override
  void refine(Selection selected, FilterColumns columns) throws IOException {
    Column values = columns.column(column);
    switch (filter) {
      case Test test -> test.test().refine(values, selected);
      case Presence presence when presence.present() -> selected.andPresent(values);
      case Presence _ -> selected.andNull(values);
    }
  }

  @Override
  public void close() {}
}
