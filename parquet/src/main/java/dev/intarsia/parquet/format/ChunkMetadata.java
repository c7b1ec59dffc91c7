package dev.intarsia.parquet.format;

import static dev.intarsia.parquet.format.CompactWriter.field;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.encoding.Encoding;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.LeafColumn;
import java.lang.foreign.MemorySegment;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.SizeStatistics;
import org.apache.parquet.format.Statistics;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TField;

/** Writes a chunk's ColumnMetaData field by field, straight from what is known of it. */
final class ChunkMetadata {
  private static final TField TYPE = field(ColumnMetaData._Fields.TYPE, ThriftType.I32);
  private static final TField ENCODINGS = field(ColumnMetaData._Fields.ENCODINGS, ThriftType.LIST);
  private static final TField PATH = field(ColumnMetaData._Fields.PATH_IN_SCHEMA, ThriftType.LIST);
  private static final TField CODEC = field(ColumnMetaData._Fields.CODEC, ThriftType.I32);
  private static final TField VALUES = field(ColumnMetaData._Fields.NUM_VALUES, ThriftType.I64);
  private static final TField UNCOMPRESSED_SIZE =
      field(ColumnMetaData._Fields.TOTAL_UNCOMPRESSED_SIZE, ThriftType.I64);
  private static final TField COMPRESSED_SIZE =
      field(ColumnMetaData._Fields.TOTAL_COMPRESSED_SIZE, ThriftType.I64);
  private static final TField DATA_OFFSET =
      field(ColumnMetaData._Fields.DATA_PAGE_OFFSET, ThriftType.I64);
  private static final TField DICTIONARY_OFFSET =
      field(ColumnMetaData._Fields.DICTIONARY_PAGE_OFFSET, ThriftType.I64);
  private static final TField STATISTICS =
      field(ColumnMetaData._Fields.STATISTICS, ThriftType.STRUCT);
  private static final TField ENCODING_STATS =
      field(ColumnMetaData._Fields.ENCODING_STATS, ThriftType.LIST);
  private static final TField SIZE_STATISTICS =
      field(ColumnMetaData._Fields.SIZE_STATISTICS, ThriftType.STRUCT);

  private static final TField NULL_COUNT = field(Statistics._Fields.NULL_COUNT, ThriftType.I64);
  private static final TField DISTINCT_COUNT =
      field(Statistics._Fields.DISTINCT_COUNT, ThriftType.I64);
  private static final TField MAX_VALUE = field(Statistics._Fields.MAX_VALUE, ThriftType.STRING);
  private static final TField MIN_VALUE = field(Statistics._Fields.MIN_VALUE, ThriftType.STRING);
  private static final TField MAX_EXACT =
      field(Statistics._Fields.IS_MAX_VALUE_EXACT, ThriftType.BOOL);
  private static final TField MIN_EXACT =
      field(Statistics._Fields.IS_MIN_VALUE_EXACT, ThriftType.BOOL);
  private static final TField NAN_COUNT = field(Statistics._Fields.NAN_COUNT, ThriftType.I64);

  private static final TField PAGE_TYPE =
      field(PageEncodingStats._Fields.PAGE_TYPE, ThriftType.I32);
  private static final TField PAGE_ENCODING =
      field(PageEncodingStats._Fields.ENCODING, ThriftType.I32);
  private static final TField PAGE_COUNT = field(PageEncodingStats._Fields.COUNT, ThriftType.I32);

  private static final TField UNENCODED_BYTES =
      field(SizeStatistics._Fields.UNENCODED_BYTE_ARRAY_DATA_BYTES, ThriftType.I64);
  private static final TField REPETITION_HISTOGRAM =
      field(SizeStatistics._Fields.REPETITION_LEVEL_HISTOGRAM, ThriftType.LIST);
  private static final TField DEFINITION_HISTOGRAM =
      field(SizeStatistics._Fields.DEFINITION_LEVEL_HISTOGRAM, ThriftType.LIST);

  private final CompactWriter out;
  private final LeafColumn leaf;
  private final PrimitiveField field;
  private final ColumnChunkInfo chunk;

  private ChunkMetadata(CompactWriter out, LeafColumn leaf, ColumnChunkInfo chunk) {
    this.out = out;
    this.leaf = leaf;
    this.field = leaf.field();
    this.chunk = chunk;
  }

  /**
   * Appends the struct to the writer's target.
   *
   * @param bounds where truncated bounds are put on the way; what it holds is lost
   */
  static void write(
      CompactWriter out,
      LeafColumn leaf,
      ColumnChunkInfo chunk,
      BoundTruncation truncation,
      GrowableSegment bounds)
      throws TException {
    new ChunkMetadata(out, leaf, chunk).write(truncation, bounds);
  }

  private void write(BoundTruncation truncation, GrowableSegment bounds) throws TException {
    out.begin();
    out.i32(TYPE, FormatNames.type(field.physicalType()).getValue());
    writeEncodings();
    out.list(PATH, ThriftType.STRING, leaf.path().size());
    for (String name : leaf.path()) {
      out.writeString(name);
    }
    out.i32(CODEC, FormatNames.codec(chunk.codec).getValue());
    out.i64(VALUES, chunk.values);
    out.i64(UNCOMPRESSED_SIZE, chunk.uncompressedBytes);
    out.i64(COMPRESSED_SIZE, chunk.compressedBytes);
    out.i64(DATA_OFFSET, chunk.offset + chunk.dictionaryBytes);
    if (chunk.dictionaryBytes > 0) {
      out.i64(DICTIONARY_OFFSET, chunk.offset);
    }
    writeStatistics(truncation, bounds);
    writeEncodingStats();
    writeSizeStatistics();
    out.end();
  }

  private void writeSizeStatistics() throws TException {
    boolean hasBytes = field.physicalType() == PhysicalType.BYTE_ARRAY;
    if (!hasBytes && chunk.histograms.isEmpty()) {
      return;
    }
    out.begin(SIZE_STATISTICS);
    if (hasBytes) {
      out.i64(UNENCODED_BYTES, chunk.unencodedBytes);
    }
    writeCounts(REPETITION_HISTOGRAM, chunk.histograms.repetitions);
    writeCounts(DEFINITION_HISTOGRAM, chunk.histograms.definitions);
    out.end();
  }

  private void writeCounts(TField name, long[] counts) throws TException {
    if (counts.length > 0) {
      out.list(name, ThriftType.I64, counts.length);
      for (long count : counts) {
        out.writeI64(count);
      }
    }
  }

  private void writeEncodings() throws TException {
    int count = 0;
    for (Encoding encoding : ColumnChunkInfo.ENCODINGS) {
      count += isListed(encoding) ? 1 : 0;
    }
    out.list(ENCODINGS, ThriftType.I32, count);
    for (Encoding encoding : ColumnChunkInfo.ENCODINGS) {
      if (isListed(encoding)) {
        out.writeI32(FormatNames.encoding(encoding).getValue());
      }
    }
  }

  /** Levels are RLE, and count among the encodings. */
  private boolean isListed(Encoding encoding) {
    return chunk.isUsed(encoding) || (encoding == Encoding.RLE && hasLevels());
  }

  private boolean hasLevels() {
    return leaf.maxDefinitionLevel() > 0 || leaf.maxRepetitionLevel() > 0;
  }

  private void writeStatistics(BoundTruncation truncation, GrowableSegment bounds)
      throws TException {
    out.begin(STATISTICS);
    writeCount(NULL_COUNT, chunk.nulls);
    writeCount(DISTINCT_COUNT, chunk.distinct);
    MemorySegment min = chunk.min;
    MemorySegment max = chunk.max;
    ValueOrder order = ValueOrder.of(field);
    if (min != null && max != null && order != ValueOrder.UNDEFINED) {
      bounds.clear();
      int maxLength = truncation.appendMax(max, chunk.maxOffset, chunk.maxLength, bounds);
      int minLength = truncation.appendMin(min, chunk.minOffset, chunk.minLength, bounds);
      out.binary(MAX_VALUE, bounds.segment(), 0, maxLength);
      out.binary(MIN_VALUE, bounds.segment(), maxLength, minLength);
      out.bool(MAX_EXACT, maxLength == chunk.maxLength);
      out.bool(MIN_EXACT, minLength == chunk.minLength);
    }
    if (order.hasNan()) {
      writeCount(NAN_COUNT, chunk.nans);
    }
    out.end();
  }

  private void writeCount(TField name, long count) throws TException {
    if (count != ColumnChunkInfo.UNKNOWN) {
      out.i64(name, count);
    }
  }

  private void writeEncodingStats() throws TException {
    int count = 0;
    for (PageKind kind : ColumnChunkInfo.KINDS) {
      for (Encoding encoding : ColumnChunkInfo.ENCODINGS) {
        count += chunk.pages(kind, encoding) > 0 ? 1 : 0;
      }
    }
    out.list(ENCODING_STATS, ThriftType.STRUCT, count);
    for (PageKind kind : ColumnChunkInfo.KINDS) {
      for (Encoding encoding : ColumnChunkInfo.ENCODINGS) {
        writePageCount(kind, encoding, chunk.pages(kind, encoding));
      }
    }
  }

  private void writePageCount(PageKind kind, Encoding encoding, int count) throws TException {
    if (count == 0) {
      return;
    }
    out.begin();
    out.i32(PAGE_TYPE, kind.type().getValue());
    out.i32(PAGE_ENCODING, FormatNames.encoding(encoding).getValue());
    out.i32(PAGE_COUNT, count);
    out.end();
  }
}
