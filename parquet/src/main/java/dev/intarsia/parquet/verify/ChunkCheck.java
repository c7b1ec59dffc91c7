package dev.intarsia.parquet.verify;

import dev.intarsia.parquet.format.Place;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.jspecify.annotations.Nullable;

/** Walks the pages of one column chunk. */
final class ChunkCheck {
  /** Where the first page of a file may start: behind the magic bytes. */
  private static final long FIRST_PAGE = 4;

  /** A header holds two bounds at most that could be long; none honest comes near. */
  private static final long MAX_HEADER_BYTES = 1 << 24;

  private final FileRange range;
  private final Structs structs;
  private final Place place;
  private final ColumnMetaData metadata;
  private final PageIndexCheck index;
  private final PageTally tally;
  private final CRC32 crc = new CRC32();

  private long start;
  private long end;
  private long pages;
  private long uncompressedBytes;

  private ChunkCheck(FileRange range, ColumnChunk chunk, Leaf leaf, long pagesEnd, Place place)
      throws IOException {
    this.range = range;
    this.structs = new Structs(range);
    this.place = place;
    metadata = place.present("metadata", chunk.getMeta_data());
    place.check(
        metadata.getType() == leaf.type(), () -> "its type is not the schema's " + leaf.type());
    place.check(
        leaf.path().equals(metadata.getPath_in_schema()),
        () -> "its path is not the schema's but " + metadata.getPath_in_schema());
    index = PageIndexCheck.read(chunk, structs, pagesEnd, place);
    tally = new PageTally(leaf.repeated());
    locate(pagesEnd);
  }

  /**
   * Finds the chunk.
   *
   * @param pagesEnd where the footer starts, before which all pages are
   */
  static ChunkCheck of(FileRange range, ColumnChunk chunk, Leaf leaf, long pagesEnd, Place place)
      throws IOException {
    if (chunk.isSetCrypto_metadata()) {
      throw new IOException(place.file() + " has encrypted columns and cannot be checked");
    }
    place.check(!chunk.isSetFile_path(), "its pages are in another file");
    return new ChunkCheck(range, chunk, leaf, pagesEnd, place);
  }

  private void locate(long pagesEnd) throws IOException {
    long length = metadata.getTotal_compressed_size();
    start = hasDictionary() ? metadata.getDictionary_page_offset() : metadata.getData_page_offset();
    place.check(
        length == 0 || (start >= FIRST_PAGE && length > 0 && length <= pagesEnd - start),
        () -> length + " bytes from byte " + start + " on are not within the file's pages");
    end = start + length;
  }

  /**
   * Whether the metadata tells the dictionary from the data. Some writers state a dictionary at 0
   * where there is none, others take it for the first of the data pages; and one has a dictionary
   * where there are no data pages, which it states at 0.
   */
  private boolean hasDictionary() {
    long dictionary = metadata.getDictionary_page_offset();
    return metadata.isSetDictionary_page_offset()
        && dictionary > 0
        && (dictionary < metadata.getData_page_offset() || metadata.getData_page_offset() == 0);
  }

  long pages() {
    return pages;
  }

  long bytes() {
    return end - start;
  }

  void check(long rowGroupRows) throws IOException {
    for (long at = start; at < end; ) {
      at = checkPage(at, place.page(pages));
      pages++;
    }
    tally.checkSums(metadata, rowGroupRows, place);
    place.checkSame(
        "its uncompressed size", metadata.getTotal_uncompressed_size(), uncompressedBytes);
    index.checkEnd(tally.pages(), metadata);
  }

  /** Checks the page that starts here and returns where the next one does. */
  private long checkPage(long at, Place page) throws IOException {
    long limit = Math.min(end, at + MAX_HEADER_BYTES);
    PageHeader header = structs.read(new PageHeader(), at, limit, page);
    long bodyAt = range.position();
    int size = header.getCompressed_page_size();
    page.check(
        size >= 0 && size <= end - bodyAt,
        () -> "its " + size + " bytes exceed the " + (end - bodyAt) + " left of the chunk");
    checkUncompressedSize(header, page);
    uncompressedBytes += bodyAt - at + header.getUncompressed_page_size();
    checkKind(header, at, bodyAt - at + size, page);
    checkBody(header, bodyAt, size, page);
    return bodyAt + size;
  }

  private void checkUncompressedSize(PageHeader header, Place page) throws IOException {
    int size = header.getUncompressed_page_size();
    page.check(size >= 0, () -> "its uncompressed size is " + size);
    if (metadata.getCodec() == CompressionCodec.UNCOMPRESSED) {
      page.checkSame("its uncompressed size", header.getCompressed_page_size(), size);
    }
  }

  private void checkKind(PageHeader header, long at, long bytes, Place page) throws IOException {
    switch (page.present("type", header.getType())) {
      case DICTIONARY_PAGE -> checkDictionary(header, page);
      case DATA_PAGE -> {
        DataPageHeader v1 = page.present("data page header", header.getData_page_header());
        checkPlace(at, bytes, page);
        checkEncoding(v1.getEncoding(), page);
        tally.add(v1, page);
      }
      case DATA_PAGE_V2 -> {
        DataPageHeaderV2 v2 = page.present("data page header", header.getData_page_header_v2());
        checkPlace(at, bytes, page);
        checkEncoding(v2.getEncoding(), page);
        tally.add(v2, header.getCompressed_page_size(), page);
      }
      case INDEX_PAGE -> {}
    }
  }

  private void checkDictionary(PageHeader header, Place page) throws IOException {
    int entries =
        page.present("dictionary page header", header.getDictionary_page_header()).getNum_values();
    page.check(entries >= 0, () -> "it has " + entries + " entries");
    page.check(pages == 0, "it is a dictionary, but not the first page");
  }

  /** Some old writers list no encodings at all. */
  private void checkEncoding(@Nullable Encoding encoding, Place page) throws IOException {
    List<Encoding> listed = page.present("encodings", metadata.getEncodings());
    page.check(
        listed.isEmpty() || listed.contains(encoding),
        () -> "its encoding " + encoding + " is not among the chunk's " + listed);
  }

  private void checkPlace(long at, long bytes, Place page) throws IOException {
    if (tally.pages() == 0 && hasDictionary()) {
      page.checkSame("the place of the first data page", metadata.getData_page_offset(), at);
    }
    index.checkPage(tally.pages(), at, bytes, tally.rows(), page);
  }

  private void checkBody(PageHeader header, long at, int size, Place page) throws IOException {
    if (!header.isSetCrc()) {
      return;
    }
    crc.reset();
    range.over(at, at + size);
    range.checksum(size, crc);
    int found = (int) crc.getValue();
    page.check(
        found == header.getCrc(),
        () -> "its checksum is %08x, but its header says %08x".formatted(found, header.getCrc()));
  }
}
