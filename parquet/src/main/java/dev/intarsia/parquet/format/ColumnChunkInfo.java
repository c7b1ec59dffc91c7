package dev.intarsia.parquet.format;

import dev.intarsia.encoding.Encoding;
import dev.intarsia.encoding.compress.CodecKind;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the footer says of one column chunk, filled anew for each: {@link #clear} it, state the
 * facts, hand it to {@link FooterBuilder#column}. Holds no memory of its own; the bounds are read
 * while it is handed over.
 */
public final class ColumnChunkInfo {
  /** Stands for a count that nobody made. */
  public static final long UNKNOWN = -1;

  static final PageKind[] KINDS = PageKind.values();
  static final Encoding[] ENCODINGS = Encoding.values();

  private final int[] pages = new int[KINDS.length * ENCODINGS.length];

  long offset;
  long dictionaryBytes;
  long compressedBytes;
  long uncompressedBytes;
  CodecKind codec = CodecKind.UNCOMPRESSED;
  long values;
  long nulls;
  long nans;
  long distinct;
  long unencodedBytes;
  LevelHistograms histograms = LevelHistograms.NONE;
  @Nullable MemorySegment min;
  long minOffset;
  int minLength;
  @Nullable MemorySegment max;
  long maxOffset;
  int maxLength;

  /** Starts empty. */
  public ColumnChunkInfo() {
    clear();
  }

  /** Forgets the chunk before. */
  public void clear() {
    Arrays.fill(pages, 0);
    place(0, 0, 0, 0);
    codec = CodecKind.UNCOMPRESSED;
    counts(0, UNKNOWN, UNKNOWN, UNKNOWN);
    unencodedBytes = 0;
    histograms = LevelHistograms.NONE;
    min = null;
    max = null;
  }

  /**
   * States where the chunk is.
   *
   * @param start of its first page's header, in bytes from the start of the file
   * @param dictionary bytes of the dictionary page that starts it, header included; 0 without one
   * @param compressed bytes of all pages in the file, headers included
   * @param uncompressed bytes of all pages before compression, headers included
   */
  public void place(long start, long dictionary, long compressed, long uncompressed) {
    offset = start;
    dictionaryBytes = dictionary;
    compressedBytes = compressed;
    uncompressedBytes = uncompressed;
  }

  /**
   * States how its pages are compressed.
   *
   * @param kind one for all of them
   */
  public void codec(CodecKind kind) {
    codec = kind;
  }

  /**
   * States how many values it has.
   *
   * @param all nulls included
   * @param ofNull nulls among them, or {@link #UNKNOWN}
   * @param ofNan NaNs among them, or {@link #UNKNOWN}
   * @param different distinct values other than null, or {@link #UNKNOWN}
   */
  public void counts(long all, long ofNull, long ofNan, long different) {
    values = all;
    nulls = ofNull;
    nans = ofNan;
    distinct = different;
  }

  /**
   * States how long its values are; matters for BYTE_ARRAY only.
   *
   * @param bytes of all values, without lengths and levels
   */
  public void unencodedBytes(long bytes) {
    unencodedBytes = bytes;
  }

  /**
   * States how often each level occurs.
   *
   * @param counts of all pages, read while the chunk is handed over
   */
  public void histograms(LevelHistograms counts) {
    histograms = counts;
  }

  /**
   * States the bounds of its values that are neither null nor NaN, untruncated. Without it the
   * chunk has none.
   *
   * @param least holds the least value, PLAIN without a length
   * @param leastOffset where it starts
   * @param leastLength its bytes
   * @param greatest holds the greatest value, PLAIN without a length
   * @param greatestOffset where it starts
   * @param greatestLength its bytes
   */
  public void bounds(
      MemorySegment least,
      long leastOffset,
      int leastLength,
      MemorySegment greatest,
      long greatestOffset,
      int greatestLength) {
    min = least;
    minOffset = leastOffset;
    minLength = leastLength;
    max = greatest;
    maxOffset = greatestOffset;
    maxLength = greatestLength;
  }

  /**
   * Counts pages.
   *
   * @param kind of the pages
   * @param encoding of their values
   * @param count how many more there are
   */
  public void countPages(PageKind kind, Encoding encoding, int count) {
    pages[index(kind, encoding)] += count;
  }

  @SuppressWarnings("EnumOrdinal") // Counts in an array are not boxed, and do not outlive the run.
  private static int index(PageKind kind, Encoding encoding) {
    return kind.ordinal() * ENCODINGS.length + encoding.ordinal();
  }

  int pages(PageKind kind, Encoding encoding) {
    return pages[index(kind, encoding)];
  }

  boolean isUsed(Encoding encoding) {
    for (PageKind kind : KINDS) {
      if (pages(kind, encoding) > 0) {
        return true;
      }
    }
    return false;
  }
}
