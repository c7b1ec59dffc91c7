package dev.intarsia.parquet.write;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveColumn;
import dev.intarsia.columns.Validity;
import dev.intarsia.encoding.DictionaryBuilder;
import dev.intarsia.encoding.RleBitPackedHybridEncoder;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;

/**
 * The present values of the page that is being filled, as ids of the column chunk's dictionary, and
 * that dictionary.
 */
final class PendingIds implements AutoCloseable {
  /** What a dictionary keeps for each entry beside its value: slots and an offset. */
  private static final long TABLE_BYTES = 4 * Long.BYTES;

  private final DictionaryBuilder dictionary;
  private final GrowableSegment ids;
  private int count;
  private long plainBytes;
  private long interned;
  private long internedBytes;

  PendingIds(Field field, MemoryPool pool, String owner) {
    this.dictionary =
        field.physicalType() == PhysicalType.BYTE_ARRAY
            ? DictionaryBuilder.binary(pool, owner)
            : DictionaryBuilder.fixedWidth(pool, owner, Math.max(1, field.width()));
    this.ids = GrowableSegment.allocate(pool, owner, 0);
  }

  /**
   * Interns rows of a column, {@code nulls} of which are null.
   *
   * @throws IllegalStateException if another number of them is, which only another thread can do
   */
  void add(PrimitiveColumn column, int from, int rows, int nulls) {
    Validity validity = nulls == 0 ? null : column.validity();
    if (validity == null) {
      internPresent(column, from, rows);
    } else {
      internValid(column, from, rows, validity);
    }
    long bytes = PendingValues.presentBytes(column, from, rows, nulls);
    count += rows - nulls;
    if (ids.size() != (long) Integer.BYTES * count) {
      throw new IllegalStateException("the rows' validity changed while they were being written");
    }
    interned += rows - nulls;
    plainBytes += bytes;
    internedBytes += bytes;
  }

  private void internPresent(PrimitiveColumn column, int from, int rows) {
    switch (column) {
      case FixedWidthColumn fixed ->
          dictionary.internFixedWidth(fixed.values(), fixed.byteOffset(from), rows, ids);
      case BinaryColumn binary ->
          dictionary.internBinary(
              binary.offsets(),
              binary.offsetsByteOffset(from),
              binary.data(),
              binary.buffers().dataAddress,
              rows,
              ids);
      case BooleanColumn _ -> throw noBooleans();
    }
  }

  private void internValid(PrimitiveColumn column, int from, int rows, Validity validity) {
    long bit = validity.bitOffset() + from;
    switch (column) {
      case FixedWidthColumn fixed ->
          dictionary.internFixedWidth(
              fixed.values(), fixed.byteOffset(from), validity.bitmap(), bit, rows, ids);
      case BinaryColumn binary ->
          dictionary.internBinary(
              binary.offsets(),
              binary.offsetsByteOffset(from),
              binary.data(),
              binary.buffers().dataAddress,
              validity.bitmap(),
              bit,
              rows,
              ids);
      case BooleanColumn _ -> throw noBooleans();
    }
  }

  private static IllegalStateException noBooleans() {
    return new IllegalStateException("the format has no dictionaries of booleans");
  }

  /** Appends the page's ids: their width in one byte, then runs. */
  void encode(GrowableSegment out) {
    int width = bitWidth();
    out.putByte((byte) width);
    if (count > 0) {
      RleBitPackedHybridEncoder.encode(ids.segment(), 0, count, width, out);
    }
  }

  /** Bits that an id takes as yet: as many as the largest needs. */
  int bitWidth() {
    return Bits.bitWidth(Math.max(dictionary.size() - 1, 0));
  }

  /** Finds the extremes of the page's values. */
  void bounds(PageBounds bounds) {
    bounds.ofDictionary(dictionary, ids, count);
  }

  /** Turns the page's ids back into values. */
  void pourInto(PendingValues values) {
    if (count > 0) {
      dictionary.materialize(ids.segment(), 0, count, values.plain());
    }
    values.poured(count);
  }

  /** Writes the dictionary's page. */
  void writeDictionary(PageWriter pages, ChunkCodec codec, PageStore store) {
    pages.dictionary(dictionary.plain(), dictionary.plainBytes(), dictionary.size(), codec, store);
  }

  /** Different values so far. */
  int entries() {
    return dictionary.size();
  }

  /** Bytes of the dictionary's page, uncompressed. */
  long dictionaryBytes() {
    return dictionary.plainBytes();
  }

  /** Bytes of the waiting values in PLAIN form. */
  long plainBytes() {
    return plainBytes;
  }

  /** Bytes that the waiting ids encode to at most, but for run headers. */
  long encodedBytes() {
    return (long) count * bitWidth() / Byte.SIZE;
  }

  /** Bytes that interning so many more values asks of the pool, at most. */
  long growth(long added, int rows) {
    long entries = dictionary.size();
    return Growth.of(dictionary.plainBytes(), added)
        + Growth.of(TABLE_BYTES * entries, TABLE_BYTES * rows)
        + Growth.of((long) Integer.BYTES * count, (long) Integer.BYTES * rows);
  }

  /** Values that the chunk's dictionary has taken. */
  long interned() {
    return interned;
  }

  /** Bytes of those values in PLAIN form. */
  long internedBytes() {
    return internedBytes;
  }

  /** Begins the next page. */
  void clear() {
    ids.clear();
    count = 0;
    plainBytes = 0;
  }

  /** Forgets the dictionary, too, and gives the memory back. */
  void release() {
    clear();
    ids.release();
    dictionary.release();
    interned = 0;
    internedBytes = 0;
  }

  @Override
  public void close() {
    try (dictionary) {
      ids.close();
    }
  }
}
