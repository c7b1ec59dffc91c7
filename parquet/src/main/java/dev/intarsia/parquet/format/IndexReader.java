package dev.intarsia.parquet.format;

import dev.intarsia.parquet.ByteRange;
import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.ColumnIndex;
import dev.intarsia.parquet.ColumnIndex.BoundaryOrder;
import dev.intarsia.parquet.ColumnStatistics;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.PageLocation;
import dev.intarsia.parquet.PageStatistics;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.OffsetIndex;
import org.jspecify.annotations.Nullable;

/** Makes records of the page indexes of column chunks. */
public final class IndexReader {
  private final StructReader structs = new StructReader();

  /** Starts with nothing read. */
  public IndexReader() {}

  /**
   * Reads an offset index.
   *
   * @param index holds it and nothing else
   * @param chunk whose pages it has the places of
   * @param rows of its row group
   * @param place of the chunk, for messages
   * @return the places of its data pages, in order
   * @throws CorruptFileException if that is no offset index, or not the chunk's
   */
  public List<PageLocation> locations(
      MemorySegment index, ColumnChunkMetadata chunk, long rows, Place place)
      throws CorruptFileException {
    Place here = place.part("OffsetIndex");
    OffsetIndex found = structs.read(new OffsetIndex(), index, 0, index.byteSize(), here);
    List<PageLocation> locations = new ArrayList<>();
    long from = chunk.start();
    long firstRow = 0;
    for (var location : here.present("locations", found.getPage_locations())) {
      Place page = here.page(locations.size());
      check(location, from, firstRow, chunk.pages(), rows, page);
      from = location.getOffset() + location.getCompressed_page_size();
      firstRow = location.getFirst_row_index();
      locations.add(
          new PageLocation(location.getOffset(), location.getCompressed_page_size(), firstRow));
    }
    here.check(
        rows == 0 || !locations.isEmpty(),
        () -> "it has no page, and the row group " + rows + " rows");
    here.check(
        locations.isEmpty() || locations.getFirst().firstRow() == 0,
        "its first page does not begin with the first row");
    return List.copyOf(locations);
  }

  private static void check(
      org.apache.parquet.format.PageLocation location,
      long from,
      long firstRow,
      ByteRange chunk,
      long rows,
      Place page)
      throws CorruptFileException {
    long at = location.getOffset();
    int length = location.getCompressed_page_size();
    page.check(
        at >= from && length > 0 && length <= chunk.end() - at,
        () -> length + " bytes at byte " + at + " are not where a page can be");
    long row = location.getFirst_row_index();
    page.check(
        row >= firstRow && row <= rows,
        () -> "it begins with row " + row + ", after row " + firstRow + " of " + rows);
  }

  /**
   * Reads a column index.
   *
   * @param index holds it and nothing else
   * @param trusted the rules of the chunk's column
   * @param place of the chunk, for messages
   * @return the statistics of its data pages, in order
   * @throws CorruptFileException if that is no column index
   */
  public ColumnIndex columnIndex(MemorySegment index, TrustedStatistics trusted, Place place)
      throws CorruptFileException {
    Place here = place.part("ColumnIndex");
    var found =
        structs.read(new org.apache.parquet.format.ColumnIndex(), index, 0, index.byteSize(), here);
    List<Boolean> nullPages = here.present("null pages", found.getNull_pages());
    List<ByteBuffer> minima = here.present("minima", found.getMin_values());
    List<ByteBuffer> maxima = here.present("maxima", found.getMax_values());
    int pages = nullPages.size();
    here.checkSame("its minima", pages, minima.size());
    here.checkSame("its maxima", pages, maxima.size());
    List<Long> nulls = counts("null counts", found.getNull_counts(), pages, here);
    List<Long> nans = counts("NaN counts", found.getNan_counts(), pages, here);
    List<PageStatistics> statistics = new ArrayList<>(pages);
    for (int page = 0; page < pages; page++) {
      boolean saysNull = nullPages.get(page);
      boolean allNull = saysNull && trusted.canBeNull(count(nulls, page));
      ColumnStatistics values =
          trusted.of(
              bytes(minima.get(page)),
              bytes(maxima.get(page)),
              count(nulls, page),
              count(nans, page));
      statistics.add(
          new PageStatistics(
              allNull,
              saysNull ? null : values.min(),
              saysNull ? null : values.max(),
              values.nullCount(),
              values.nanCount()));
    }
    return new ColumnIndex(order(found.getBoundary_order()), statistics);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static List<Long> counts(String what, @Nullable List<Long> found, int pages, Place place)
      throws CorruptFileException {
    if (found == null) {
      return List.of();
    }
    place.checkSame("its " + what, pages, found.size());
    return found;
  }

  private static long count(List<Long> counts, int page) {
    long count = counts.isEmpty() ? ColumnStatistics.UNKNOWN : counts.get(page);
    return Math.max(count, ColumnStatistics.UNKNOWN);
  }

  private static BoundaryOrder order(org.apache.parquet.format.@Nullable BoundaryOrder order) {
    return switch (order) {
      case ASCENDING -> BoundaryOrder.ASCENDING;
      case DESCENDING -> BoundaryOrder.DESCENDING;
      case UNORDERED -> BoundaryOrder.UNORDERED;
      case null -> BoundaryOrder.UNORDERED;
    };
  }
}
