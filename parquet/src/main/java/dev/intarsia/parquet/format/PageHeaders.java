package dev.intarsia.parquet.format;

import dev.intarsia.encoding.Encoding;
import dev.intarsia.memory.buffer.GrowableSegment;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TException;

/**
 * Appends page headers to segments. One serves a writer for ever and makes no garbage worth
 * mentioning; it belongs to one thread at a time.
 *
 * <p>Sizes are in bytes and do not count the header. A checksum is the CRC-32 of the page's bytes
 * as they stand in the file, as {@link java.util.zip.CRC32#getValue()} returns it.
 */
public final class PageHeaders {
  /** Stands for a checksum where the page has none. */
  public static final long NO_CHECKSUM = -1;

  /** No header is larger: the numbers in it take at most five bytes each. */
  private static final int MAX_BYTES = 128;

  private final CompactWriter writer;
  private final DataPageHeader v1 = new DataPageHeader();
  private final DataPageHeaderV2 v2 = new DataPageHeaderV2();
  private final DictionaryPageHeader dictionary = new DictionaryPageHeader();
  private final PageHeader ofV1 = header(PageKind.DATA_V1).setData_page_header(v1);
  private final PageHeader ofV2 = header(PageKind.DATA_V2).setData_page_header_v2(v2);
  private final PageHeader ofDictionary =
      header(PageKind.DICTIONARY).setDictionary_page_header(dictionary);

  /** Prepares the structs. */
  public PageHeaders() {
    writer = new CompactWriter();
    v1.setDefinition_level_encoding(org.apache.parquet.format.Encoding.RLE);
    v1.setRepetition_level_encoding(org.apache.parquet.format.Encoding.RLE);
    dictionary.setEncoding(org.apache.parquet.format.Encoding.PLAIN);
  }

  private static PageHeader header(PageKind kind) {
    return new PageHeader().setType(kind.type());
  }

  /**
   * Appends the header of a data page V1, whose levels are RLE.
   *
   * @param out grows by the header
   * @param uncompressedBytes of levels and values
   * @param compressedBytes of levels and values together
   * @param checksum of the page, or {@link #NO_CHECKSUM}
   * @param values nulls included
   * @param encoding of the values
   */
  public void dataPageV1(
      GrowableSegment out,
      int uncompressedBytes,
      int compressedBytes,
      long checksum,
      int values,
      Encoding encoding) {
    v1.setNum_values(values);
    v1.setEncoding(FormatNames.encoding(encoding));
    write(out, ofV1, uncompressedBytes, compressedBytes, checksum);
  }

  /**
   * Appends the header of a data page V2.
   *
   * @param out grows by the header
   * @param uncompressedBytes of levels and values
   * @param compressedBytes of the levels, which are never compressed, and the values
   * @param checksum of the page, or {@link #NO_CHECKSUM}
   * @param rows in the page
   * @param nulls among the values
   * @param values nulls included
   * @param encoding of the values
   * @param definitionBytes of the definition levels
   * @param repetitionBytes of the repetition levels
   * @param compressed whether the values are
   */
  public void dataPageV2(
      GrowableSegment out,
      int uncompressedBytes,
      int compressedBytes,
      long checksum,
      int rows,
      int nulls,
      int values,
      Encoding encoding,
      int definitionBytes,
      int repetitionBytes,
      boolean compressed) {
    v2.setNum_rows(rows);
    v2.setNum_nulls(nulls);
    v2.setNum_values(values);
    v2.setEncoding(FormatNames.encoding(encoding));
    v2.setDefinition_levels_byte_length(definitionBytes);
    v2.setRepetition_levels_byte_length(repetitionBytes);
    v2.setIs_compressed(compressed);
    write(out, ofV2, uncompressedBytes, compressedBytes, checksum);
  }

  /**
   * Appends the header of a dictionary page, whose entries are PLAIN.
   *
   * @param out grows by the header
   * @param uncompressedBytes of the entries
   * @param compressedBytes of the entries
   * @param checksum of the page, or {@link #NO_CHECKSUM}
   * @param entries in the dictionary
   */
  public void dictionaryPage(
      GrowableSegment out, int uncompressedBytes, int compressedBytes, long checksum, int entries) {
    dictionary.setNum_values(entries);
    write(out, ofDictionary, uncompressedBytes, compressedBytes, checksum);
  }

  private void write(
      GrowableSegment out,
      PageHeader header,
      int uncompressedBytes,
      int compressedBytes,
      long checksum) {
    header.setUncompressed_page_size(uncompressedBytes);
    header.setCompressed_page_size(compressedBytes);
    if (checksum == NO_CHECKSUM) {
      header.unsetCrc();
    } else {
      header.setCrc((int) checksum);
    }
    // Memory that is short is noticed here, before a part of the header is written.
    out.reserve(MAX_BYTES);
    try {
      header.write(writer.into(out));
    } catch (TException e) {
      throw CompactWriter.mistake(e);
    }
  }
}
