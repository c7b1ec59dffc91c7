package dev.intarsia.parquet.format;

import static dev.intarsia.parquet.format.CompactWriter.field;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TField;

/**
 * Gathers what the page indexes of one column chunk say of its data pages, off-heap; reused from
 * row group to row group. Belongs to one thread at a time.
 *
 * <p>A page is a record, its bounds stand in a segment beside:
 *
 * <pre>
 *   0        8       12     16      24     32                40          48        52        56       60
 *   | offset | bytes | rows | nulls | nans | unencoded bytes | bounds at | min len | max len | values |
 *     i64      i32     i32    i64     i64    i64               i64         i32       i32       i32
 * </pre>
 *
 * <p>Where levels are counted, the counts stand beside: for each page those of the repetition
 * levels, then those of the definition levels.
 */
public final class PageIndexBuilder implements AutoCloseable {
  private static final int OFFSET = 0;
  private static final int BYTES = 8;
  private static final int ROWS = 12;
  private static final int NULLS = 16;
  private static final int NANS = 24;
  private static final int UNENCODED_BYTES = 32;
  private static final int BOUNDS = 40;
  private static final int MIN_LENGTH = 48;
  private static final int MAX_LENGTH = 52;
  private static final int VALUES = 56;
  private static final int RECORD_BYTES = 60;

  /** Where the bounds of a page would be that has none. */
  private static final long NO_BOUNDS = -1;

  private static final TField NULL_PAGES = field(ColumnIndex._Fields.NULL_PAGES, ThriftType.LIST);
  private static final TField MIN_VALUES = field(ColumnIndex._Fields.MIN_VALUES, ThriftType.LIST);
  private static final TField MAX_VALUES = field(ColumnIndex._Fields.MAX_VALUES, ThriftType.LIST);
  private static final TField BOUNDARY_ORDER =
      field(ColumnIndex._Fields.BOUNDARY_ORDER, ThriftType.I32);
  private static final TField NULL_COUNTS = field(ColumnIndex._Fields.NULL_COUNTS, ThriftType.LIST);
  private static final TField REPETITION_HISTOGRAMS =
      field(ColumnIndex._Fields.REPETITION_LEVEL_HISTOGRAMS, ThriftType.LIST);
  private static final TField DEFINITION_HISTOGRAMS =
      field(ColumnIndex._Fields.DEFINITION_LEVEL_HISTOGRAMS, ThriftType.LIST);
  private static final TField NAN_COUNTS = field(ColumnIndex._Fields.NAN_COUNTS, ThriftType.LIST);
  private static final TField PAGE_LOCATIONS =
      field(OffsetIndex._Fields.PAGE_LOCATIONS, ThriftType.LIST);
  private static final TField UNENCODED =
      field(OffsetIndex._Fields.UNENCODED_BYTE_ARRAY_DATA_BYTES, ThriftType.LIST);
  private static final TField LOCATION = field(PageLocation._Fields.OFFSET, ThriftType.I64);
  private static final TField PAGE_SIZE =
      field(PageLocation._Fields.COMPRESSED_PAGE_SIZE, ThriftType.I32);
  private static final TField FIRST_ROW =
      field(PageLocation._Fields.FIRST_ROW_INDEX, ThriftType.I64);

  private final ValueOrder order;
  private final boolean isByteArray;
  private final BoundTruncation truncation;
  private final GrowableSegment records;
  private final GrowableSegment bounds;
  private final GrowableSegment histograms;

  private int pages;
  private int repetitionCounts;
  private int definitionCounts;
  private boolean ascending;
  private boolean descending;
  private boolean nansKnown;
  private long lastBounded;

  /**
   * Prepares for the chunks of one column.
   *
   * @param field the column's
   * @param pool gives the memory, a little for each page
   * @param truncation how the pages' bounds are kept short
   */
  public PageIndexBuilder(Field field, MemoryPool pool, BoundTruncation truncation) {
    order = ValueOrder.of(field);
    isByteArray = field.physicalType() == PhysicalType.BYTE_ARRAY;
    this.truncation = truncation;
    records = GrowableSegment.allocate(pool, "pages of " + field.name(), 16 * RECORD_BYTES);
    bounds = GrowableSegment.allocate(pool, "page bounds of " + field.name(), 1 << 10);
    histograms = GrowableSegment.allocate(pool, "level histograms of " + field.name(), 0);
    clear();
  }

  /** Forgets all pages and keeps the memory for the next chunk. */
  public void clear() {
    records.clear();
    bounds.clear();
    histograms.clear();
    pages = 0;
    ascending = true;
    descending = true;
    nansKnown = order.hasNan();
    lastBounded = NO_BOUNDS;
  }

  /**
   * The data pages so far.
   *
   * @return pages
   */
  public int pages() {
    return pages;
  }

  /**
   * Adds the next data page, without bounds so far.
   *
   * @param offset of its header, in bytes from the header of the first data page: the dictionary
   *     before it is not known yet
   * @param bytes in the file, header included
   * @param rows in the page
   * @param values in the page, nulls included: as many as rows unless rows hold lists
   * @param nulls among the values; the page is a null page if all are
   * @param nans among them, or -1 if nobody counted
   * @param unencodedBytes of its values in PLAIN without lengths; matters for BYTE_ARRAY only
   */
  public void page(
      long offset, int bytes, int rows, int values, long nulls, long nans, long unencodedBytes) {
    long at = records.reserve(RECORD_BYTES);
    MemorySegment segment = records.segment();
    segment.set(Layouts.LONG_LE, at + OFFSET, offset);
    segment.set(Layouts.INT_LE, at + BYTES, bytes);
    segment.set(Layouts.INT_LE, at + ROWS, rows);
    segment.set(Layouts.INT_LE, at + VALUES, values);
    segment.set(Layouts.LONG_LE, at + NULLS, nulls);
    segment.set(Layouts.LONG_LE, at + NANS, nans);
    segment.set(Layouts.LONG_LE, at + UNENCODED_BYTES, unencodedBytes);
    segment.set(Layouts.LONG_LE, at + BOUNDS, NO_BOUNDS);
    segment.set(Layouts.INT_LE, at + MIN_LENGTH, 0);
    segment.set(Layouts.INT_LE, at + MAX_LENGTH, 0);
    records.commit(RECORD_BYTES);
    nansKnown &= nans >= 0;
    pages++;
  }

  /**
   * Says of the page added last how often each level occurs in it. Said of all pages or of none.
   *
   * @param counts of the page's levels
   */
  public void histograms(LevelHistograms counts) {
    repetitionCounts = counts.repetitions.length;
    definitionCounts = counts.definitions.length;
    for (long count : counts.repetitions) {
      histograms.putLong(count);
    }
    for (long count : counts.definitions) {
      histograms.putLong(count);
    }
  }

  /**
   * Gives the page added last its bounds: those of its values that are neither null nor NaN. They
   * are copied, truncated.
   *
   * @param min holds the least value, PLAIN without a length
   * @param minOffset where it starts
   * @param minLength its bytes
   * @param max holds the greatest value, PLAIN without a length
   * @param maxOffset where it starts
   * @param maxLength its bytes
   */
  public void bounds(
      MemorySegment min,
      long minOffset,
      int minLength,
      MemorySegment max,
      long maxOffset,
      int maxLength) {
    if (order == ValueOrder.UNDEFINED) {
      return;
    }
    long at = bounds.size();
    int minKept = truncation.appendMin(min, minOffset, minLength, bounds);
    int maxKept = truncation.appendMax(max, maxOffset, maxLength, bounds);
    long record = (pages - 1L) * RECORD_BYTES;
    records.segment().set(Layouts.LONG_LE, record + BOUNDS, at);
    records.segment().set(Layouts.INT_LE, record + MIN_LENGTH, minKept);
    records.segment().set(Layouts.INT_LE, record + MAX_LENGTH, maxKept);
    compareWithLast(record);
    lastBounded = record;
  }

  private void compareWithLast(long record) {
    if (lastBounded == NO_BOUNDS || !(ascending || descending)) {
      return;
    }
    MemorySegment segment = bounds.segment();
    int min =
        order.compare(
            segment,
            minAt(lastBounded),
            minLength(lastBounded),
            segment,
            minAt(record),
            minLength(record));
    int max =
        order.compare(
            segment,
            maxAt(lastBounded),
            maxLength(lastBounded),
            segment,
            maxAt(record),
            maxLength(record));
    ascending &= min <= 0 && max <= 0;
    descending &= min >= 0 && max >= 0;
  }

  /** A column index needs the bounds of every page that has a value. */
  boolean hasColumnIndex() {
    if (pages == 0 || order == ValueOrder.UNDEFINED) {
      return false;
    }
    for (long record = 0; record < records.size(); record += RECORD_BYTES) {
      if (!isNullPage(record) && int64(record + BOUNDS) == NO_BOUNDS) {
        return false;
      }
    }
    return true;
  }

  void writeColumnIndex(CompactWriter out) throws TException {
    out.begin();
    out.list(NULL_PAGES, ThriftType.BOOL, pages);
    for (long record = 0; record < records.size(); record += RECORD_BYTES) {
      out.element(isNullPage(record));
    }
    out.list(MIN_VALUES, ThriftType.STRING, pages);
    for (long record = 0; record < records.size(); record += RECORD_BYTES) {
      out.binary(bounds.segment(), minAt(record), minLength(record));
    }
    out.list(MAX_VALUES, ThriftType.STRING, pages);
    for (long record = 0; record < records.size(); record += RECORD_BYTES) {
      out.binary(bounds.segment(), maxAt(record), maxLength(record));
    }
    out.i32(BOUNDARY_ORDER, boundaryOrder().getValue());
    writeLongs(out, NULL_COUNTS, NULLS);
    writeHistograms(out, REPETITION_HISTOGRAMS, 0, repetitionCounts);
    writeHistograms(out, DEFINITION_HISTOGRAMS, repetitionCounts, definitionCounts);
    if (nansKnown) {
      writeLongs(out, NAN_COUNTS, NANS);
    }
    out.end();
  }

  /** The counts of all pages, one page after another. */
  private void writeHistograms(CompactWriter out, TField list, int first, int count)
      throws TException {
    if (count == 0) {
      return;
    }
    out.list(list, ThriftType.I64, pages * count);
    for (int page = 0; page < pages; page++) {
      long start = (long) page * (repetitionCounts + definitionCounts) + first;
      for (long at = start; at < start + count; at++) {
        out.writeI64(histograms.segment().get(Layouts.LONG_LE, at * Long.BYTES));
      }
    }
  }

  private BoundaryOrder boundaryOrder() {
    if (ascending) {
      return BoundaryOrder.ASCENDING;
    }
    return descending ? BoundaryOrder.DESCENDING : BoundaryOrder.UNORDERED;
  }

  void writeOffsetIndex(CompactWriter out, long dataOffset) throws TException {
    out.begin();
    out.list(PAGE_LOCATIONS, ThriftType.STRUCT, pages);
    long firstRow = 0;
    for (long record = 0; record < records.size(); record += RECORD_BYTES) {
      out.begin();
      out.i64(LOCATION, dataOffset + int64(record + OFFSET));
      out.i32(PAGE_SIZE, int32(record + BYTES));
      out.i64(FIRST_ROW, firstRow);
      out.end();
      firstRow += int32(record + ROWS);
    }
    if (isByteArray) {
      writeLongs(out, UNENCODED, UNENCODED_BYTES);
    }
    out.end();
  }

  private void writeLongs(CompactWriter out, TField list, int offset) throws TException {
    out.list(list, ThriftType.I64, pages);
    for (long record = 0; record < records.size(); record += RECORD_BYTES) {
      out.writeI64(int64(record + offset));
    }
  }

  private boolean isNullPage(long record) {
    return int64(record + NULLS) == int32(record + VALUES);
  }

  private long minAt(long record) {
    return Math.max(0, int64(record + BOUNDS));
  }

  private int minLength(long record) {
    return int32(record + MIN_LENGTH);
  }

  private long maxAt(long record) {
    return minAt(record) + minLength(record);
  }

  private int maxLength(long record) {
    return int32(record + MAX_LENGTH);
  }

  private long int64(long at) {
    return records.segment().get(Layouts.LONG_LE, at);
  }

  private int int32(long at) {
    return records.segment().get(Layouts.INT_LE, at);
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    bounds.close();
    histograms.close();
    records.close();
  }
}
