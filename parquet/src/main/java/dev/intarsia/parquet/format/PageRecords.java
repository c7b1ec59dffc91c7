package dev.intarsia.parquet.format;

import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.PageMetadata;
import dev.intarsia.parquet.PageType;
import java.lang.foreign.MemorySegment;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.jspecify.annotations.Nullable;

/** Makes records of page headers. */
public final class PageRecords {
  private static final long UNKNOWN = -1;

  private final StructReader structs = new StructReader();

  /** Starts with nothing read. */
  public PageRecords() {}

  /** What a header says that depends on the kind of page. */
  private record Values(@Nullable Encoding encoding, long count, long nulls, long rows) {}

  /**
   * Reads a header.
   *
   * @param bytes hold it
   * @param from where it starts in them
   * @param most its bytes at most
   * @param offset where it starts in the file
   * @param chunkEnd where the chunk ends in the file
   * @param place of the page, for messages
   * @return what it says
   * @throws CorruptFileException if it is none, or its page exceeds the chunk
   */
  public PageMetadata read(
      MemorySegment bytes, long from, long most, long offset, long chunkEnd, Place place)
      throws CorruptFileException {
    PageHeader header = structs.read(new PageHeader(), bytes, from, from + most, place);
    int headerSize = (int) (structs.position() - from);
    int size = header.getCompressed_page_size();
    place.check(
        size >= 0 && size <= chunkEnd - offset - headerSize,
        () -> "its " + size + " bytes exceed the chunk");
    PageType type = FormatNames.pageType(header.getType());
    Values values = values(header, type, place);
    return new PageMetadata(
        type,
        offset,
        headerSize,
        size,
        header.getUncompressed_page_size(),
        FormatNames.encoding(values.encoding()),
        values.count(),
        values.nulls(),
        values.rows(),
        header.isSetCrc());
  }

  private static Values values(PageHeader header, PageType type, Place place)
      throws CorruptFileException {
    return switch (type) {
      case DICTIONARY -> {
        DictionaryPageHeader own = place.present("header", header.getDictionary_page_header());
        yield new Values(own.getEncoding(), own.getNum_values(), UNKNOWN, UNKNOWN);
      }
      case DATA_V1 -> {
        DataPageHeader own = place.present("header", header.getData_page_header());
        yield new Values(own.getEncoding(), own.getNum_values(), UNKNOWN, UNKNOWN);
      }
      case DATA_V2 -> {
        DataPageHeaderV2 own = place.present("header", header.getData_page_header_v2());
        yield new Values(
            own.getEncoding(), own.getNum_values(), own.getNum_nulls(), own.getNum_rows());
      }
      case INDEX, UNKNOWN -> new Values(null, 0, UNKNOWN, UNKNOWN);
    };
  }
}
