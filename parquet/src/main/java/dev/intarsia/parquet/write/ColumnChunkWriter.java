package dev.intarsia.parquet.write;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.encoding.Encoding;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.ColumnOptions;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.FileSink;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.format.BoundTruncation;
import dev.intarsia.parquet.format.FooterBuilder;
import dev.intarsia.parquet.format.PageKind;
import java.io.IOException;

/**
 * One column of the row group that is being filled. Rows are added in ranges; whenever enough wait,
 * they become a page. The pages stand by, encoded and compressed, until the row group ends.
 *
 * <p>Values wait in one of two forms: as ids of a dictionary, or densely in PLAIN form. A chunk may
 * go from the first to the second once, never back.
 */
final class ColumnChunkWriter implements AutoCloseable {
  /** Where rows are null, a probe may come late by as many: a run of nulls is not cut to rows. */
  private static final int FEWEST_ROWS = 64;

  private final WriterOptions options;
  private final PageWriter pages;
  private final EncodingChoice choice;
  private final ChunkCodec codec;

  private final PendingLevels levels;
  private final PendingValues values;
  private final PendingIds ids;
  private final ChunkRecord record;
  private final PageStore store;

  /** What the values of a page may take, so that the buffer, slack included, is no larger. */
  private final long pageBytes;

  private boolean inDictionary;
  private boolean hasDictionaryPages;
  private boolean directSettled;
  private Encoding direct = Encoding.PLAIN;

  /** For a leaf of a top-level field, or that field itself. */
  ColumnChunkWriter(
      Field top,
      LeafColumn leaf,
      WriterOptions options,
      ChunkCodec codec,
      PageWriter pages,
      MemoryPool pool) {
    PrimitiveField field = leaf.field().withName(leaf.name()); // as messages are to call it
    ColumnOptions own = options.column(leaf.name());
    String owner = "column " + leaf.name();
    this.options = options;
    this.pageBytes = Math.max(1, options.pageBytes() - PendingValues.SLACK);
    this.pages = pages;
    this.codec = codec;
    this.choice = new EncodingChoice(own, field.physicalType());
    this.levels = PendingLevels.of(top, leaf, pool, owner);
    this.values = new PendingValues(field, pool, owner);
    this.ids = new PendingIds(field, pool, owner);
    PageKind kind =
        options.dataPageVersion() == DataPageVersion.V1 ? PageKind.DATA_V1 : PageKind.DATA_V2;
    this.record =
        new ChunkRecord(
            leaf, field, own, BoundTruncation.of(field, options.boundBytes()), kind, pool);
    this.store = new PageStore(pool, owner);
    begin();
  }

  private void begin() {
    codec.begin();
    inDictionary = choice.startWithDictionary();
    hasDictionaryPages = false;
    directSettled = false;
  }

  /** Bytes of finished pages and of what waits for the next one. */
  long bufferedBytes() {
    return store.size() + pendingBytes() + ids.dictionaryBytes();
  }

  /** Bytes that the page being filled would take if it ended now, uncompressed. */
  long pendingBytes() {
    return values.bytes() + ids.encodedBytes() + levels.bytes();
  }

  /** Bytes of the largest page that the chunk would still write if it ended now. */
  long largestPage() {
    return Math.max(pendingBytes(), ids.dictionaryBytes());
  }

  /** Takes rows from this column from now on. */
  void bind(Column column) {
    levels.bind(column);
  }

  /** PLAIN bytes and bytes of levels that rows of the bound column add at most. */
  long added(int from, int count) {
    return plainBytes(from, count) + levels.pageBytes(from, count);
  }

  private long plainBytes(int from, int count) {
    int slot = levels.slot(from);
    return PendingValues.plainBytes(levels.leaf(), slot, levels.slot(from + count) - slot);
  }

  /** Bytes that adding rows of the bound column asks of the pool, at most. */
  long growth(int from, int count) {
    long added = plainBytes(from, count);
    long pending = values.bytes() + levels.pageBytes() + added(from, count);
    boolean ends = pending >= pageBytes || levels.rows() + count >= options.pageRows();
    long page = ends ? pending + PageStore.LARGEST_BLOCK : 0;
    long slack = added + PendingValues.SLACK;
    int slots = levels.slot(from + count) - levels.slot(from);
    return page
        + levels.growth(from, count)
        + (inDictionary ? ids.growth(added, slots) : Growth.of(values.bytes(), slack));
  }

  /** Adds rows of the bound column, ending pages as they fill. */
  void add(int from, int count) {
    int done = 0;
    while (done < count) {
      int rows = rowsForPage(from + done, count - done);
      if (rows == 1 && inDictionary && isTooLargeForDictionary(from + done)) {
        leaveDictionary();
      }
      append(from + done, rows);
      done += rows;
      if (rows == 0
          || levels.rows() >= options.pageRows()
          || values.bytes() + ids.encodedBytes() + levels.pageBytes() >= pageBytes) {
        endPage();
      }
    }
  }

  /** How many of {@code count} rows fit the page; the first row of a page fits in any case. */
  private int rowsForPage(int from, int count) {
    int rows = Math.min(count, options.pageRows() - levels.rows());
    if (inDictionary) {
      rows = rowsUntilProbe(from, rows);
    }
    long room = pageBytes - values.bytes() - levels.pageBytes();
    if (added(from, rows) <= room) {
      return rows;
    }
    int fitting = levels.rows() == 0 || inDictionary ? 1 : 0;
    int tooMany = rows;
    while (tooMany - fitting > 1) {
      int middle = (fitting + tooMany) >>> 1;
      if (added(from, middle) <= room) {
        fitting = middle;
      } else {
        tooMany = middle;
      }
    }
    return fitting;
  }

  /** Of {@code count} rows as many as bring about the values that the next probe waits for. */
  private int rowsUntilProbe(int from, int count) {
    int wanted = choice.untilProbe(ids);
    int fewest = levels.leaf().nullCount() == 0 ? 1 : FEWEST_ROWS;
    int rows = Math.min(count, Math.max(wanted, fewest));
    while (rows > fewest && levels.slot(from + rows) - levels.slot(from) > wanted) {
      rows /= 2;
    }
    return rows;
  }

  private boolean isTooLargeForDictionary(int row) {
    return choice.outgrown(ids.dictionaryBytes() + plainBytes(row, 1));
  }

  private void append(int from, int rows) {
    levels.add(from, rows);
    int first = levels.firstAdded();
    int slots = levels.addedSlots();
    int nulls = levels.addedNulls();
    if (slots == nulls) {
      return;
    }
    if (!inDictionary) {
      values.add(levels.leaf(), first, slots, nulls);
      return;
    }
    ids.add(levels.leaf(), first, slots, nulls);
    if (choice.outgrown(ids.dictionaryBytes())) {
      leaveDictionary();
    } else if (choice.isProbeDue(ids) && !dictionaryPays()) {
      choice.dictionaryLost();
      leaveDictionary();
    }
  }

  private boolean dictionaryPays() {
    return choice.keepsDictionary(ids) && !(mayStartOver() && integersPreferDelta());
  }

  private boolean integersPreferDelta() {
    if (!choice.mayPreferDelta(ids)) {
      return false;
    }
    ids.pourInto(values);
    boolean delta = choice.prefersDelta(values, ids);
    values.clear();
    return delta;
  }

  /** Whether the chunk can still be written as if there had never been a dictionary. */
  private boolean mayStartOver() {
    return !hasDictionaryPages && ids.plainBytes() <= 2L * options.pageBytes();
  }

  /**
   * Goes on without the dictionary. If nothing of it is finished, the ids turn back into values and
   * the dictionary is forgotten; otherwise its pages stay, and one more ends here.
   */
  private void leaveDictionary() {
    if (mayStartOver()) {
      ids.pourInto(values);
      ids.release();
    } else {
      endPage();
    }
    inDictionary = false;
  }

  /** The way of a page: what waits becomes bytes in the store. */
  private void endPage() {
    if (levels.rows() == 0) {
      return;
    }
    // 1 choose the encoding
    Encoding encoding = chooseEncoding();
    // 2 levels
    GrowableSegment page = pages.begin(levels);
    // 3 values
    if (encoding == Encoding.RLE_DICTIONARY) {
      ids.encode(page);
      codec.dictionaryBytes(ids.dictionaryBytes());
    } else {
      page = values.encode(encoding, page);
    }
    // 4 compress, 5 checksum, 6 header, 7 hand to the store
    long offset = store.size();
    pages.finish(page, levels, encoding, codec, store);
    record.page(encoding, offset, pages, levels, values, ids);
    levels.clear();
    values.clear();
    ids.clear();
  }

  /** A page without a value is not worth a dictionary: it may be all there is. */
  private Encoding chooseEncoding() {
    if (inDictionary && ids.interned() > 0) {
      if (!mayStartOver() || !choice.losesAtFirstPage(ids)) {
        hasDictionaryPages = true;
        return Encoding.RLE_DICTIONARY;
      }
      choice.dictionaryLost();
      leaveDictionary();
    }
    if (!directSettled && values.count() > 0) {
      directSettled = true;
      direct =
          choice.triesDelta(values)
              ? choice.tried(tried(Encoding.PLAIN), tried(Encoding.DELTA_BINARY_PACKED))
              : choice.direct();
    }
    return directSettled ? direct : choice.direct();
  }

  /** Bytes that the page would take in an encoding, compressed as its pages are. */
  private long tried(Encoding encoding) {
    return pages.tried(values.encode(encoding, pages.begin(levels)), encoding, codec);
  }

  /** Ends the column chunk: its pages go to the sink, what is known of it to the footer. */
  void finish(PageStore front, FileSink sink, FooterBuilder footer) throws IOException {
    endPage();
    long start = sink.position();
    if (hasDictionaryPages) {
      ids.writeDictionary(pages, codec, front);
      record.dictionaryPage(pages);
      front.writeTo(sink);
    }
    long dictionaryBytes = front.size();
    front.release();
    store.writeTo(sink);
    footer.column(record.sum(start, dictionaryBytes, codec), record.index());
    store.release();
    ids.release();
    values.release();
    levels.release();
    record.clear();
    begin();
  }

  @Override
  public void close() {
    try (levels;
        values;
        ids;
        record) {
      store.close();
    }
  }
}
