package dev.intarsia.parquet.read;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.compute.Outcome;
import dev.intarsia.columns.compute.Selection;
import dev.intarsia.memory.HeapAccess;
import dev.intarsia.parquet.BloomFilter;
import dev.intarsia.parquet.ByteRange;
import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.ColumnIndex;
import dev.intarsia.parquet.ColumnStatistics;
import dev.intarsia.parquet.PageLocation;
import dev.intarsia.parquet.PageStatistics;
import dev.intarsia.parquet.RowGroupMetadata;
import dev.intarsia.parquet.event.RowGroupFilterEvent;
import dev.intarsia.parquet.filter.BoundFilter.OfColumn;
import dev.intarsia.parquet.filter.BoundFilter.Presence;
import dev.intarsia.parquet.filter.BoundFilter.Test;
import dev.intarsia.parquet.filter.StatisticsOutcome;
import dev.intarsia.parquet.read.FilterTally.Level;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which rows of a row group a filter can be true for, from whatever the file has beside
 * its values: what costs least is asked first, and nothing once all is known.
 */
final class RowGroupPruning implements AutoCloseable {
  private final OpenFile file;
  private final FilterNode filter;
  private final FilterColumns columns;
  private final FilterTally tally;
  private final List<FilterTerm> terms = new ArrayList<>();
  private final FileIndexes indexes;
  private final Selection passing;

  RowGroupPruning(OpenFile file, FilterNode filter, FilterColumns columns, FilterTally tally) {
    this.file = file;
    this.filter = filter;
    this.columns = columns;
    this.tally = tally;
    filter.collectTerms(terms);
    indexes = new FileIndexes(file);
    passing = Selection.allocate(file.pool());
  }

  /** What is known of the wanted rows of a row group. */
  KnownRows prune(RowPart part) throws IOException {
    RowGroupFilterEvent event = RowGroupFilterEvent.started();
    RowGroupMetadata group = file.metadata().rowGroups().get(part.rowGroup());
    terms.forEach(FilterTerm::begin);
    KnownRows known = new KnownRows(part.rows(), RowRanges.none());
    Level asked = Level.STATISTICS;
    for (Level level : Level.values()) {
      asked = level;
      if (level == Level.COLUMN_INDEX) {
        fetchIndexes(group);
      }
      for (FilterTerm term : terms) {
        if (term.isOpen()) {
          ask(level, term, group);
        }
      }
      long before = known.possible().rows();
      known = filter.known(part.rows());
      tally.prune(level, before, known.possible().rows());
      if (known.isDecided()) {
        break;
      }
    }
    event.emit(
        file.name(),
        part.rowGroup(),
        part.rows().rows(),
        known.possible().rows(),
        known.certain().rows(),
        asked);
    return known;
  }

  /** Of a source that is not in memory, what all terms ask for is read at once. */
  private void fetchIndexes(RowGroupMetadata group) throws IOException {
    List<ByteRange> ranges = new ArrayList<>();
    for (FilterTerm term : terms) {
      ColumnChunkMetadata chunk = group.column(term.filter().column().index());
      ByteRange statistics = chunk.columnIndex();
      ByteRange places = chunk.offsetIndex();
      if (term.isOpen() && statistics != null && places != null) {
        ranges.add(statistics);
        ranges.add(places);
      }
    }
    indexes.fetch(ranges);
  }

  private void ask(Level level, FilterTerm term, RowGroupMetadata group) throws IOException {
    ColumnChunkMetadata chunk = group.column(term.filter().column().index());
    RowRanges all = RowRanges.of(0, group.rowCount());
    switch (level) {
      case STATISTICS ->
          term.learn(
              KnownRows.of(
                  StatisticsOutcome.of(term.filter(), chunk.statistics(), group.rowCount()), all));
      case BLOOM_FILTER -> {
        if (chunk.bloomFilter() >= 0
            && term.filter() instanceof Test test
            && !test.equalTo().isEmpty()
            && !mightContain(test, group.index())) {
          term.learn(KnownRows.of(Outcome.NEVER, all));
        }
      }
      case COLUMN_INDEX -> askPages(term, group);
      case DICTIONARY -> {
        if (chunk.isDictionaryEncoded()) {
          term.learn(KnownRows.of(ofDictionary(term, chunk, group), all));
        }
      }
    }
  }

  @HeapAccess("literals are the caller's, on the heap")
  private boolean mightContain(Test test, int rowGroup) throws IOException {
    try (BloomFilter bloom = indexes.bloomFilter(rowGroup, test.column().index())) {
      return bloom == null
          || test.equalTo().stream()
              .anyMatch(value -> bloom.mightContain(MemorySegment.ofArray(value), 0, value.length));
    }
  }

  /** A column index without the places of its pages, or of other pages than these, is of no use. */
  private void askPages(FilterTerm term, RowGroupMetadata group) throws IOException {
    int column = term.filter().column().index();
    ColumnIndex index = indexes.columnIndex(group.index(), column);
    List<PageLocation> locations = index == null ? null : indexes.locations(group.index(), column);
    if (index == null || locations == null || locations.size() != index.pages().size()) {
      return;
    }
    RowRanges.Builder possible = new RowRanges.Builder();
    RowRanges.Builder certain = new RowRanges.Builder();
    for (int page = 0; page < locations.size(); page++) {
      long from = locations.get(page).firstRow();
      boolean isLast = page == locations.size() - 1;
      long to = isLast ? group.rowCount() : locations.get(page + 1).firstRow();
      Outcome outcome = ofPage(term.filter(), index.pages().get(page), to - from);
      possible.add(from, outcome == Outcome.NEVER ? from : to);
      certain.add(from, outcome == Outcome.ALWAYS ? to : from);
    }
    term.learn(new KnownRows(possible.build(), certain.build()));
  }

  private static Outcome ofPage(OfColumn filter, PageStatistics page, long rows) {
    long nulls = page.allNull() ? rows : page.nullCount();
    return StatisticsOutcome.of(
        filter,
        new ColumnStatistics(
            page.min(), page.max(), nulls, page.nanCount(), ColumnStatistics.UNKNOWN),
        rows);
  }

  private Outcome ofDictionary(FilterTerm term, ColumnChunkMetadata chunk, RowGroupMetadata group)
      throws IOException {
    return switch (term.filter()) {
      case Presence presence -> Outcome.SOMETIMES;
      case Test test -> {
        Column entries = columns.dictionary(term.column(), group.index());
        if (entries == null) {
          yield Outcome.SOMETIMES;
        }
        test.test().select(entries, passing);
        boolean hasNulls = test.column().maxDefinitionLevel() > 0 && chunk.nullCount() != 0;
        int count = passing.count();
        yield count == 0
            ? Outcome.NEVER
            : count == entries.length() && !hasNulls ? Outcome.ALWAYS : Outcome.SOMETIMES;
      }
    };
  }

  @Override
  public void close() {
    indexes.close();
    passing.close();
  }
}
