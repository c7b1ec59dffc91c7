package dev.intarsia.parquet.format;

import static dev.intarsia.parquet.format.CompactWriter.field;

import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.FileSink;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.TypeDefinedOrder;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TField;

/**
 * Streams the end of a file. A struct of Thrift's compact protocol is its fields and a stop byte
 * wherever it stands, so the chunks' metadata goes into the footer as it was serialised.
 */
final class FooterWriter {
  /** {@code PAR1}, little-endian. */
  static final int MAGIC = 0x31524150;

  /** As parquet-java has it: readers do not tell 1 from 2 by anything that matters here. */
  private static final int VERSION = 1;

  /** So much is gathered before it goes to the sink. */
  private static final int PIECE_BYTES = 1 << 18;

  private static final TField FILE_VERSION = field(FileMetaData._Fields.VERSION, ThriftType.I32);
  private static final TField SCHEMA = field(FileMetaData._Fields.SCHEMA, ThriftType.LIST);
  private static final TField FILE_ROWS = field(FileMetaData._Fields.NUM_ROWS, ThriftType.I64);
  private static final TField ROW_GROUPS = field(FileMetaData._Fields.ROW_GROUPS, ThriftType.LIST);
  private static final TField KEY_VALUES =
      field(FileMetaData._Fields.KEY_VALUE_METADATA, ThriftType.LIST);
  private static final TField CREATED_BY =
      field(FileMetaData._Fields.CREATED_BY, ThriftType.STRING);
  private static final TField COLUMN_ORDERS =
      field(FileMetaData._Fields.COLUMN_ORDERS, ThriftType.LIST);

  private static final TField COLUMNS = field(RowGroup._Fields.COLUMNS, ThriftType.LIST);
  private static final TField TOTAL_BYTES = field(RowGroup._Fields.TOTAL_BYTE_SIZE, ThriftType.I64);
  private static final TField GROUP_ROWS = field(RowGroup._Fields.NUM_ROWS, ThriftType.I64);
  private static final TField SORTING = field(RowGroup._Fields.SORTING_COLUMNS, ThriftType.LIST);
  private static final TField GROUP_OFFSET = field(RowGroup._Fields.FILE_OFFSET, ThriftType.I64);
  private static final TField COMPRESSED_BYTES =
      field(RowGroup._Fields.TOTAL_COMPRESSED_SIZE, ThriftType.I64);
  private static final TField ORDINAL = field(RowGroup._Fields.ORDINAL, ThriftType.I16);

  private static final TField CHUNK_OFFSET = field(ColumnChunk._Fields.FILE_OFFSET, ThriftType.I64);
  private static final TField CHUNK_METADATA =
      field(ColumnChunk._Fields.META_DATA, ThriftType.STRUCT);
  private static final TField OFFSET_INDEX_OFFSET =
      field(ColumnChunk._Fields.OFFSET_INDEX_OFFSET, ThriftType.I64);
  private static final TField OFFSET_INDEX_LENGTH =
      field(ColumnChunk._Fields.OFFSET_INDEX_LENGTH, ThriftType.I32);
  private static final TField COLUMN_INDEX_OFFSET =
      field(ColumnChunk._Fields.COLUMN_INDEX_OFFSET, ThriftType.I64);
  private static final TField COLUMN_INDEX_LENGTH =
      field(ColumnChunk._Fields.COLUMN_INDEX_LENGTH, ThriftType.I32);

  private final FooterBuilder footer;
  private final FileSink sink;
  private final CompactWriter out;
  private final GrowableSegment piece;
  private final BlobStore.Reader metadata;

  private long columnIndexAt;
  private long offsetIndexAt;
  private long footerBytes;

  /** Writes through the builder's scratch memory, which is the writer's target. */
  FooterWriter(FooterBuilder footer, FileSink sink, CompactWriter out) {
    this.footer = footer;
    this.sink = sink;
    this.out = out;
    piece = footer.scratch;
    metadata = footer.metadata.reader();
  }

  void write(FileFacts facts) throws IOException, TException {
    columnIndexAt = sink.position();
    footer.columnIndexes.writeTo(sink);
    offsetIndexAt = sink.position();
    footer.offsetIndexes.writeTo(sink);

    writeFileMetadata(facts);
    flush();
    piece.putInt((int) footerBytes);
    piece.putInt(MAGIC);
    flush();
  }

  private void writeFileMetadata(FileFacts facts) throws IOException, TException {
    out.begin();
    out.i32(FILE_VERSION, VERSION);
    writeSchema();
    out.i64(FILE_ROWS, footer.rows());
    out.list(ROW_GROUPS, ThriftType.STRUCT, footer.rowGroups());
    for (int group = 0; group < footer.rowGroups(); group++) {
      writeRowGroup(group, facts.sorting());
    }
    if (!facts.keyValues().isEmpty()) {
      out.list(KEY_VALUES, ThriftType.STRUCT, facts.keyValues().size());
      for (var entry : facts.keyValues().entrySet()) {
        new KeyValue(entry.getKey()).setValue(entry.getValue()).write(out);
        flushFull();
      }
    }
    out.string(CREATED_BY, facts.createdBy());
    writeColumnOrders();
    out.end();
  }

  private void writeSchema() throws IOException, TException {
    List<SchemaElement> elements = SchemaElements.of(footer.schema);
    out.list(SCHEMA, ThriftType.STRUCT, elements.size());
    for (SchemaElement element : elements) {
      element.write(out);
      flushFull();
    }
  }

  private void writeColumnOrders() throws IOException, TException {
    ColumnOrder order = ColumnOrder.TYPE_ORDER(new TypeDefinedOrder());
    out.list(COLUMN_ORDERS, ThriftType.STRUCT, footer.leaves.size());
    for (int column = 0; column < footer.leaves.size(); column++) {
      order.write(out);
      flushFull();
    }
  }

  private void writeRowGroup(int group, List<SortKey> sorting) throws IOException, TException {
    int columns = footer.leaves.size();
    out.begin();
    out.list(COLUMNS, ThriftType.STRUCT, columns);
    for (int column = 0; column < columns; column++) {
      writeChunk((long) group * columns + column);
      flushFull();
    }
    out.i64(TOTAL_BYTES, footer.group(group, FooterBuilder.GROUP_BYTES));
    out.i64(GROUP_ROWS, footer.group(group, FooterBuilder.GROUP_ROWS));
    if (!sorting.isEmpty()) {
      out.list(SORTING, ThriftType.STRUCT, sorting.size());
      for (SortKey key : sorting) {
        new SortingColumn(key.column(), key.descending(), key.nullsFirst()).write(out);
      }
    }
    out.i64(GROUP_OFFSET, footer.group(group, FooterBuilder.GROUP_OFFSET));
    out.i64(COMPRESSED_BYTES, footer.group(group, FooterBuilder.GROUP_COMPRESSED_BYTES));
    // The field holds no more, and it matters to encrypted files only.
    if (group <= Short.MAX_VALUE) {
      out.i16(ORDINAL, group);
    }
    out.end();
  }

  private void writeChunk(long chunk) throws TException {
    int metadataLength = footer.chunkLength(chunk, FooterBuilder.CHUNK_METADATA);
    int columnIndexLength = footer.chunkLength(chunk, FooterBuilder.CHUNK_COLUMN_INDEX);
    int offsetIndexLength = footer.chunkLength(chunk, FooterBuilder.CHUNK_OFFSET_INDEX);
    metadata.next(metadataLength);
    out.begin();
    // The place of metadata outside the footer, of which there is none.
    out.i64(CHUNK_OFFSET, 0);
    out.struct(CHUNK_METADATA, metadata.segment(), metadata.offset(), metadataLength);
    if (offsetIndexLength > 0) {
      out.i64(OFFSET_INDEX_OFFSET, offsetIndexAt);
      out.i32(OFFSET_INDEX_LENGTH, offsetIndexLength);
    }
    if (columnIndexLength > 0) {
      out.i64(COLUMN_INDEX_OFFSET, columnIndexAt);
      out.i32(COLUMN_INDEX_LENGTH, columnIndexLength);
    }
    out.end();
    offsetIndexAt += offsetIndexLength;
    columnIndexAt += columnIndexLength;
  }

  private void flushFull() throws IOException {
    if (piece.size() >= PIECE_BYTES) {
      flush();
    }
  }

  private void flush() throws IOException {
    footerBytes += piece.size();
    footer.checkFooterBytes(footerBytes);
    sink.write(piece.segment(), 0, piece.size());
    piece.clear();
  }
}
