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
  private final PageHeader v1 = new PageHeader().setType(PageKind.DATA_V1.type());
  private final PageHeader v2 = new PageHeader().setType(PageKind.DATA_V2.type());
  private final PageHeader dictionary = new PageHeader().setType(PageKind.DICTIONARY.type());

  /** Prepares the structs. */
  public PageHeaders() {
    writer = new CompactWriter();
    v1.setData_page_header(
        new DataPageHeader()
            .setDefinition_level_encoding(org.apache.parquet.format.Encoding.RLE)
            .setRepetition_level_encoding(org.apache.parquet.format.Encoding.RLE));
    v2.setData_page_header_v2(new DataPageHeaderV2());
    dictionary.setDictionary_page_header(
        new DictionaryPageHeader().setEncoding(org.apache.parquet.format.Encoding.PLAIN));
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
    DataPageHeader data = v1.getData_page_header();
    data.setNum_values(values);
    data.setEncoding(FormatNames.encoding(encoding));
    write(out, v1, uncompressedBytes, compressedBytes, checksum);
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
    DataPageHeaderV2 data = v2.getData_page_header_v2();
    data.setNum_rows(rows);
    data.setNum_nulls(nulls);
    data.setNum_values(values);
    data.setEncoding(FormatNames.encoding(encoding));
    data.setDefinition_levels_byte_length(definitionBytes);
    data.setRepetition_levels_byte_length(repetitionBytes);
    data.setIs_compressed(compressed);
    write(out, v2, uncompressedBytes, compressedBytes, checksum);
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
    dictionary.getDictionary_page_header().setNum_values(entries);
    write(out, dictionary, uncompressedBytes, compressedBytes, checksum);
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
