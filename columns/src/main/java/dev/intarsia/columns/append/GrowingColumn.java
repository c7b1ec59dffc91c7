package dev.intarsia.columns.append;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
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
  private final GrowingSlots slots;
  private final ValuePlace place;
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
    slots = new GrowingSlots(appender, pool, expectedRows);
    place = new ValuePlace.OfColumn(this, appender);
    appender.stand(place);
    cursor.turn(RowCursor.STARTED);
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
   * Rows so far, one that was begun included.
   *
   * @return rows
   */
  public int length() {
    return cursor.row + (hasBegun() ? 1 : 0);
  }

  /** Whether there is a struct, list or map that still takes parts. */
  private boolean hasBegun() {
    return cursor.state() == RowCursor.STARTED && appender.isSet();
  }

  /** The same for one who is about to add a part. */
  boolean isCurrent() {
    requireOpen();
    return hasBegun();
  }

  /**
   * Where structs, lists or maps are begun, each of which is a row.
   *
   * @return the same object every time
   */
  public ValuePlace place() {
    return place;
  }

  /**
   * Makes room for a row.
   *
   * @return the appender to set its value with; {@link #advance} then counts it
   */
  public ColumnAppender next() {
    if (cursor.row >= slots.capacity()
        || cursor.state() != RowCursor.STARTED
        || appender instanceof NestedAppender) {
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
    if (!(appender.field instanceof PrimitiveField leaf) || leaf.width() == 0) {
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
    if (!(appender.field instanceof PrimitiveField leaf) || leaf.physicalType() != type) {
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
   * @param source of the same physical type and width, or nested and made of such columns
   */
  public void appendAll(Column source) {
    int count = source.length();
    prepare(count);
    CopiedRows.append(source, appender, cursor.row);
    cursor.row += count;
  }

  /** Drops what a refused value left behind, ends a row begun, and makes room for more. */
  private void prepare(int count) {
    requireOpen();
    if (cursor.state() != RowCursor.STARTED) {
      drop();
    }
    endRow();
    slots.reserve(Math.addExact(cursor.row, count));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "column '" + appender.field.name() + "' is used up: its batch was built or given up");
    }
  }

  private void drop() {
    appender.undo(cursor.row);
    cursor.restart();
    cursor.turn(RowCursor.STARTED);
  }

  /** Counts the struct, list or map that was begun, or drops it if it lacks something. */
  private void endRow() {
    if (!appender.isSet()) {
      return;
    }
    appender.complete();
    RuntimeException rejection = cursor.rejection();
    if (rejection != null) {
      drop();
      throw new IllegalStateException(
          "row %d was dropped: %s".formatted(cursor.rowNumber(), rejection.getMessage()),
          rejection);
    }
    cursor.row++;
  }

  /**
   * Hands the memory over to an arena.
   *
   * @param arena takes the memory over; attached to this thread
   * @return the column, in that arena
   */
  public Column build(BatchArena arena) {
    return slots.build(arena, cursor.row);
  }

  /**
   * Ends a struct, list or map that was begun; what a refusal left of one is dropped.
   *
   * @throws IllegalStateException if it lacks something; it is dropped, and others may be appended
   */
  public void finish() {
    prepare(0);
  }

  /** Gives back what no arena took over. Nothing can be appended any more: the memory is gone. */
  @Override
  public void close() {
    closed = true;
    cursor.turn(RowCursor.IDLE); // no row goes on without meeting prepare()
    slots.close();
    appender.close();
  }
}
