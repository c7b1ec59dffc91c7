package dev.intarsia.parquet.format;

import dev.intarsia.parquet.ByteRange;
import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.EncodedPages;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.SizeStatistics;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** Makes records of the chunks of one column, and checks what they say against the file's size. */
final class ChunkReader {
  /** Where the first page of a file may start: behind the magic bytes. */
  private static final long FIRST_PAGE = 4;

  private final LeafColumn column;
  private final TrustedStatistics statistics;
  private final long footerStart;

  /**
   * Reads the chunks of a column.
   *
   * @param footerStart where the footer starts, before which all pages are
   */
  ChunkReader(LeafColumn column, TrustedStatistics statistics, long footerStart) {
    this.column = column;
    this.statistics = statistics;
    this.footerStart = footerStart;
  }

  ColumnChunkMetadata read(ColumnChunk chunk, Place rowGroup) throws IOException {
    Place place = rowGroup.column(column.name());
    if (chunk.isSetCrypto_metadata() || chunk.isSetEncrypted_column_metadata()) {
      throw place.unsupported("it is encrypted");
    }
    if (chunk.isSetFile_path()) {
      throw place.unsupported("its pages are in another file, " + chunk.getFile_path());
    }
    ColumnMetaData metadata = place.present("metadata", chunk.getMeta_data());
    checkColumn(metadata, place);
    long values = metadata.getNum_values();
    place.check(values >= 0, () -> "it has " + values + " values");
    ByteRange pages = pages(metadata, place);
    return new ColumnChunkMetadata(
        column.index(),
        column.path(),
        column.field().physicalType(),
        FormatNames.codec(place.present("codec", metadata.getCodec())),
        place.present("encodings", metadata.getEncodings()).stream()
            .map(FormatNames::encoding)
            .toList(),
        encodedPages(metadata),
        values,
        pages.offset(),
        pages.length(),
        metadata.getTotal_uncompressed_size(),
        hasDictionary(metadata),
        statistics.of(metadata.getStatistics(), values),
        sizes(metadata),
        chunk.isSetColumn_index_offset() && chunk.isSetColumn_index_length()
            ? within(chunk.getColumn_index_offset(), chunk.getColumn_index_length())
            : null,
        chunk.isSetOffset_index_offset() && chunk.isSetOffset_index_length()
            ? within(chunk.getOffset_index_offset(), chunk.getOffset_index_length())
            : null,
        metadata.isSetBloom_filter_offset() ? metadata.getBloom_filter_offset() : -1,
        metadata.isSetBloom_filter_length() ? metadata.getBloom_filter_length() : -1,
        keyValues(metadata.getKey_value_metadata()));
  }

  private void checkColumn(ColumnMetaData metadata, Place place) throws IOException {
    Type type = place.present("type", metadata.getType());
    boolean sameType =
        FormatNames.physicalType(type) == column.field().physicalType()
            && (type == Type.INT96) == column.int96();
    place.check(sameType, () -> "its type is not the schema's but " + type);
    place.check(
        column.path().equals(metadata.getPath_in_schema()),
        () -> "its path is not the schema's but " + metadata.getPath_in_schema());
  }

  private ByteRange pages(ColumnMetaData metadata, Place place) throws IOException {
    long length = metadata.getTotal_compressed_size();
    long start =
        hasDictionary(metadata)
            ? metadata.getDictionary_page_offset()
            : metadata.getData_page_offset();
    place.check(
        length == 0 || (start >= FIRST_PAGE && length > 0 && length <= footerStart - start),
        () -> length + " bytes from byte " + start + " on are not within the file's pages");
    place.check(
        metadata.getTotal_uncompressed_size() >= 0,
        () -> "its uncompressed size is " + metadata.getTotal_uncompressed_size());
    return new ByteRange(Math.max(0, start), length);
  }

  /**
   * Whether the metadata tells the dictionary from the data. Some writers state a dictionary at 0
   * where there is none, others take it for the first of the data pages; and one has a dictionary
   * where there are no data pages, which it states at 0.
   */
  private static boolean hasDictionary(ColumnMetaData metadata) {
    long dictionary = metadata.getDictionary_page_offset();
    long data = metadata.getData_page_offset();
    return metadata.isSetDictionary_page_offset()
        && dictionary > 0
        && (dictionary < data || data == 0);
  }

  /** An index that is not within the file is none. */
  private @Nullable ByteRange within(long offset, long length) {
    boolean fits = offset > 0 && length > 0 && length <= footerStart - offset;
    return fits ? new ByteRange(offset, length) : null;
  }

  private static List<EncodedPages> encodedPages(ColumnMetaData metadata) {
    return metadata.getEncoding_stats() == null
        ? List.of()
        : metadata.getEncoding_stats().stream()
            .map(
                stats ->
                    new EncodedPages(
                        FormatNames.pageType(stats.getPage_type()),
                        FormatNames.encoding(stats.getEncoding()),
                        stats.getCount()))
            .toList();
  }

  private static @Nullable SizeStatistics sizes(ColumnMetaData metadata) {
    org.apache.parquet.format.SizeStatistics found = metadata.getSize_statistics();
    return found == null
        ? null
        : new SizeStatistics(
            found.isSetUnencoded_byte_array_data_bytes()
                ? found.getUnencoded_byte_array_data_bytes()
                : -1,
            histogram(found.getRepetition_level_histogram()),
            histogram(found.getDefinition_level_histogram()));
  }

  private static List<Long> histogram(@Nullable List<Long> found) {
    return found == null ? List.of() : found;
  }

  /** In the order of the file; the last of several values of a key counts. */
  static Map<String, String> keyValues(@Nullable List<KeyValue> pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (KeyValue pair : pairs == null ? List.<KeyValue>of() : pairs) {
      values.put(pair.getKey(), pair.getValue() == null ? "" : pair.getValue());
    }
    return values;
  }
}
