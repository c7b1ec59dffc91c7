package dev.intarsia.parquet.verify;

import dev.intarsia.parquet.format.Place;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TBase;

/** The page indexes of one chunk, if it has any, against its pages. */
final class PageIndexCheck {
  private final @Nullable OffsetIndex offsets;
  private final @Nullable ColumnIndex columns;
  private final Place place;

  private PageIndexCheck(
      @Nullable OffsetIndex offsets, @Nullable ColumnIndex columns, Place place) {
    this.offsets = offsets;
    this.columns = columns;
    this.place = place;
  }

  static PageIndexCheck read(ColumnChunk chunk, Structs structs, long footerStart, Place place)
      throws IOException {
    OffsetIndex offsets = null;
    if (chunk.isSetOffset_index_offset() && chunk.isSetOffset_index_length()) {
      long at = chunk.getOffset_index_offset();
      int length = chunk.getOffset_index_length();
      offsets = read(new OffsetIndex(), at, length, structs, footerStart, place);
    }
    ColumnIndex columns = null;
    if (chunk.isSetColumn_index_offset() && chunk.isSetColumn_index_length()) {
      long at = chunk.getColumn_index_offset();
      int length = chunk.getColumn_index_length();
      columns = read(new ColumnIndex(), at, length, structs, footerStart, place);
    }
    return new PageIndexCheck(offsets, columns, place);
  }

  private static <T extends TBase<?, ?>> T read(
      T struct, long at, int length, Structs structs, long footerStart, Place place)
      throws IOException {
    Place index = place.part(struct.getClass().getSimpleName());
    index.check(
        at >= 0 && length >= 0 && length <= footerStart - at,
        () -> length + " bytes at byte " + at + " are not within the file");
    return structs.read(struct, at, at + length, index);
  }

  /**
   * Compares a data page with its entry.
   *
   * @param firstRow the rows before it, or {@link PageTally#UNKNOWN}
   */
  void checkPage(long index, long at, long bytes, long firstRow, Place page) throws IOException {
    if (offsets == null) {
      return;
    }
    List<PageLocation> locations = page.present("locations", offsets.getPage_locations());
    page.check(index < locations.size(), () -> "the offset index has only " + locations.size());
    PageLocation location = locations.get((int) index);
    page.checkSame("its place in the offset index", location.getOffset(), at);
    page.checkSame("its size in the offset index", location.getCompressed_page_size(), bytes);
    if (firstRow != PageTally.UNKNOWN) {
      page.checkSame("its first row in the offset index", location.getFirst_row_index(), firstRow);
    }
  }

  void checkEnd(long pages, ColumnMetaData metadata) throws IOException {
    if (offsets != null) {
      place.checkSame("the pages in the offset index", offsets.getPage_locationsSize(), pages);
    }
    if (columns != null) {
      checkColumnIndex(columns, pages, metadata);
    }
  }

  private void checkColumnIndex(ColumnIndex index, long pages, ColumnMetaData metadata)
      throws IOException {
    place.checkSame("the pages in the column index", index.getNull_pagesSize(), pages);
    place.checkSame("the minima in the column index", index.getMin_valuesSize(), pages);
    place.checkSame("the maxima in the column index", index.getMax_valuesSize(), pages);
    List<Long> nullCounts = index.getNull_counts();
    if (nullCounts == null) {
      return;
    }
    place.checkSame("the null counts in the column index", nullCounts.size(), pages);
    Statistics statistics = metadata.getStatistics();
    if (statistics != null && statistics.isSetNull_count()) {
      long nulls = nullCounts.stream().mapToLong(Long::longValue).sum();
      place.checkSame("the nulls in the column index", statistics.getNull_count(), nulls);
    }
  }
}
