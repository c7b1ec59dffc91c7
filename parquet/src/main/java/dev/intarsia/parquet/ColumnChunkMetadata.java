package dev.intarsia.parquet;

import dev.intarsia.columns.PhysicalType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the footer says of a column chunk: the values of a column in a row group.
 *
 * @param column index of the column
 * @param path the file's names from the root down to the column
 * @param physicalType how its values are stored; of INT96, what the reader turns it into
 * @param codec how its pages are compressed
 * @param encodings all that occur in its pages, those of levels included
 * @param encodedPages how many of its pages are encoded in which way; empty if the file does not
 *     say
 * @param valueCount its values, nulls included
 * @param start where its first page begins, from the start of the file
 * @param compressedSize bytes of its pages in the file, headers included
 * @param uncompressedSize bytes of its pages before compression, headers included
 * @param hasDictionary whether the footer tells of a dictionary page before the data pages. Some
 *     writers keep silent about it; the first page tells
 * @param statistics what is known of its values; nothing but {@link ColumnStatistics#UNKNOWN} if
 *     the file does not say
 * @param sizes how large its values are; null if the file does not say
 * @param columnIndex where the statistics of its pages are, or null
 * @param offsetIndex where the places of its pages are, or null
 * @param bloomFilter where its bloom filter begins, -1 if it has none
 * @param bloomFilterLength bytes of the bloom filter, header included; -1 if it has none or the
 *     file does not say
 * @param keyValues what the writer's caller had to say about it
 */
@SuppressWarnings("exports") // of the annotation, which users need not have
public record ColumnChunkMetadata(
    int column,
    List<String> path,
    PhysicalType physicalType,
    PageCodec codec,
    List<PageEncoding> encodings,
    List<EncodedPages> encodedPages,
    long valueCount,
    long start,
    long compressedSize,
    long uncompressedSize,
    boolean hasDictionary,
    ColumnStatistics statistics,
    @Nullable SizeStatistics sizes,
    @Nullable ByteRange columnIndex,
    @Nullable ByteRange offsetIndex,
    long bloomFilter,
    int bloomFilterLength,
    Map<String, String> keyValues) {
  /** Keeps copies. */
  public ColumnChunkMetadata {
    path = List.copyOf(path);
    encodings = List.copyOf(encodings);
    encodedPages = List.copyOf(encodedPages);
    keyValues = Map.copyOf(keyValues);
  }

  /**
   * Its nulls.
   *
   * @return the count, or -1 if unknown
   */
  public long nullCount() {
    return statistics.nullCount();
  }

  /**
   * Where its pages are.
   *
   * @return from the first page's header to the last page's end
   */
  public ByteRange pages() {
    return new ByteRange(start, compressedSize);
  }

  /**
   * The path in one word, as messages have it.
   *
   * @return the names with dots between them
   */
  public String name() {
    return String.join(".", path);
  }

  /**
   * Whether every value is sure to be in the dictionary.
   *
   * @return false also if the file does not tell
   */
  public boolean isDictionaryEncoded() {
    if (!encodedPages.isEmpty()) {
      List<EncodedPages> dataPages =
          encodedPages.stream()
              .filter(pages -> pages.count() > 0 && pages.type() != PageType.DICTIONARY)
              .toList();
      return !dataPages.isEmpty()
          && dataPages.stream().allMatch(pages -> isDictionary(pages.encoding()));
    }
    // A chunk that fell back names the other encoding, but RLE_DICTIONARY may name its
    // dictionary's PLAIN as well; only the older name leaves no doubt.
    return encodings.contains(PageEncoding.PLAIN_DICTIONARY)
        && encodings.stream().allMatch(ColumnChunkMetadata::isDictionaryOrLevel);
  }

  private static boolean isDictionary(PageEncoding encoding) {
    return encoding == PageEncoding.PLAIN_DICTIONARY || encoding == PageEncoding.RLE_DICTIONARY;
  }

  private static boolean isDictionaryOrLevel(PageEncoding encoding) {
    return isDictionary(encoding)
        || encoding == PageEncoding.RLE
        || encoding == PageEncoding.BIT_PACKED;
  }
}
