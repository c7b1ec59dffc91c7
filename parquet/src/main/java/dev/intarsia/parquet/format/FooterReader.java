package dev.intarsia.parquet.format;

import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.parquet.ColumnChunkMetadata;
import dev.intarsia.parquet.ColumnOrder;
import dev.intarsia.parquet.FileMetadata;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.RowGroupMetadata;
import dev.intarsia.parquet.SortingColumn;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/**
 * Reads the end of a file.
 *
 * <pre>
 * "PAR1" │ pages, indexes, bloom filters … │ FileMetaData │ its length, 4 bytes │ "PAR1"
 * </pre>
 */
public final class FooterReader {
  private static final int MAGIC_BYTES = 4;
  private static final int TAIL_BYTES = 8;

  /** {@code PAR1}, little-endian. */
  private static final int MAGIC = 0x31524150;

  /** {@code PARE}, little-endian. */
  private static final int ENCRYPTED_MAGIC = 0x45524150;

  /** Most footers are shorter, and come with the first read. */
  private static final int FIRST_READ_BYTES = 1 << 16;

  private final FileSource source;
  private final ReaderOptions options;
  private final Place place;

  private FooterReader(FileSource source, ReaderOptions options) {
    this.source = source;
    this.options = options;
    place = Place.footer(source.name());
  }

  /**
   * What a footer says.
   *
   * @param metadata as the public sees it
   * @param tree the schema with its levels
   * @param statistics for each column, what can be relied upon
   * @param mayCarryPrefixes whether in a chunk without an offset index, values in DELTA_BYTE_ARRAY
   *     may begin as the last one of the page before
   * @param pagesEnd where the footer starts, before which everything else is
   */
  public record Footer(
      FileMetadata metadata,
      SchemaTree tree,
      List<TrustedStatistics> statistics,
      boolean mayCarryPrefixes,
      long pagesEnd) {}

  /**
   * Reads the footer of a file.
   *
   * @param source the file
   * @param pool where memory for it comes from, all of which is back when this returns
   * @param options the limits
   * @return what it says, checked against itself and the file's size
   * @throws IOException if it cannot be read, is corrupt, or uses what is not read
   */
  public static Footer read(FileSource source, MemoryPool pool, ReaderOptions options)
      throws IOException {
    return new FooterReader(source, options).read(pool);
  }

  private Footer read(MemoryPool pool) throws IOException {
    long size = source.size();
    place.check(
        size >= MAGIC_BYTES + TAIL_BYTES, () -> size + " bytes are too few for a Parquet file");
    MemorySegment mapped = source.mapped();
    if (mapped != null) {
      checkMagic("start", mapped.get(Layouts.INT_LE, 0));
      return read(mapped, 0, size);
    }
    try (BatchArena arena = pool.arena("footer of " + source.name())) {
      return readCopy(arena, size);
    }
  }

  /** Reads the tail first, and again if the footer is longer. */
  private Footer readCopy(BatchArena arena, long size) throws IOException {
    long first = Math.min(size, FIRST_READ_BYTES);
    MemorySegment tail = arena.allocateUninitialized(first, Long.BYTES);
    source.read(size - first, tail);
    long wanted = footerLength(tail, size) + TAIL_BYTES;
    if (wanted <= first) {
      return read(tail, size - first, size);
    }
    MemorySegment whole = arena.allocateUninitialized(wanted, Long.BYTES);
    source.read(size - wanted, whole);
    return read(whole, size - wanted, size);
  }

  /** The length that the last bytes of a segment declare. */
  private long footerLength(MemorySegment tail, long size) throws IOException {
    long end = tail.byteSize();
    checkMagic("end", tail.get(Layouts.INT_LE, end - MAGIC_BYTES));
    long length = Integer.toUnsignedLong(tail.get(Layouts.INT_LE, end - TAIL_BYTES));
    place.check(
        length <= size - TAIL_BYTES - MAGIC_BYTES,
        () -> "its length is " + length + ", more than the file of " + size + " bytes can hold");
    place.check(
        length <= options.footerBytes(),
        () ->
            "its length of %d exceeds the limit of %d; ReaderOptions.footerBytes raises it"
                .formatted(length, options.footerBytes()));
    return length;
  }

  private void checkMagic(String where, int found) throws IOException {
    if (found == ENCRYPTED_MAGIC) {
      throw place.unsupported("the file is encrypted");
    }
    place.check(
        found == MAGIC,
        () -> "the file does not " + where + " with PAR1, so it is no Parquet file");
  }

  /** Reads the footer from the end of a segment that starts at a byte of the file. */
  private Footer read(MemorySegment segment, long segmentAt, long size) throws IOException {
    long length = footerLength(segment, size);
    long end = segment.byteSize() - TAIL_BYTES;
    StructReader structs = new StructReader();
    FileMetaData footer = structs.read(new FileMetaData(), segment, end - length, end, place);
    if (footer.isSetEncryption_algorithm()) {
      // The columns in the clear could be read, but nobody would know which.
      throw place.unsupported("columns of the file are encrypted");
    }
    long footerStart = segmentAt + end - length;
    return convert(footer, footerStart);
  }

  private Footer convert(FileMetaData footer, long footerStart) throws IOException {
    SchemaTree tree = SchemaTree.of(place.present("schema", footer.getSchema()), options, place);
    List<ColumnOrder> orders = columnOrders(footer.getColumn_orders(), tree.columns().size());
    List<TrustedStatistics> statistics = new ArrayList<>();
    List<ChunkReader> chunks = new ArrayList<>();
    WriterVersion writer = WriterVersion.of(footer.getCreated_by());
    for (LeafColumn column : tree.columns()) {
      TrustedStatistics trusted = new TrustedStatistics(column, orders.get(column.index()), writer);
      statistics.add(trusted);
      chunks.add(new ChunkReader(column, trusted, footerStart));
    }
    List<RowGroupMetadata> groups = rowGroups(footer, chunks, tree.columns());
    FileMetadata metadata =
        new FileMetadata(
            tree.schema(),
            tree.columns(),
            // Not the footer's own count: a writer is known that forgets it.
            groups.stream().mapToLong(RowGroupMetadata::rowCount).sum(),
            footer.getVersion(),
            footer.getCreated_by(),
            ChunkReader.keyValues(footer.getKey_value_metadata()),
            groups,
            orders);
    return new Footer(
        metadata, tree, List.copyOf(statistics), writer.mayCarryPrefixes(), footerStart);
  }

  private List<RowGroupMetadata> rowGroups(
      FileMetaData footer, List<ChunkReader> chunks, List<LeafColumn> columns) throws IOException {
    List<RowGroupMetadata> groups = new ArrayList<>();
    long rows = 0;
    for (RowGroup group : place.present("row groups", footer.getRow_groups())) {
      Place where = Place.rowGroup(source.name(), groups.size());
      long count = group.getNum_rows();
      long before = rows;
      where.check(
          count >= 0 && before <= Long.MAX_VALUE - count, () -> "it has " + count + " rows");
      groups.add(rowGroup(group, groups.size(), rows, chunks, columns, where));
      rows += count;
    }
    return groups;
  }

  private static RowGroupMetadata rowGroup(
      RowGroup group,
      int index,
      long firstRow,
      List<ChunkReader> chunks,
      List<LeafColumn> columns,
      Place place)
      throws IOException {
    List<ColumnChunk> found = place.present("columns", group.getColumns());
    place.checkSame("its columns", chunks.size(), found.size());
    List<ColumnChunkMetadata> metadata = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      metadata.add(chunks.get(i).read(found.get(i), place));
    }
    return new RowGroupMetadata(
        index,
        group.getNum_rows(),
        firstRow,
        group.getTotal_byte_size(),
        metadata,
        sorting(group.getSorting_columns(), columns));
  }

  private static List<SortingColumn> sorting(
      @Nullable List<org.apache.parquet.format.SortingColumn> found, List<LeafColumn> columns) {
    List<SortingColumn> keys = new ArrayList<>();
    for (var key : found == null ? List.<org.apache.parquet.format.SortingColumn>of() : found) {
      int column = key.getColumn_idx();
      if (column < 0 || column >= columns.size()) {
        // What follows a key that is not there orders nothing.
        return keys;
      }
      keys.add(
          new SortingColumn(columns.get(column).name(), key.isDescending(), key.isNulls_first()));
    }
    return keys;
  }

  private static List<ColumnOrder> columnOrders(
      @Nullable List<org.apache.parquet.format.ColumnOrder> found, int columns) {
    List<ColumnOrder> orders = new ArrayList<>(columns);
    int declared = found == null ? 0 : found.size();
    for (int i = 0; i < columns; i++) {
      orders.add(found != null && i < declared ? columnOrder(found.get(i)) : ColumnOrder.UNDEFINED);
    }
    return orders;
  }

  private static ColumnOrder columnOrder(org.apache.parquet.format.ColumnOrder order) {
    if (order.isSetTYPE_ORDER()) {
      return ColumnOrder.TYPE_DEFINED;
    }
    return order.isSetIEEE_754_TOTAL_ORDER() ? ColumnOrder.IEEE_754_TOTAL : ColumnOrder.UNDEFINED;
  }
}
