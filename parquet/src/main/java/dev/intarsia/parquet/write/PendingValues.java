package dev.intarsia.parquet.write;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveColumn;
import dev.intarsia.columns.Validity;
import dev.intarsia.encoding.ByteStreamSplitEncoder;
import dev.intarsia.encoding.DeltaBinaryPackedEncoder;
import dev.intarsia.encoding.DeltaByteArrayEncoder;
import dev.intarsia.encoding.DeltaLengthByteArrayEncoder;
import dev.intarsia.encoding.Encoding;
import dev.intarsia.encoding.PlainEncoder;
import dev.intarsia.encoding.RleBitPackedHybridEncoder;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * The present values of the page that is being filled, densely, in PLAIN form. PLAIN pages take
 * them as they are; every other encoding but the dictionary starts from here.
 */
final class PendingValues implements AutoCloseable {
  /** What kernels that load whole words may read behind the last value. */
  static final int SLACK = 2 * Long.BYTES;

  private final Field field;
  private final GrowableSegment plain;
  private final GrowableSegment scratch;
  private int count;
  private long booleans;

  PendingValues(Field field, MemoryPool pool, String owner) {
    this.field = field;
    this.plain = GrowableSegment.allocate(pool, owner, 0);
    this.scratch = GrowableSegment.allocate(pool, owner, 0);
  }

  /** Appends rows of a column, {@code nulls} of which are null. */
  void add(PrimitiveColumn column, int from, int rows, int nulls) {
    Validity validity = nulls == 0 ? null : column.validity();
    if (validity == null) {
      addPresent(column, from, rows);
    } else {
      addValid(column, from, rows, validity.bitmap(), validity.bitOffset() + from);
    }
    count += rows - nulls;
    plain.reserve(SLACK);
  }

  private void addPresent(PrimitiveColumn column, int from, int rows) {
    switch (column) {
      case FixedWidthColumn fixed ->
          PlainEncoder.fixedWidth(
              fixed.values(), fixed.byteOffset(from), fixed.width(), rows, plain);
      case BooleanColumn bits ->
          booleans =
              PlainEncoder.booleans(bits.bits(), bits.bitOffset() + from, rows, plain, booleans);
      case BinaryColumn binary ->
          PlainEncoder.binary(
              binary.offsets(),
              binary.offsetsByteOffset(from),
              binary.data(),
              binary.buffers().dataAddress,
              rows,
              plain);
    }
  }

  private void addValid(
      PrimitiveColumn column, int from, int rows, MemorySegment bitmap, long bit) {
    switch (column) {
      case FixedWidthColumn fixed ->
          PlainEncoder.fixedWidth(
              fixed.values(), fixed.byteOffset(from), fixed.width(), bitmap, bit, rows, plain);
      case BooleanColumn bits ->
          booleans =
              PlainEncoder.booleans(
                  bits.bits(), bits.bitOffset() + from, bitmap, bit, rows, plain, booleans);
      case BinaryColumn binary ->
          PlainEncoder.binary(
              binary.offsets(),
              binary.offsetsByteOffset(from),
              binary.data(),
              binary.buffers().dataAddress,
              bitmap,
              bit,
              rows,
              plain);
    }
  }

  /** Bytes that {@code rows} rows of a column add at most, lengths included. */
  static long plainBytes(PrimitiveColumn column, int from, int rows) {
    return switch (column) {
      case FixedWidthColumn fixed -> (long) fixed.width() * rows;
      case BooleanColumn _ -> Bits.ceilDiv(rows, 8);
      case BinaryColumn binary -> spanned(binary, from, rows) + (long) Integer.BYTES * rows;
    };
  }

  /** Bytes that the present ones of these rows take in PLAIN form, exactly. */
  static long presentBytes(PrimitiveColumn column, int from, int rows, int nulls) {
    if (nulls > 0 && column instanceof BinaryColumn binary) {
      return plainBytes(binary, from, rows) - nullBytes(binary, from, rows);
    }
    return plainBytes(column, from, rows) * (rows - nulls) / rows;
  }

  /** What null rows would add: a length each, and bytes where they span some. */
  private static long nullBytes(BinaryColumn column, int from, int rows) {
    Validity validity = Objects.requireNonNull(column.validity());
    long bytes = 0;
    for (int row = 0; row < rows; row += Long.SIZE) {
      int count = Math.min(Long.SIZE, rows - row);
      long present = Bits.word(validity.bitmap(), validity.bitOffset() + from + row, count);
      for (long rest = ~present & (-1L >>> (Long.SIZE - count)); rest != 0; rest &= rest - 1) {
        int at = from + row + Long.numberOfTrailingZeros(rest);
        bytes += spanned(column, at, 1) + Integer.BYTES;
      }
    }
    return bytes;
  }

  /** Bytes between the first row's start and the last row's end. */
  static long spanned(BinaryColumn column, int from, int rows) {
    long first = column.offsetsByteOffset(from);
    MemorySegment offsets = column.offsets();
    return (long) offsets.get(Layouts.INT_LE, first + (long) rows * Integer.BYTES)
        - offsets.get(Layouts.INT_LE, first);
  }

  /**
   * Appends the values to a page, in an encoding other than the dictionary's.
   *
   * @return the page; where PLAIN values are all there is in it, the buffer that they wait in
   */
  GrowableSegment encode(Encoding encoding, GrowableSegment out) {
    if (encoding == Encoding.PLAIN && out.size() == 0) {
      return plain;
    }
    MemorySegment source = plain.segment();
    long bytes = plain.size();
    switch (encoding) {
      case PLAIN -> out.putBytes(source, 0, bytes);
      case RLE -> encodeRuns(source, out);
      case DELTA_BINARY_PACKED -> encodeDeltas(source, out);
      case DELTA_LENGTH_BYTE_ARRAY ->
          DeltaLengthByteArrayEncoder.encode(source, 0, bytes, count, out, scratch);
      case DELTA_BYTE_ARRAY -> encodePrefixes(source, out);
      case BYTE_STREAM_SPLIT -> ByteStreamSplitEncoder.encode(source, 0, field.width(), count, out);
      case RLE_DICTIONARY -> throw new IllegalStateException("values are not ids");
    }
    return out;
  }

  /** Booleans carry the length of their runs before them. */
  private void encodeRuns(MemorySegment bits, GrowableSegment out) {
    long start = out.size();
    out.putInt(0);
    if (count > 0) {
      RleBitPackedHybridEncoder.encodeBits(bits, 0, count, out);
    }
    int length = Math.toIntExact(out.size() - start - Integer.BYTES);
    out.segment().set(Layouts.INT_LE, start, length);
  }

  private void encodeDeltas(MemorySegment source, GrowableSegment out) {
    if (field.physicalType() == PhysicalType.INT32) {
      DeltaBinaryPackedEncoder.encodeInts(source, 0, count, out);
    } else {
      DeltaBinaryPackedEncoder.encodeLongs(source, 0, count, out);
    }
  }

  private void encodePrefixes(MemorySegment source, GrowableSegment out) {
    if (field.physicalType() == PhysicalType.BYTE_ARRAY) {
      DeltaByteArrayEncoder.encode(source, 0, count, out, scratch);
    } else {
      DeltaByteArrayEncoder.encodeFixedWidth(source, 0, field.width(), count, out, scratch);
    }
  }

  /** The buffer, for a dictionary that is given up to pour its values into. */
  GrowableSegment plain() {
    return plain;
  }

  /** Takes account of values that were poured into {@link #plain()}. */
  void poured(int values) {
    count += values;
    plain.reserve(SLACK);
  }

  int count() {
    return count;
  }

  long bytes() {
    return plain.size();
  }

  void clear() {
    plain.clear();
    count = 0;
    booleans = 0;
  }

  /** Gives the memory back. */
  void release() {
    clear();
    plain.release();
    scratch.release();
  }

  @Override
  public void close() {
    try (plain) {
      scratch.close();
    }
  }
}
