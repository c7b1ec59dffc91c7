package dev.intarsia.cli.inspect;

import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.EncodedPages;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.PageCodec;
import dev.intarsia.parquet.PageEncoding;
import dev.intarsia.parquet.PageType;
import dev.intarsia.parquet.RowGroupMetadata;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the chunks of one column add up to over all row groups. */
final class ColumnTotals {
  private final LeafColumn column;
  private final Set<PageCodec> codecs = EnumSet.noneOf(PageCodec.class);
  private final Set<PageEncoding> encodings = EnumSet.noneOf(PageEncoding.class);
  private int chunks;
  private int dictionaries;
  private int fallbacks;
  private int withoutStatistics;
  private int withoutOffsetIndex;
  private int bloomFilters;
  private long values;
  private long nulls;
  private long compressed;
  private long uncompressed;
  private long packedInVain;

  private ColumnTotals(LeafColumn column) {
    this.column = column;
  }

  static ColumnTotals of(LeafColumn column, List<RowGroupMetadata> groups) {
    ColumnTotals totals = new ColumnTotals(column);
    for (RowGroupMetadata group : groups) {
      totals.add(group.column(column.index()));
    }
    return totals;
  }

  private void add(ColumnChunkMetadata chunk) {
    chunks++;
    codecs.add(chunk.codec());
    encodings.addAll(valueEncodings(chunk));
    dictionaries += hasDictionary(chunk) ? 1 : 0;
    fallbacks += hasDictionary(chunk) && fellBack(chunk) ? 1 : 0;
    withoutStatistics += chunk.valueCount() > 0 && chunk.nullCount() < 0 ? 1 : 0;
    withoutOffsetIndex += chunk.offsetIndex() == null && chunk.compressedSize() > 0 ? 1 : 0;
    bloomFilters += chunk.bloomFilter() >= 0 ? 1 : 0;
    values += chunk.valueCount();
    nulls = nulls < 0 || chunk.nullCount() < 0 ? -1 : nulls + chunk.nullCount();
    compressed += chunk.compressedSize();
    uncompressed += chunk.uncompressedSize();
    boolean inVain =
        chunk.codec() != PageCodec.UNCOMPRESSED
            && chunk.compressedSize() >= chunk.uncompressedSize() * 0.97;
    packedInVain += inVain ? chunk.compressedSize() : 0;
  }

  private static boolean hasDictionary(ColumnChunkMetadata chunk) {
    return chunk.hasDictionary()
        || chunk.encodedPages().stream().anyMatch(pages -> pages.type() == PageType.DICTIONARY);
  }

  /** The encodings of values; where the file does not tell them from those of levels, all. */
  static Set<PageEncoding> valueEncodings(ColumnChunkMetadata chunk) {
    Set<PageEncoding> found = EnumSet.noneOf(PageEncoding.class);
    if (chunk.encodedPages().isEmpty()) {
      found.addAll(chunk.encodings());
    }
    for (EncodedPages pages : chunk.encodedPages()) {
      if (pages.count() > 0 && pages.type() != PageType.DICTIONARY) {
        found.add(pages.encoding());
      }
    }
    return found;
  }

  private static boolean fellBack(ColumnChunkMetadata chunk) {
    return chunk.encodedPages().stream()
        .anyMatch(
            pages ->
                pages.type() != PageType.DICTIONARY
                    && pages.count() > 0
                    && pages.encoding() != PageEncoding.RLE_DICTIONARY
                    && pages.encoding() != PageEncoding.PLAIN_DICTIONARY);
  }

  LeafColumn column() {
    return column;
  }

  Set<PageCodec> codecs() {
    return codecs;
  }

  Set<PageEncoding> encodings() {
    return encodings;
  }

  int chunks() {
    return chunks;
  }

  int dictionaries() {
    return dictionaries;
  }

  /** Chunks whose dictionary was given up on the way. */
  int fallbacks() {
    return fallbacks;
  }

  int withoutStatistics() {
    return withoutStatistics;
  }

  int withoutOffsetIndex() {
    return withoutOffsetIndex;
  }

  int bloomFilters() {
    return bloomFilters;
  }

  long values() {
    return values;
  }

  /** Nulls, or -1 if a chunk does not say. */
  long nulls() {
    return nulls;
  }

  long compressed() {
    return compressed;
  }

  long uncompressed() {
    return uncompressed;
  }

  /** Bytes of chunks that compression hardly made smaller. */
  long packedInVain() {
    return packedInVain;
  }
}
