package dev.intarsia.parquet;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a file, one after the other, without an object for any of them.
 *
 * <pre>{@code
 * try (RowReader row = reader.scan().project("timestamp", "service").openRows()) {
 *   while (row.next()) {
 *     long time = row.getLong(0);
 *     if (!row.isNull(1)) {
 *       sink.take(time, row.bytes(1), row.byteOffset(1), row.byteLength(1));
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Columns are numbered in the order of the projection. Segments and columns that it shows are
 * good until the next call of {@link #next}. Getters throw {@link IllegalStateException} for a null
 * and for a type that is not the column's. For one thread at a time.
 */
public final class RowReader implements AutoCloseable {
  private final BatchScan scan;
  private final Schema schema;
  private final Slots[] columns;
  private @Nullable ColumnBatch batch;
  private int rows;
  private int row = -1;

  /** Where the values of a column of the batch are. */
  private static final class Slots {
    private MemorySegment values = MemorySegment.NULL;
    private long at;
    private @Nullable MemorySegment validity;
    private long validityAt;

    /** Bytes of a slot; 0 for booleans and nested columns. */
    private int width;

    private boolean binary;
    private boolean bits;

    /** What users may see of the bytes: it dies with the batch. */
    private MemorySegment shown = MemorySegment.NULL;
  }

  RowReader(BatchScan scan) {
    this.scan = scan;
    this.schema = scan.schema();
    columns = new Slots[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Slots();
    }
  }

  /**
   * What a row holds: the fields asked for, in that order.
   *
   * @return the schema
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Goes to the next row.
   *
   * @return false if there is none
   * @throws CorruptFileException if the file is not what Parquet says it must be
   * @throws IOException if it cannot be read
   */
  public boolean next() throws IOException {
    if (row + 1 < rows) {
      row++;
      return true;
    }
    return nextBatch();
  }

  private boolean nextBatch() throws IOException {
    letGo();
    ColumnBatch next = scan.next();
    if (next == null) {
      return false;
    }
    batch = next;
    for (int i = 0; i < columns.length; i++) {
      take(columns[i], next.column(i));
    }
    rows = next.rowCount();
    row = 0;
    return true;
  }

  private static void take(Slots slots, Column column) {
    ColumnBuffers buffers = Objects.requireNonNullElse(column.buffers().raw, column.buffers());
    slots.values = buffers.values;
    slots.at = buffers.valuesOffset;
    slots.validity = buffers.validity;
    slots.validityAt = buffers.validityOffset;
    slots.width = column instanceof FixedWidthColumn fixed ? fixed.width() : 0;
    slots.binary = column instanceof BinaryColumn;
    slots.bits = column instanceof BooleanColumn;
    slots.shown = (slots.binary ? column.buffers().data : column.buffers().values).asReadOnly();
  }

  /**
   * Whether the row has no value in a column.
   *
   * @param column from 0
   * @return true if it is null
   */
  public boolean isNull(int column) {
    requireRow();
    return isNull(columns[column]);
  }

  private boolean isNull(Slots slots) {
    MemorySegment validity = slots.validity;
    return validity != null && !Bits.get(validity, slots.validityAt + row);
  }

  /**
   * The value of an INT32 column.
   *
   * @param column from 0
   * @return the value
   */
  public int getInt(int column) {
    Slots slots = fixed(column, Integer.BYTES);
    return slots.values.get(Layouts.INT_LE, slots.at + (long) row * Integer.BYTES);
  }

  /**
   * The value of an INT64 column.
   *
   * @param column from 0
   * @return the value
   */
  public long getLong(int column) {
    Slots slots = fixed(column, Long.BYTES);
    return slots.values.get(Layouts.LONG_LE, slots.at + (long) row * Long.BYTES);
  }

  /**
   * The value of a FLOAT column.
   *
   * @param column from 0
   * @return the value
   */
  public float getFloat(int column) {
    Slots slots = fixed(column, Float.BYTES);
    return slots.values.get(Layouts.FLOAT_LE, slots.at + (long) row * Float.BYTES);
  }

  /**
   * The value of a DOUBLE column.
   *
   * @param column from 0
   * @return the value
   */
  public double getDouble(int column) {
    Slots slots = fixed(column, Double.BYTES);
    return slots.values.get(Layouts.DOUBLE_LE, slots.at + (long) row * Double.BYTES);
  }

  /**
   * The value of a BOOLEAN column.
   *
   * @param column from 0
   * @return the value
   */
  public boolean getBoolean(int column) {
    Slots slots = present(column);
    if (!slots.bits) {
      throw otherType(column);
    }
    return Bits.get(slots.values, slots.at + row);
  }

  /**
   * The memory in which the value of a BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY column lies, or of any
   * other whose values have a width.
   *
   * @param column from 0
   * @return a segment with the value at {@link #byteOffset}
   */
  public MemorySegment bytes(int column) {
    return bytesOf(column).shown;
  }

  /**
   * Where the value starts in {@link #bytes}.
   *
   * @param column from 0
   * @return bytes
   */
  public long byteOffset(int column) {
    Slots slots = bytesOf(column);
    return slots.binary ? offset(slots, row) : slots.at + (long) row * slots.width;
  }

  /**
   * How long the value is.
   *
   * @param column from 0
   * @return bytes
   */
  public int byteLength(int column) {
    Slots slots = bytesOf(column);
    return slots.binary ? offset(slots, row + 1) - offset(slots, row) : slots.width;
  }

  /**
   * The value decoded from UTF-8, for tests and tools: it makes a String.
   *
   * @param column from 0
   * @return the text; malformed bytes become the replacement character
   */
  public String getString(int column) {
    MemorySegment value = bytes(column).asSlice(byteOffset(column), byteLength(column));
    return new String(value.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /**
   * The column that the row is in, for values of nested fields.
   *
   * @param column from 0
   * @return a column of the batch, whose row {@link #rowInBatch} is this one
   */
  public Column column(int column) {
    requireRow();
    return Objects.requireNonNull(batch).column(column);
  }

  /**
   * Where the row is in {@link #column}.
   *
   * @return from 0
   */
  public int rowInBatch() {
    requireRow();
    return row;
  }

  private static int offset(Slots slots, int slot) {
    return slots.values.get(Layouts.INT_LE, slots.at + (long) slot * Integer.BYTES);
  }

  private Slots fixed(int column, int width) {
    Slots slots = present(column);
    if (slots.width != width) {
      throw otherType(column);
    }
    return slots;
  }

  private Slots bytesOf(int column) {
    Slots slots = present(column);
    if (slots.width == 0 && !slots.binary) {
      throw otherType(column);
    }
    return slots;
  }

  private Slots present(int column) {
    requireRow();
    Slots slots = columns[column];
    if (isNull(slots)) {
      throw new IllegalStateException("the row is null in column '" + name(column) + "'");
    }
    return slots;
  }

  private void requireRow() {
    if (row < 0) {
      throw new IllegalStateException("there is no row: next() comes first, and returned true");
    }
  }

  private IllegalStateException otherType(int column) {
    return new IllegalStateException(
        "column '%s' is of type %s".formatted(name(column), schema.field(column).typeName()));
  }

  private String name(int column) {
    return schema.field(column).name();
  }

  /**
   * What the scan did so far.
   *
   * @return counts
   */
  public ScanMetrics metrics() {
    return scan.metrics();
  }

  private void letGo() {
    ColumnBatch done = batch;
    batch = null;
    rows = 0;
    row = -1;
    if (done != null) {
      done.close();
    }
  }

  /** Ends the scan; a second call does nothing. */
  @Override
  public void close() {
    letGo();
    scan.close();
  }
}
