package dev.intarsia.columns.append;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveColumn;
import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * One column that is filled on its own and grows with its rows: an appender with a cursor of its
 * own and growing memory under it.
 */
public final class GrowingColumn implements AutoCloseable {
  private final RowCursor cursor = new RowCursor();
  private final ColumnAppender appender;
  private final GrowableSegment slots;
  private final GrowableSegment bitmap;
  private final int expectedRows;
  private int capacity;
  private boolean closed;

  /**
   * A column without rows. Takes memory with the first one.
   *
   * @param field what it holds
   * @param pool where memory comes from
   * @param expectedRows how many rows to make room for at first
   */
  public GrowingColumn(Field field, MemoryPool pool, int expectedRows) {
    this(field, pool, expectedRows, BinaryAppender.Sizes.MAX);
  }

  GrowingColumn(Field field, MemoryPool pool, int expectedRows, long limit) {
    long expectedBytes = Math.min((long) expectedRows * Long.BYTES, limit);
    appender =
        ColumnAppender.of(
            cursor, field, pool, new BinaryAppender.Sizes(expectedBytes, limit, limit), false);
    slots =
        GrowableSegment.allocate(
            pool, "slots of " + field.name(), appender.slotBytes(expectedRows));
    bitmap =
        GrowableSegment.allocate(
            pool, "validity of " + field.name(), appender.bitmapBytes(expectedRows));
    this.expectedRows = expectedRows;
    cursor.state = RowCursor.STARTED;
  }

  /** Has text checked from now on. */
  public void validateUtf8() {
    appender.validateUtf8();
  }

  /**
   * What the column holds.
   *
   * @return the field
   */
  public Field field() {
    return appender.field;
  }

  /**
   * Rows so far.
   *
   * @return rows
   */
  public int length() {
    return cursor.row;
  }

  /**
   * Makes room for a row.
   *
   * @return the appender to set its value with; {@link #advance} then counts it
   */
  public ColumnAppender next() {
    if (cursor.row == capacity || cursor.state != RowCursor.STARTED) {
      prepare(1);
    }
    return appender;
  }

  /** Counts the row. One that was not set is null. */
  public void advance() {
    cursor.row++;
  }

  /**
   * Appends nulls.
   *
   * @param count how many
   */
  public void appendNulls(int count) {
    if (count < 0) {
      throw appender.refuse(count + " nulls cannot be appended");
    }
    prepare(count);
    if (count > 0) {
      appender.setNull();
      cursor.row += count;
      appender.view();
    }
  }

  /**
   * Appends values of the column's width that lie back to back.
   *
   * @param source where they are
   * @param offset where they start, in bytes
   * @param count how many
   */
  public void appendValues(MemorySegment source, long offset, int count) {
    if (appender.field.width() == 0) {
      throw appender.refuse("it does not take values of a fixed width");
    }
    prepare(count);
    int row = appender.slot();
    long bytes = appender.slotBytes(row + count) - appender.slotBytes(row);
    MemorySegment.copy(source, offset, appender.slots, appender.slotBytes(row), bytes);
    finish(row, count);
  }

  /**
   * Appends values of an array to a column of their type.
   *
   * @param source where they are
   * @param offset the first
   * @param count how many
   */
  public void appendInts(int[] source, int offset, int count) {
    int row = begin(PhysicalType.INT32, source.length, offset, count);
    long at = appender.slotBytes(row);
    MemorySegment.copy(source, offset, appender.slots, Layouts.INT_LE, at, count);
    finish(row, count);
  }

  /**
   * Appends values of an array to a column of their type.
   *
   * @param source where they are
   * @param offset the first
   * @param count how many
   */
  public void appendLongs(long[] source, int offset, int count) {
    int row = begin(PhysicalType.INT64, source.length, offset, count);
    long at = appender.slotBytes(row);
    MemorySegment.copy(source, offset, appender.slots, Layouts.LONG_LE, at, count);
    finish(row, count);
  }

  /**
   * Appends values of an array to a column of their type.
   *
   * @param source where they are
   * @param offset the first
   * @param count how many
   */
  public void appendFloats(float[] source, int offset, int count) {
    int row = begin(PhysicalType.FLOAT, source.length, offset, count);
    long at = appender.slotBytes(row);
    MemorySegment.copy(source, offset, appender.slots, Layouts.FLOAT_LE, at, count);
    finish(row, count);
  }

  /**
   * Appends values of an array to a column of their type.
   *
   * @param source where they are
   * @param offset the first
   * @param count how many
   */
  public void appendDoubles(double[] source, int offset, int count) {
    int row = begin(PhysicalType.DOUBLE, source.length, offset, count);
    long at = appender.slotBytes(row);
    MemorySegment.copy(source, offset, appender.slots, Layouts.DOUBLE_LE, at, count);
    finish(row, count);
  }

  private int begin(PhysicalType type, int length, int offset, int count) {
    if (appender.field.physicalType() != type) {
      throw appender.refuse("it does not take values of type " + type);
    }
    Objects.checkFromIndexSize(offset, count, length);
    prepare(count);
    return appender.slot();
  }

  private void finish(int row, int count) {
    appender.checkSlots(row, count, null);
    appender.done(row, count, null);
    cursor.row += count;
  }

  /**
   * Appends the rows of another column.
   *
   * @param source of the same physical type and width
   */
  public void appendAll(Column source) {
    int count = source.length();
    prepare(count);
    appender.checkSource(source);
    int row = appender.slot();
    switch ((PrimitiveColumn) source) {
      case FixedWidthColumn values -> copySlots(values, row, count);
      case BooleanColumn booleans -> ((BooleanAppender) appender).copySlots(booleans, row);
      case BinaryColumn values -> ((BinaryAppender) appender).copySlots(values, row);
    }
    appender.checkSlots(row, count, source.validity());
    appender.done(row, count, source);
    cursor.row += count;
  }

  private void copySlots(FixedWidthColumn source, int row, int count) {
    int width = source.width();
    MemorySegment.copy(
        source.values(),
        source.byteOffset(),
        appender.slots,
        (long) row * width,
        (long) count * width);
  }

  /** Drops what a refused value left behind, and makes room for more rows. */
  private void prepare(int count) {
    if (closed) {
      throw new IllegalStateException(
          "column '" + appender.field.name() + "' is used up: its batch was built or given up");
    }
    if (cursor.state != RowCursor.STARTED) {
      appender.undo(cursor.row);
      cursor.restart();
      cursor.state = RowCursor.STARTED;
    }
    int needed = Math.addExact(cursor.row, count);
    if (needed > capacity) {
      long doubled = Math.min(2L * capacity, Integer.MAX_VALUE - 1);
      grow(Math.max(needed, capacity == 0 ? expectedRows : (int) doubled));
    }
  }

  private void grow(int rows) {
    // One after the other: if there is memory for the first only, the column is whole all the same.
    MemorySegment newBitmap =
        resize(bitmap, appender.bitmapBytes(capacity), appender.bitmapBytes(rows));
    appender.place(appender.slots, newBitmap);
    MemorySegment newSlots = resize(slots, appender.slotBytes(capacity), appender.slotBytes(rows));
    appender.place(newSlots, newBitmap);
    capacity = rows;
  }

  private static MemorySegment resize(GrowableSegment memory, long used, long needed) {
    memory.commit(Math.min(used, memory.capacity()) - memory.size());
    memory.reserve(needed - memory.size());
    return memory.segment().asSlice(0, needed);
  }

  /**
   * Hands the memory over to an arena.
   *
   * @param arena takes the memory over; attached to this thread
   * @return the column, in that arena
   */
  public Column build(BatchArena arena) {
    int rows = cursor.row;
    if (capacity == 0 && appender.slotBytes(0) > 0) {
      grow(1);
    }
    Column column = appender.view();
    ColumnBuffers raw = raw(rows);
    appender.buffers.raw = raw;
    appender.buffers.values = adopt(slots, appender.slotBytes(rows), arena);
    if (appender.buffers.validity != null) {
      appender.buffers.validity = adopt(bitmap, appender.bitmapBytes(rows), arena);
    }
    appender.adoptData(arena);
    if (appender.buffers.data.byteSize() == 0) {
      raw.data = MemorySegment.NULL; // what was taken for empty texts is given back
    }
    return column;
  }

  private ColumnBuffers raw(int rows) {
    ColumnBuffers raw = appender.buffers.slice(0, rows, 0);
    raw.values = content(slots, appender.slotBytes(rows));
    if (raw.validity != null) {
      raw.validity = content(bitmap, appender.bitmapBytes(rows));
    }
    return raw;
  }

  private static MemorySegment content(GrowableSegment memory, long bytes) {
    return bytes == 0 || memory.capacity() == 0
        ? MemorySegment.NULL
        : memory.segment().asSlice(0, bytes);
  }

  /** What is not worth a chunk of the arena stays an empty segment. */
  static MemorySegment adopt(GrowableSegment memory, long bytes, BatchArena arena) {
    if (bytes == 0 || memory.capacity() == 0) {
      return MemorySegment.NULL;
    }
    memory.truncate(Math.min(memory.size(), bytes));
    memory.commit(bytes - memory.size());
    return arena.adopt(memory);
  }

  /** Gives back what no arena took over. Nothing can be appended any more: the memory is gone. */
  @Override
  public void close() {
    closed = true;
    cursor.state = RowCursor.IDLE; // no row goes on without meeting prepare()
    slots.close();
    bitmap.close();
    appender.close();
  }
}
