package dev.intarsia.parquet.verify;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveColumn;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.parquet.BloomFilter;
import dev.intarsia.parquet.Bound;
import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.ColumnStatistics;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.RowGroupMetadata;
import dev.intarsia.parquet.SizeStatistics;
import dev.intarsia.parquet.SortingColumn;
import dev.intarsia.parquet.format.Place;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the values of one column chunk with what is said about them. */
final class ChunkValueCheck implements AutoCloseable {
  /** What is told once a chunk. */
  private enum Kind {
    MINIMUM,
    MAXIMUM,
    PAGES,
    BLOOM_FILTER,
    ORDER,
    COUNTS
  }

  private static final MemorySegment FALSE = Bound.of(new byte[] {0}, true).value();
  private static final MemorySegment TRUE = Bound.of(new byte[] {1}, true).value();

  private final ColumnChunkMetadata chunk;
  private final boolean isBinary;
  private final ValueOrder order;
  private final FileCheck.Problems problems;
  private final Place place;
  private final Set<Kind> told = EnumSet.noneOf(Kind.class);
  private final @Nullable PageValueCheck pages;
  private final @Nullable BloomFilter bloom;
  private final @Nullable RowOrderCheck rowOrder;

  private boolean minSeen;
  private boolean maxSeen;
  private long row = -1;
  private long slots;
  private long values;
  private long nans;
  private long bytes;

  private ChunkValueCheck(
      ColumnChunkMetadata chunk,
      LeafColumn column,
      @Nullable PageValueCheck pages,
      @Nullable BloomFilter bloom,
      @Nullable RowOrderCheck rowOrder,
      FileCheck.Problems problems,
      Place place) {
    this.chunk = chunk;
    this.pages = pages;
    this.bloom = bloom;
    this.rowOrder = rowOrder;
    this.problems = problems;
    this.place = place;
    // What INT96 is turned into is not what bounds and hashes are of.
    order = column.int96() ? ValueOrder.UNDEFINED : ValueOrder.of(column.field());
    isBinary = column.field().physicalType() == PhysicalType.BYTE_ARRAY;
  }

  static ChunkValueCheck of(
      ParquetReader reader,
      RowGroupMetadata group,
      LeafColumn column,
      FileCheck.Problems problems,
      Place place)
      throws IOException {
    int index = column.index();
    PageValueCheck pages =
        PageValueCheck.of(
            reader.pageLocations(group.index(), index),
            reader.columnIndex(group.index(), index),
            column);
    return new ChunkValueCheck(
        group.column(index),
        column,
        pages,
        column.int96() ? null : reader.bloomFilter(group.index(), index),
        rowOrder(group, column),
        problems,
        place);
  }

  /** Of several keys only the first orders all rows. */
  private static @Nullable RowOrderCheck rowOrder(RowGroupMetadata group, LeafColumn column) {
    if (group.sorting().isEmpty() || !column.isFlat()) {
      return null;
    }
    SortingColumn key = group.sorting().getFirst();
    return key.column().equals(column.name())
        ? new RowOrderCheck(ValueOrder.of(column.field()), key)
        : null;
  }

  /** Goes to the next row. */
  void nextRow() {
    row++;
    if (pages != null) {
      pages.row(row);
    }
  }

  /** Takes a slot that has no value, or none that this column has a slot for. */
  void missing() throws IOException {
    slots++;
    if (pages != null) {
      pages.missing();
    }
    if (rowOrder != null) {
      check(Kind.ORDER, rowOrder.addNull(), "are not sorted as the row group says");
    }
  }

  /** Takes a slot. */
  void slot(PrimitiveColumn column, int slot) throws IOException {
    if (column.isNull(slot)) {
      missing();
      return;
    }
    slots++;
    values++;
    switch (column) {
      case BooleanColumn bools -> value(bools.getBoolean(slot) ? TRUE : FALSE, 0, 1);
      case FixedWidthColumn fixed -> value(fixed.values(), fixed.byteOffset(slot), fixed.width());
      case BinaryColumn binary -> value(binary.data(), binary.start(slot), binary.byteLength(slot));
    }
  }

  private void value(MemorySegment value, long offset, int length) throws IOException {
    bytes += length;
    if (bloom != null) {
      check(
          Kind.BLOOM_FILTER,
          bloom.mightContain(value, offset, length),
          "are missing in the bloom filter");
    }
    if (order == ValueOrder.UNDEFINED) {
      return;
    }
    if (order.isNan(value, offset)) {
      nans++;
      return;
    }
    bounds(value, offset, length);
    if (pages != null) {
      check(Kind.PAGES, pages.add(value, offset, length), "are not within their page's bounds");
    }
    if (rowOrder != null) {
      check(
          Kind.ORDER, rowOrder.add(value, offset, length), "are not sorted as the row group says");
    }
  }

  private void bounds(MemorySegment value, long offset, int length) throws IOException {
    Bound min = chunk.statistics().min();
    if (min != null) {
      int sign = order.compare(value, offset, length, min.value(), 0, min.length());
      check(Kind.MINIMUM, sign >= 0, "are less than the minimum");
      minSeen |= sign == 0;
    }
    Bound max = chunk.statistics().max();
    if (max != null) {
      int sign = order.compare(value, offset, length, max.value(), 0, max.length());
      check(Kind.MAXIMUM, sign <= 0, "are greater than the maximum");
      maxSeen |= sign == 0;
    }
  }

  /** Tells of a problem the first time. */
  private void check(Kind kind, boolean holds, String what) throws IOException {
    if (!holds && told.add(kind)) {
      problems.found(place.corrupt("row " + row + " is the first whose values " + what));
    }
  }

  /** Compares what only the last value decides. */
  void end() throws IOException {
    ColumnStatistics statistics = chunk.statistics();
    checkCount("its values", chunk.valueCount(), slots);
    checkCount("its nulls", statistics.nullCount(), slots - values);
    checkCount("its NaNs", statistics.nanCount(), nans);
    SizeStatistics sizes = chunk.sizes();
    if (sizes != null && isBinary) {
      checkCount("the bytes of its values", sizes.unencodedBytes(), bytes);
    }
    boolean compared = order != ValueOrder.UNDEFINED && values > nans && !order.hasNan();
    checkExact(compared && !minSeen, statistics.min(), "minimum");
    checkExact(compared && !maxSeen, statistics.max(), "maximum");
    String wrong = pages == null ? null : pages.problem();
    if (wrong != null && told.add(Kind.COUNTS)) {
      problems.found(place.corrupt(wrong));
    }
  }

  private void checkExact(boolean unseen, @Nullable Bound bound, String what) throws IOException {
    if (unseen && bound != null && bound.exact()) {
      problems.found(place.corrupt("no value is its " + what + ", which is said to be exact"));
    }
  }

  private void checkCount(String what, long declared, long found) throws IOException {
    if (declared >= 0 && declared != found) {
      problems.found(place.corrupt(what + ": found " + found + ", declared " + declared));
    }
  }

  /** Values that are not null. */
  long values() {
    return values;
  }

  @Override
  public void close() {
    if (bloom != null) {
      bloom.close();
    }
  }
}
