package dev.intarsia.parquet.format;

import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.parquet.FileSink;
import dev.intarsia.parquet.LeafColumn;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;

/**
 * Collects what the end of a file says of its column chunks: page indexes and footer. Everything is
 * serialised when a row group ends and kept off-heap until {@link #writeTo}, so a file of any
 * length needs no more of the heap than a short one. Belongs to one thread at a time.
 *
 * <p>For each row group in turn: {@link #column} for every leaf in the schema's order, then {@link
 * #endRowGroup}.
 */
public final class FooterBuilder implements AutoCloseable {
  /** The footer's length is a signed number of four bytes in the readers. */
  private static final long MAX_FOOTER_BYTES = Integer.MAX_VALUE;

  /** The lengths of a chunk's metadata, column index and offset index: three ints. */
  static final int CHUNK_METADATA = 0;

  static final int CHUNK_COLUMN_INDEX = 4;
  static final int CHUNK_OFFSET_INDEX = 8;
  static final int CHUNK_RECORD = 12;

  /** Offset, rows, uncompressed and compressed bytes of a row group: four longs. */
  static final int GROUP_OFFSET = 0;

  static final int GROUP_ROWS = 8;
  static final int GROUP_BYTES = 16;
  static final int GROUP_COMPRESSED_BYTES = 24;
  static final int GROUP_RECORD = 32;

  final Schema schema;
  final List<LeafColumn> leaves;
  final BlobStore metadata;
  final BlobStore columnIndexes;
  final BlobStore offsetIndexes;
  final GrowableSegment chunks;
  final GrowableSegment groups;
  final GrowableSegment scratch;
  final long maxFooterBytes;

  private final CompactWriter writer = new CompactWriter();
  private final BoundTruncation[] truncations;
  private final GrowableSegment bounds;

  private int columns;
  private long rows;
  private long groupOffset;
  private long groupBytes;
  private long groupCompressedBytes;

  /**
   * Prepares for one file.
   *
   * @param schema the file's
   * @param pool gives the memory, some hundred bytes for each column chunk and some tens for each
   *     page
   * @param boundBytes the length that the bounds of chunks are kept to
   */
  public FooterBuilder(Schema schema, MemoryPool pool, int boundBytes) {
    this(schema, pool, boundBytes, MAX_FOOTER_BYTES);
  }

  FooterBuilder(Schema schema, MemoryPool pool, int boundBytes, long maxFooterBytes) {
    this.schema = schema;
    leaves = SchemaLeaves.of(schema);
    this.maxFooterBytes = maxFooterBytes;
    metadata = new BlobStore(pool, "metadata of column chunks");
    columnIndexes = new BlobStore(pool, "column indexes");
    offsetIndexes = new BlobStore(pool, "offset indexes");
    chunks = GrowableSegment.allocate(pool, "list of column chunks", 1 << 10);
    groups = GrowableSegment.allocate(pool, "list of row groups", 1 << 10);
    scratch = GrowableSegment.allocate(pool, "metadata being written", 1 << 12);
    bounds = GrowableSegment.allocate(pool, "bounds being truncated", 1 << 10);
    truncations =
        leaves.stream()
            .map(leaf -> BoundTruncation.of(leaf.field(), boundBytes))
            .toArray(BoundTruncation[]::new);
  }

  /**
   * Adds the chunk of the next column of the row group. Keeps nothing of what it is given; either
   * takes all of it or, when it throws, nothing.
   *
   * @param chunk what the footer says of it
   * @param pages its data pages, or null to write no page indexes for it
   * @throws dev.intarsia.memory.MemoryLimitExceededException if there is no memory for it
   * @throws IllegalStateException if the row group has all its columns
   */
  public void column(ColumnChunkInfo chunk, @Nullable PageIndexBuilder pages) {
    if (columns == leaves.size()) {
      throw new IllegalStateException("the row group has its " + columns + " columns already");
    }
    scratch.clear();
    int metadataLength = serialiseMetadata(chunk);
    int columnIndexLength = pages == null ? 0 : serialiseColumnIndex(pages);
    int offsetIndexLength =
        pages == null ? 0 : serialiseOffsetIndex(pages, chunk.offset + chunk.dictionaryBytes);

    groups.reserve(GROUP_RECORD);
    chunks.reserve(CHUNK_RECORD);
    columnIndexes.reserve(columnIndexLength);
    offsetIndexes.reserve(offsetIndexLength);
    MemorySegment bytes = scratch.segment();
    metadata.append(bytes, 0, metadataLength);
    columnIndexes.append(bytes, metadataLength, columnIndexLength);
    offsetIndexes.append(bytes, metadataLength + columnIndexLength, offsetIndexLength);
    chunks.putInt(metadataLength);
    chunks.putInt(columnIndexLength);
    chunks.putInt(offsetIndexLength);
    if (columns == 0) {
      groupOffset = chunk.offset;
    }
    groupBytes += chunk.uncompressedBytes;
    groupCompressedBytes += chunk.compressedBytes;
    columns++;
  }

  private int serialiseMetadata(ColumnChunkInfo chunk) {
    try {
      LeafColumn leaf = leaves.get(columns);
      ChunkMetadata.write(writer.into(scratch), leaf, chunk, truncations[columns], bounds);
      return Math.toIntExact(scratch.size());
    } catch (TException e) {
      throw CompactWriter.mistake(e);
    }
  }

  private int serialiseColumnIndex(PageIndexBuilder pages) {
    if (!pages.hasColumnIndex()) {
      return 0;
    }
    long before = scratch.size();
    try {
      pages.writeColumnIndex(writer.into(scratch));
      return Math.toIntExact(scratch.size() - before);
    } catch (TException e) {
      throw CompactWriter.mistake(e);
    }
  }

  private int serialiseOffsetIndex(PageIndexBuilder pages, long dataOffset) {
    long before = scratch.size();
    try {
      pages.writeOffsetIndex(writer.into(scratch), dataOffset);
      return Math.toIntExact(scratch.size() - before);
    } catch (TException e) {
      throw CompactWriter.mistake(e);
    }
  }

  /**
   * Ends the row group.
   *
   * @param rowCount its rows
   * @throws IOException if its metadata no longer fits into a footer
   * @throws IllegalStateException if columns are missing
   */
  public void endRowGroup(long rowCount) throws IOException {
    if (columns < leaves.size()) {
      throw new IllegalStateException(
          "the row group has only " + columns + " of its " + leaves.size() + " columns");
    }
    checkFooterBytes(metadata.size());
    groups.putLong(groupOffset);
    groups.putLong(rowCount);
    groups.putLong(groupBytes);
    groups.putLong(groupCompressedBytes);
    rows += rowCount;
    columns = 0;
    groupBytes = 0;
    groupCompressedBytes = 0;
  }

  void checkFooterBytes(long bytes) throws IOException {
    if (bytes > maxFooterBytes) {
      throw new IOException(
          "the footer of "
              + rowGroups()
              + " row groups of "
              + leaves.size()
              + " columns exceeds the "
              + maxFooterBytes
              + " bytes that Parquet allows: write larger row groups, or more than one file");
    }
  }

  /**
   * The rows of all row groups so far.
   *
   * @return rows
   */
  public long rows() {
    return rows;
  }

  /**
   * The row groups so far.
   *
   * @return row groups
   */
  public int rowGroups() {
    return (int) (groups.size() / GROUP_RECORD);
  }

  /**
   * Writes the four bytes that every file starts with.
   *
   * @param sink at its start
   * @throws IOException if the sink fails
   */
  public void writeMagic(FileSink sink) throws IOException {
    scratch.clear();
    scratch.putInt(FooterWriter.MAGIC);
    sink.write(scratch.segment(), 0, scratch.size());
  }

  /**
   * Writes everything that comes after the last row group: column indexes, offset indexes, the
   * footer, its length and the magic bytes. In pieces of bounded size, from off-heap memory.
   *
   * @param sink at the end of the last row group
   * @param facts what else the footer says
   * @return bytes written
   * @throws IOException if the sink fails, or the footer exceeds what Parquet allows
   * @throws IllegalStateException within a row group
   */
  public long writeTo(FileSink sink, FileFacts facts) throws IOException {
    if (columns > 0) {
      throw new IllegalStateException("the row group has not ended");
    }
    long start = sink.position();
    scratch.clear();
    try {
      new FooterWriter(this, sink, writer.into(scratch)).write(facts);
    } catch (TException e) {
      throw CompactWriter.mistake(e);
    }
    return sink.position() - start;
  }

  int chunkLength(long chunk, int which) {
    return chunks.segment().get(Layouts.INT_LE, chunk * CHUNK_RECORD + which);
  }

  long group(int group, int which) {
    return groups.segment().get(Layouts.LONG_LE, (long) group * GROUP_RECORD + which);
  }

  /** Gives all memory back. */
  @Override
  public void close() {
    metadata.close();
    columnIndexes.close();
    offsetIndexes.close();
    chunks.close();
    groups.close();
    bounds.close();
    scratch.close();
  }
}
