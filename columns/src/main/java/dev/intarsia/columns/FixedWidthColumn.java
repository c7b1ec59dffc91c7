package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Values of one width back to back, little-endian: INT32, INT64, FLOAT, DOUBLE and
 * FIXED_LEN_BYTE_ARRAY.
 *
 * <pre>
 * values   |v0|v1|v2|...   each width() bytes, from byteOffset() on
 * </pre>
 *
 * <p>The getters by row read the bits of {@code width()} bytes and do not look at the field's type;
 * a null row's bits are undefined.
 */
public final class FixedWidthColumn extends PrimitiveColumn {
  private final int width;

  FixedWidthColumn(PrimitiveField field, ColumnBuffers buffers) {
    super(field, buffers);
    width = field.width();
  }

  /**
   * A column around values of the caller, all of them present. Nothing is copied; whether the
   * values are in the range of the field's type is not checked.
   *
   * @param field of a fixed-width type
   * @param length rows
   * @param values the slots from the start of the segment on, little-endian
   * @return a view
   * @throws IllegalArgumentException if the segment is too short
   */
  public static FixedWidthColumn wrap(Field field, int length, MemorySegment values) {
    return wrap(field, length, values, 0, null, 0);
  }

  /**
   * A column around values of the caller. Nothing is copied; whether the values are in the range of
   * the field's type is not checked.
   *
   * @param field of a fixed-width type
   * @param length rows
   * @param values the slots, little-endian
   * @param byteOffset where they start
   * @param validity which rows are present, a bit each, or null if all are
   * @param bitOffset where the bits start, in bits
   * @return a view
   * @throws IllegalArgumentException if a segment is too short, or rows of a required field are
   *     null
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static FixedWidthColumn wrap(
      Field field,
      int length,
      MemorySegment values,
      long byteOffset,
      @Nullable MemorySegment validity,
      long bitOffset) {
    PrimitiveField leaf = requireType(field, type -> type.width() > 0);
    ColumnBuffers buffers = wrapped(field, length, validity, bitOffset);
    requireBytes(field, "values", values, byteOffset, (long) length * field.width(), 1);
    buffers.values = values;
    buffers.valuesOffset = byteOffset;
    return new FixedWidthColumn(leaf, buffers);
  }

  /**
   * The memory the values lie in.
   *
   * @return a segment with a slot for every row from {@link #byteOffset()} on
   */
  public MemorySegment values() {
    return buffers.values;
  }

  /**
   * Where the first row's slot starts.
   *
   * @return bytes from the start of {@link #values()}
   */
  public long byteOffset() {
    return buffers.valuesOffset;
  }

  /**
   * Where the value of a row starts in {@link #values()}.
   *
   * @param row from 0; not checked
   * @return bytes
   */
  public long byteOffset(int row) {
    return byteOffset() + (long) row * width();
  }

  /**
   * The width of a slot.
   *
   * @return bytes
   */
  public int width() {
    return width;
  }

  /**
   * The value of an INT32 column.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return the value
   * @throws IllegalStateException if the row is null
   */
  public int getInt(int row) {
    return buffers.values.get(Layouts.INT_LE, slot(row, Integer.BYTES));
  }

  /**
   * The value of an INT64 column.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return the value
   * @throws IllegalStateException if the row is null
   */
  public long getLong(int row) {
    return buffers.values.get(Layouts.LONG_LE, slot(row, Long.BYTES));
  }

  /**
   * The value of a FLOAT column.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return the value
   * @throws IllegalStateException if the row is null
   */
  public float getFloat(int row) {
    return buffers.values.get(Layouts.FLOAT_LE, slot(row, Float.BYTES));
  }

  /**
   * The value of a DOUBLE column.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return the value
   * @throws IllegalStateException if the row is null
   */
  public double getDouble(int row) {
    return buffers.values.get(Layouts.DOUBLE_LE, slot(row, Double.BYTES));
  }

  /**
   * The bytes of a value, whatever its width.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return a slice that shares the column's memory
   * @throws IllegalStateException if the row is null
   */
  public MemorySegment getBytes(int row) {
    return buffers.values.asSlice(slot(row, width), width);
  }

  private long slot(int row, int bytes) {
    if (bytes != width) {
      throw new IllegalStateException(
          "column '%s' has slots of %d bytes, not %d".formatted(field().name(), width, bytes));
    }
    return buffers.valuesOffset + (long) checkPresent(row) * width;
  }

  @Override
  int step() {
    return width;
  }
}
