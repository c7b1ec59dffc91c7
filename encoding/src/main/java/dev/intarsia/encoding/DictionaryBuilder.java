package dev.intarsia.encoding;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Raw;
import java.lang.foreign.MemorySegment;

/**
 * Builds the dictionary of one column chunk off-heap and turns values into ids.
 *
 * <p>The other half of RLE_DICTIONARY ({@code Encodings.md}, "Dictionary Encoding"): ids go through
 * {@link RleBitPackedHybridEncoder} into the data pages, {@link #plain} is the body of the
 * dictionary page. Values are told apart by their bytes, so 0.0 and -0.0 and the payloads of NaN
 * stay what they were. Ids are given in order of first appearance, from 0.
 *
 * <p>Interning appends one little-endian int32 id for each present value to {@code ids}. If the
 * memory's budget refuses, {@code ids} is left as it was; entries that were already added stay, and
 * the same range may be interned again. Nothing is allocated on the heap.
 *
 * <p>One thread at a time. The builder owns its memory until {@link #close}, which may be called
 * once.
 */
public abstract sealed class DictionaryBuilder implements AutoCloseable
    permits WordDictionary, BytesDictionary {
  /** Rows handled at a time: what is prepared for them stays in the first-level cache. */
  static final int CHUNK = 512;

  final GrowableSegment plain;
  final SlotTable table;
  final GrowableSegment scratch;
  int size;

  DictionaryBuilder(MemoryPool pool, String owner) {
    plain = GrowableSegment.allocate(pool, owner, 4096);
    table = new SlotTable(pool, owner);
    scratch = GrowableSegment.allocate(pool, owner, 8L * CHUNK);
  }

  /**
   * A dictionary of values of one width.
   *
   * @param pool where its memory comes from
   * @param owner names the owner in messages
   * @param width bytes of a value, from 1
   * @return an empty dictionary; the caller closes it
   */
  public static DictionaryBuilder fixedWidth(MemoryPool pool, String owner, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("A value has at least 1 byte, not " + width);
    }
    return width == 4 || width == 8
        ? new WordDictionary(pool, owner, width)
        : new BytesDictionary(pool, owner, width);
  }

  /**
   * A dictionary of BYTE_ARRAY values.
   *
   * @param pool where its memory comes from
   * @param owner names the owner in messages
   * @return an empty dictionary; the caller closes it
   */
  public static DictionaryBuilder binary(MemoryPool pool, String owner) {
    return new BytesDictionary(pool, owner, BytesDictionary.BINARY);
  }

  /**
   * Interns values of the dictionary's width, all present.
   *
   * @param values the column's values
   * @param byteOffset where the first value starts
   * @param count number of values
   * @param ids receives {@code count} int32 ids
   */
  public abstract void internFixedWidth(
      MemorySegment values, long byteOffset, int count, GrowableSegment ids);

  /**
   * Interns the present ones of values of the dictionary's width.
   *
   * @param values the column's values, one slot a row
   * @param byteOffset where the first row's slot starts
   * @param validity bit 1: present
   * @param bitOffset the first row's bit
   * @param count number of rows
   * @param ids receives an int32 id for each present row
   */
  public abstract void internFixedWidth(
      MemorySegment values,
      long byteOffset,
      MemorySegment validity,
      long bitOffset,
      int count,
      GrowableSegment ids);

  /**
   * Interns BYTE_ARRAY values, all present.
   *
   * @param offsets {@code count + 1} little-endian int32 offsets into {@code data}
   * @param offsetsByteOffset where the first value's offset starts
   * @param data the bytes
   * @param address of the data, as {@link Raw} wants it, where that is memory that the engine
   *     holds; else 0
   * @param count number of values
   * @param ids receives {@code count} int32 ids
   */
  public abstract void internBinary(
      MemorySegment offsets,
      long offsetsByteOffset,
      MemorySegment data,
      long address,
      int count,
      GrowableSegment ids);

  /**
   * Interns the present ones of BYTE_ARRAY values.
   *
   * @param offsets {@code count + 1} little-endian int32 offsets into {@code data}
   * @param offsetsByteOffset where the first row's offset starts
   * @param data the bytes; those of absent rows are not read
   * @param address of the data, as {@link Raw} wants it, where that is memory that the engine
   *     holds; else 0
   * @param validity bit 1: present
   * @param bitOffset the first row's bit
   * @param count number of rows
   * @param ids receives an int32 id for each present row
   */
  public abstract void internBinary(
      MemorySegment offsets,
      long offsetsByteOffset,
      MemorySegment data,
      long address,
      MemorySegment validity,
      long bitOffset,
      int count,
      GrowableSegment ids);

  /**
   * Number of entries.
   *
   * @return entries, which is also the next id
   */
  public final int size() {
    return size;
  }

  /**
   * Size of the dictionary page's body.
   *
   * @return bytes of {@link #plain}
   */
  public final long plainBytes() {
    return plain.size();
  }

  /**
   * The entries in order of their ids in PLAIN form.
   *
   * @return a segment whose first {@link #plainBytes} bytes count; replaced by the next interning
   */
  public final MemorySegment plain() {
    return plain.segment();
  }

  /**
   * Where an entry's bytes start.
   *
   * @param id an entry
   * @return byte offset in {@link #plain}; for BYTE_ARRAY behind the length
   */
  public abstract long offset(int id);

  /**
   * How long an entry is.
   *
   * @param id an entry
   * @return bytes of the value
   */
  public abstract int length(int id);

  /**
   * Turns ids back into values: what a chunk needs when it gives its dictionary up.
   *
   * @param ids int32 ids of this dictionary
   * @param byteOffset where the first id starts
   * @param count number of ids
   * @param out receives the values in PLAIN form
   */
  public abstract void materialize(
      MemorySegment ids, long byteOffset, int count, GrowableSegment out);

  /** Forgets all entries and gives the memory back, to be taken again with the next value. */
  public void release() {
    table.release();
    plain.release();
    scratch.release();
    size = 0;
  }

  /**
   * Gives the memory back for good.
   *
   * @throws IllegalStateException at the second call
   */
  @Override
  public void close() {
    plain.close();
    table.close();
    scratch.close();
  }

  final int checkedId(int id) {
    if (id < 0 || id >= size) {
      throw new IndexOutOfBoundsException("Id " + id + " of a dictionary of " + size);
    }
    return id;
  }

  /** The id of value {@code i}, written by the caller of {@code ids.reserve}. */
  static void putId(GrowableSegment ids, long at, int i, int id) {
    ids.setInt(at + ((long) i << 2), id);
  }
}
