package dev.intarsia.columns.append;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A batch that rows are set into, value by value, and that is emptied and filled again. Belongs to
 * one thread at a time. Once allocated it makes no garbage, neither by row nor by batch.
 */
public final class RowBuffer implements AutoCloseable {
  /** With as much in slots and as much in texts, a row of any column still fits a page. */
  private static final long NESTED_LIMIT = BinaryColumn.LONGEST_VALUE / 2;

  private final Schema schema;
  private final int maxRows;
  private final long maxBytes;
  private final RowCursor cursor = new RowCursor();
  private final ColumnAppender[] columns;
  private final ColumnAppender[] required;
  private final NestedAppender[] nested;
  private final SlotMemory memory;
  private @Nullable RowSink sink;
  private boolean closed;

  private RowBuffer(
      Schema schema, MemoryPool pool, int maxRows, long maxBytes, boolean validateUtf8) {
    this.schema = schema;
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
    columns = new ColumnAppender[schema.size()];
    BinaryAppender.Sizes sizes =
        new BinaryAppender.Sizes(
            (long) maxRows * Integer.BYTES, maxBytes, BinaryAppender.Sizes.MAX);
    BinaryAppender.Sizes nestedSizes =
        new BinaryAppender.Sizes(sizes.expected(), maxBytes, NESTED_LIMIT);
    long total = 0;
    List<NestedAppender> groups = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      Field field = schema.field(i);
      ColumnAppender column =
          ColumnAppender.of(
              cursor,
              field,
              pool,
              field instanceof PrimitiveField ? sizes : nestedSizes,
              validateUtf8);
      columns[i] = column;
      total += padded(column);
      if (column instanceof NestedAppender group) {
        groups.add(group);
        group.stand(new ValuePlace.OfRow(this, i, group));
      }
    }
    required =
        Arrays.stream(columns).filter(ColumnAppender::isRequired).toArray(ColumnAppender[]::new);
    nested = groups.toArray(NestedAppender[]::new);
    memory = new SlotMemory(pool, total);
  }

  /** What the slots of all rows take, those of the fields of structs included. */
  private long padded(ColumnAppender column) {
    long bytes =
        SlotMemory.padded(column.slotBytes(maxRows))
            + SlotMemory.padded(column.bitmapBytes(maxRows));
    if (column instanceof StructColumnAppender struct) {
      for (ColumnAppender field : struct.fields()) {
        bytes += padded(field);
      }
    }
    return bytes;
  }

  /**
   * Takes the memory that rows of a schema need.
   *
   * @param schema the columns
   * @param pool where the memory comes from; must outlive the buffer
   * @param maxRows rows that make the buffer full, at least 1
   * @param maxBytes bytes of BYTE_ARRAY values that make it full
   * @param validateUtf8 whether text is checked to be UTF-8
   * @return an empty buffer, to be closed by the caller
   * @throws dev.intarsia.memory.MemoryLimitExceededException if the pool has not enough, having
   *     taken nothing
   */
  public static RowBuffer allocate(
      Schema schema, MemoryPool pool, int maxRows, long maxBytes, boolean validateUtf8) {
    if (maxRows < 1) {
      throw new IllegalArgumentException("a buffer holds at least 1 row, not " + maxRows);
    }
    RowBuffer buffer = new RowBuffer(schema, pool, maxRows, maxBytes, validateUtf8);
    try {
      buffer.place();
      return buffer;
    } catch (RuntimeException | OutOfMemoryError e) {
      buffer.close();
      throw e;
    }
  }

  private void place() {
    for (ColumnAppender column : columns) {
      place(column);
    }
  }

  private void place(ColumnAppender column) {
    column.place(memory.take(column.slotBytes(maxRows)), memory.take(column.bitmapBytes(maxRows)));
    if (column instanceof StructColumnAppender struct) {
      for (ColumnAppender field : struct.fields()) {
        place(field);
      }
    }
  }

  /**
   * The way to set rows.
   *
   * @param newSink takes the rows when the buffer is full, in place of an earlier sink
   * @return an appender that writes into this buffer
   */
  public RowAppender appender(RowSink newSink) {
    sink = Objects.requireNonNull(newSink, "newSink");
    cursor.relief = newSink;
    return new RowAppender(this);
  }

  /**
   * The columns' schema.
   *
   * @return as given
   */
  public Schema schema() {
    return schema;
  }

  /**
   * How many rows are complete.
   *
   * @return 0 to the maximum
   */
  public int rowCount() {
    return cursor.row;
  }

  /**
   * Bytes of BYTE_ARRAY values held, the row under way included.
   *
   * @return bytes
   */
  public long variableBytes() {
    long bytes = 0;
    for (ColumnAppender column : columns) {
      bytes += column.variableBytes();
    }
    return bytes;
  }

  /**
   * The complete rows of a column.
   *
   * @param index 0 to {@code schema().size() - 1}
   * @return the same object every time, good until the next value is set or the buffer is cleared
   */
  public Column column(int index) {
    return columns[index].view();
  }

  /**
   * Whether a row is under way: values were set since the last one ended.
   *
   * @return true if so
   */
  public boolean rowStarted() {
    return cursor.state() != RowCursor.IDLE;
  }

  /** Forgets the complete rows. A row under way keeps its values and is the first to come. */
  public void clear() {
    for (ColumnAppender column : columns) {
      column.clear();
    }
    cursor.cleared += cursor.row;
    cursor.row = 0;
  }

  /**
   * The column to set a value of, for the row appender.
   *
   * @param index as the caller gave it
   * @return the column, or null if the row was rejected and takes no more values
   * @throws IndexOutOfBoundsException if there is no such column; the row is rejected
   */
  @SuppressWarnings("ReferenceEquality") // a thread is itself
  public @Nullable ColumnAppender at(int index) {
    if (cursor.setter != Thread.currentThread() && !begin()) {
      return null;
    }
    if (index < 0 || index >= columns.length) {
      throw noColumn(index);
    }
    return columns[index];
  }

  /**
   * The same among columns of one kind, if a row is under way, so that setters of that kind need
   * not find out what the column is.
   *
   * @param index as the caller gave it
   * @param ofKind from {@link #ofKind}
   * @param <T> the kind
   * @return the column, or null if {@link #at} is to be asked
   */
  @SuppressWarnings("ReferenceEquality") // a thread is itself
  public <T extends ColumnAppender> @Nullable T at(int index, @Nullable T[] ofKind) {
    return cursor.setter == Thread.currentThread() && index >= 0 && index < ofKind.length
        ? ofKind[index]
        : null;
  }

  /**
   * The columns of one kind.
   *
   * @param kind which
   * @param array makes an array
   * @param <T> the kind
   * @return as long as the schema, with null in place of other columns
   */
  public <T extends ColumnAppender> @Nullable T[] ofKind(Class<T> kind, IntFunction<T[]> array) {
    return Arrays.stream(columns)
        .map(column -> kind.isInstance(column) ? kind.cast(column) : null)
        .toArray(array);
  }

  private IndexOutOfBoundsException noColumn(int index) {
    return cursor.reject(
        new IndexOutOfBoundsException(
            "row %d: there is no column %d; schema '%s' has %d"
                .formatted(cursor.rowNumber(), index, schema.name(), columns.length)));
  }

  /**
   * Where the values of a column go, for those who set it without its position.
   *
   * @param index 0 to {@code schema().size() - 1}
   * @return a place that calls {@link #at}
   * @throws IndexOutOfBoundsException if there is no such column
   */
  public ValuePlace place(int index) {
    return new ValuePlace.OfRow(this, index, columns[index]);
  }

  /** Whether a value may be set, which begins a row if none is under way. */
  private boolean begin() {
    return isUnderWay() || start();
  }

  /** Whether the row under way takes values; only the thread that began it may ask. */
  @SuppressWarnings("ReferenceEquality") // a thread is itself
  boolean isUnderWay() {
    if (cursor.thread != Thread.currentThread()) {
      takeOver();
    }
    return cursor.state() == RowCursor.STARTED;
  }

  /** Another thread may begin a row, if the sink lets it; it may not go on with one. */
  private void takeOver() {
    if (cursor.state() != RowCursor.IDLE) {
      throw new WrongThreadException(
          "row %d was begun by %s".formatted(cursor.rowNumber(), cursor.thread));
    }
    requireSink().check();
    cursor.thread = Thread.currentThread();
  }

  private boolean start() {
    if (cursor.state() == RowCursor.REJECTED) {
      return false;
    }
    requireSink().check();
    if (closed) {
      throw new IllegalStateException("the rows are closed");
    }
    if (cursor.row == maxRows) {
      throw new IllegalStateException("the rows before were not taken: their sink failed");
    }
    cursor.turn(RowCursor.STARTED);
    return true;
  }

  private RowSink requireSink() {
    return Objects.requireNonNull(sink, "no sink");
  }

  /**
   * Completes the row, and hands the buffer to the sink if that fills it.
   *
   * @throws IllegalStateException if a value was refused or a required column was not set; the row
   *     is dropped
   * @throws IOException if the sink fails; the row is complete and still here
   * @throws dev.intarsia.memory.MemoryLimitExceededException if the sink is short of memory; the
   *     row is complete and still here
   */
  public void end() throws IOException {
    for (NestedAppender column : nested) {
      column.complete();
    }
    if (cursor.state() != RowCursor.STARTED || missing() != null) {
      admit();
    }
    cursor.turn(RowCursor.IDLE);
    cursor.row++;
    if (cursor.row == maxRows
        || (cursor.variableCapacity >= maxBytes && variableBytes() >= maxBytes)) {
      handOver();
    }
  }

  /** Throws unless the row may be completed after all: one of nulls only was never started. */
  private void admit() {
    if (!rowStarted()) {
      start();
    }
    RuntimeException rejection = cursor.rejection();
    if (rejection != null) {
      cancel();
      throw new IllegalStateException(
          "row %d was dropped: %s".formatted(cursor.rowNumber(), rejection.getMessage()),
          rejection);
    }
    ColumnAppender missing = missing();
    if (missing != null) {
      cancel();
      throw new IllegalStateException(
          "row %d was dropped: %s".formatted(cursor.rowNumber(), missing.notSet()));
    }
  }

  /** A required column that was not set. */
  private @Nullable ColumnAppender missing() {
    int row = cursor.row;
    for (ColumnAppender column : required) {
      if (!column.isSet(row)) {
        return column;
      }
    }
    return null;
  }

  private void handOver() throws IOException {
    requireSink().full(this);
    if (cursor.row != 0) {
      throw new IllegalStateException("the sink did not clear the rows it took");
    }
  }

  /** Drops the row under way, if there is one. */
  public void cancel() {
    if (rowStarted()) {
      for (ColumnAppender column : columns) {
        column.undo(cursor.row);
      }
      cursor.restart();
    }
  }

  /** Gives all memory back. The columns must not be used any more; closing again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      cursor.restart(); // whoever goes on with the row meets the check of the sink
      for (ColumnAppender column : columns) {
        column.close();
      }
      memory.close();
    }
  }
}
