package dev.intarsia.parquet.write;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.encoding.Encoding;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ColumnOptions;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.StatisticsLevel;
import dev.intarsia.parquet.format.BoundTruncation;
import dev.intarsia.parquet.format.ColumnChunkInfo;
import dev.intarsia.parquet.format.LevelHistograms;
import dev.intarsia.parquet.format.PageIndexBuilder;
import dev.intarsia.parquet.format.PageKind;

/** What is to be said of a column chunk's pages, added up as they end. */
final class ChunkRecord implements AutoCloseable {
  private final StatisticsLevel level;
  private final PageKind pageKind;
  private final ColumnChunkInfo info = new ColumnChunkInfo();
  private final PageIndexBuilder index;
  private final ChunkStatistics statistics;
  private final PageBounds bounds;
  private final LevelHistograms histograms;
  private long entries;
  private long nulls;
  private long unencodedBytes;
  private long fileBytes;
  private long uncompressedBytes;

  /** For a leaf, whose field messages call by its path. */
  ChunkRecord(
      LeafColumn leaf,
      Field field,
      ColumnOptions options,
      BoundTruncation truncation,
      PageKind kind,
      MemoryPool pool) {
    String owner = "statistics of " + field.name();
    ValueOrder order = ValueOrder.of(field);
    this.level = options.statistics();
    this.pageKind = kind;
    this.histograms = LevelHistograms.of(leaf);
    this.index = new PageIndexBuilder(field, pool, truncation);
    this.statistics = new ChunkStatistics(order, pool, owner);
    this.bounds = new PageBounds(field, order, pool, owner);
  }

  /** Adds a data page, its values either in PLAIN form or ids of a dictionary. */
  void page(
      Encoding encoding,
      long offset,
      PageWriter page,
      PendingLevels levels,
      PendingValues values,
      PendingIds ids) {
    boolean fromDictionary = encoding == Encoding.RLE_DICTIONARY;
    long plainBytes = fromDictionary ? ids.plainBytes() : values.bytes();
    long unencoded = plainBytes - (long) Integer.BYTES * (levels.entries() - levels.nulls());
    boolean stated = level != StatisticsLevel.NONE;
    if (stated) {
      if (fromDictionary) {
        ids.bounds(bounds);
      } else {
        bounds.ofPlain(values.plain(), values.count());
      }
      statistics.add(bounds);
    }
    index.page(
        offset,
        page.fileBytes(),
        levels.rows(),
        levels.entries(),
        levels.nulls(),
        stated ? bounds.nans() : ColumnChunkInfo.UNKNOWN,
        unencoded);
    if (level == StatisticsLevel.PAGE) {
      describe(bounds.extremes());
    }
    LevelHistograms counted = levels.histograms();
    index.histograms(counted);
    histograms.add(counted);
    info.countPages(pageKind, encoding, 1);
    entries += levels.entries();
    nulls += levels.nulls();
    unencodedBytes += unencoded;
    add(page);
  }

  private void describe(Extremes page) {
    if (page.present()) {
      index.bounds(
          page.segment(),
          page.minOffset(),
          page.minLength(),
          page.segment(),
          page.maxOffset(),
          page.maxLength());
    }
  }

  /** Adds the dictionary page. */
  void dictionaryPage(PageWriter page) {
    info.countPages(PageKind.DICTIONARY, Encoding.PLAIN, 1);
    add(page);
  }

  private void add(PageWriter page) {
    fileBytes += page.fileBytes();
    uncompressedBytes += page.uncompressedBytes();
  }

  /** Sums up the chunk, whose first page begins at {@code offset} in the file. */
  ColumnChunkInfo sum(long offset, long dictionaryBytes, ChunkCodec codec) {
    info.place(offset, dictionaryBytes, fileBytes, uncompressedBytes);
    info.codec(codec.kind());
    boolean stated = level != StatisticsLevel.NONE;
    info.counts(
        entries,
        nulls,
        stated ? statistics.nans() : ColumnChunkInfo.UNKNOWN,
        ColumnChunkInfo.UNKNOWN);
    info.histograms(histograms);
    info.unencodedBytes(unencodedBytes);
    if (statistics.present()) {
      info.bounds(
          statistics.min().segment(),
          0,
          Math.toIntExact(statistics.min().size()),
          statistics.max().segment(),
          0,
          Math.toIntExact(statistics.max().size()));
    }
    return info;
  }

  PageIndexBuilder index() {
    return index;
  }

  /** Begins the next column chunk. */
  void clear() {
    info.clear();
    index.clear();
    statistics.clear();
    bounds.release();
    histograms.clear();
    entries = 0;
    nulls = 0;
    unencodedBytes = 0;
    fileBytes = 0;
    uncompressedBytes = 0;
  }

  @Override
  public void close() {
    try (index;
        statistics) {
      bounds.close();
    }
  }
}
