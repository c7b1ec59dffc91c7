package dev.intarsia.parquet.read;

import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.PageMetadata;
import dev.intarsia.parquet.format.PageRecords;
import dev.intarsia.parquet.format.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The headers of a chunk's pages, one after the other; the pages themselves are passed over. */
public final class PageHeaders {
  /** A header holds two bounds at most that could be long; none honest comes near. */
  private static final long MOST_HEADER_BYTES = 1 << 20;

  private PageHeaders() {}

  /**
   * Reads the headers of a chunk's pages.
   *
   * @param file open
   * @param rowGroup index of the row group
   * @param column index of the column
   * @return all pages, that of the dictionary included, in the file's order
   * @throws IOException if they cannot be read or are corrupt
   */
  public static List<PageMetadata> of(OpenFile file, int rowGroup, int column) throws IOException {
    ColumnChunkMetadata chunk = file.metadata().rowGroups().get(rowGroup).column(column);
    Place place = file.place(rowGroup, column);
    PageRecords records = new PageRecords();
    List<PageMetadata> pages = new ArrayList<>();
    long end = chunk.pages().end();
    file.enter();
    try (ChunkBytes bytes = new ChunkBytes(file, "page headers")) {
      bytes.begin(end);
      for (long at = chunk.start(); at < end; ) {
        long most = Math.min(MOST_HEADER_BYTES, end - at);
        bytes.hold(at, most);
        PageMetadata page =
            records.read(
                bytes.segment(), bytes.offset(at), most, at, end, place.page(pages.size()));
        pages.add(page);
        at += page.headerSize() + page.compressedSize();
      }
    } finally {
      file.leave();
    }
    return pages;
  }
}
