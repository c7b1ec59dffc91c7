package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Values of any length.
 *
 * <pre>
 * offsets   |o0|o1|o2|...|o(n)|   int32, little-endian, length() + 1 of them from offsetsByteOffset() on
 * data      ...|v0.....|v1..|...  value i at bytes o(i) to o(i+1), exclusive
 * </pre>
 *
 * <p>Offsets never fall. The first need not be 0, and a null row may span bytes: they mean nothing.
 */
public final class BinaryColumn extends PrimitiveColumn {
  /** The longest value that is taken, in bytes: a page of the file must hold it, and more. */
  public static final int LONGEST_VALUE = 1 << 30;

  BinaryColumn(PrimitiveField field, ColumnBuffers buffers) {
    super(field, buffers);
  }

  /**
   * A column around values of the caller, all of them present. Nothing is copied; text is not
   * checked.
   *
   * @param field of type BYTE_ARRAY
   * @param length rows
   * @param offsets {@code length + 1} int32 from the start of the segment on, little-endian
   * @param data what the offsets point into
   * @return a view
   * @throws IllegalArgumentException if a segment is too short or the offsets fall somewhere
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static BinaryColumn wrap(
      Field field, int length, MemorySegment offsets, MemorySegment data) {
    return wrap(field, length, offsets, 0, data, null, 0);
  }

  /**
   * A column around values of the caller. Nothing is copied; text is not checked.
   *
   * @param field of type BYTE_ARRAY
   * @param length rows
   * @param offsets {@code length + 1} int32, little-endian
   * @param offsetsByteOffset where the first of them is
   * @param data what the offsets point into
   * @param validity which rows are present, a bit each, or null if all are
   * @param bitOffset where the bits start, in bits
   * @return a view
   * @throws IllegalArgumentException if a segment is too short, the offsets fall somewhere or leave
   *     the data, or rows of a required field are null
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static BinaryColumn wrap(
      Field field,
      int length,
      MemorySegment offsets,
      long offsetsByteOffset,
      MemorySegment data,
      @Nullable MemorySegment validity,
      long bitOffset) {
    PrimitiveField leaf =
        requireType(field, type -> type.physicalType() == PhysicalType.BYTE_ARRAY);
    ColumnBuffers buffers = wrapped(field, length, validity, bitOffset);
    Offsets.point(field, buffers, offsets, offsetsByteOffset);
    buffers.data = data;
    Offsets.check(field, buffers, data.byteSize(), "the data has %d bytes");
    return new BinaryColumn(leaf, buffers);
  }

  /**
   * The memory the offsets lie in.
   *
   * @return a segment of {@code length() + 1} int32 from {@link #offsetsByteOffset()} on
   */
  public MemorySegment offsets() {
    return buffers.values;
  }

  /**
   * Where the first row's offset is.
   *
   * @return bytes from the start of {@link #offsets()}
   */
  public long offsetsByteOffset() {
    return buffers.valuesOffset;
  }

  /**
   * Where the offset of a row's start is in {@link #offsets()}; that of its end follows.
   *
   * @param row from 0; not checked
   * @return bytes
   */
  public long offsetsByteOffset(int row) {
    return offsetsByteOffset() + (long) row * Integer.BYTES;
  }

  /**
   * The memory the values lie in; the offsets count from its start.
   *
   * @return a segment that holds the values of all rows
   */
  public MemorySegment data() {
    return buffers.data;
  }

  /**
   * Where a row's value starts.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return bytes from the start of {@link #data()}
   * @throws IllegalStateException if the row is null
   */
  public int start(int row) {
    return offset(checkPresent(row));
  }

  /**
   * How long a row's value is.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return bytes
   * @throws IllegalStateException if the row is null
   */
  public int byteLength(int row) {
    return offset(checkPresent(row) + 1) - offset(row);
  }

  /**
   * A row's value.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return a slice that shares the column's memory
   * @throws IllegalStateException if the row is null
   */
  public MemorySegment getBytes(int row) {
    return buffers.data.asSlice(start(row), byteLength(row));
  }

  /**
   * A row's value decoded from UTF-8, for tests and tools: it makes a String.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return the text; malformed bytes become the replacement character
   * @throws IllegalStateException if the row is null
   */
  public String getString(int row) {
    return new String(getBytes(row).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  private int offset(int index) {
    return Offsets.get(buffers, index);
  }

  @Override
  int step() {
    return Integer.BYTES;
  }
}
