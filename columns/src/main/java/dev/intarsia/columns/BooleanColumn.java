package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Booleans, eight in a byte.
 *
 * <pre>
 * bits   |76543210|FEDCBA98|...   row 0 at bitOffset(), least significant bit first
 * </pre>
 */
public final class BooleanColumn extends PrimitiveColumn {

  BooleanColumn(PrimitiveField field, ColumnBuffers buffers) {
    super(field, buffers);
  }

  /**
   * A column around values of the caller. Nothing is copied.
   *
   * @param field of type BOOLEAN
   * @param length rows
   * @param bits the values, least significant bit first
   * @param bitOffset where they start, in bits
   * @param validity which rows are present, a bit each, or null if all are
   * @param validityBitOffset where those bits start, in bits
   * @return a view
   * @throws IllegalArgumentException if a segment is too short, or rows of a required field are
   *     null
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static BooleanColumn wrap(
      Field field,
      int length,
      MemorySegment bits,
      long bitOffset,
      @Nullable MemorySegment validity,
      long validityBitOffset) {
    PrimitiveField leaf = requireType(field, type -> type.physicalType() == PhysicalType.BOOLEAN);
    ColumnBuffers buffers = wrapped(field, length, validity, validityBitOffset);
    requireBits(field, "values", bits, bitOffset, length);
    buffers.values = bits;
    buffers.valuesOffset = bitOffset;
    return new BooleanColumn(leaf, buffers);
  }

  /**
   * The memory the values lie in.
   *
   * @return a segment with a bit for every row from {@link #bitOffset()} on
   */
  public MemorySegment bits() {
    return buffers.values;
  }

  /**
   * Where the first row's bit is.
   *
   * @return bits from the start of {@link #bits()}
   */
  public long bitOffset() {
    return buffers.valuesOffset;
  }

  /**
   * A row's value.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return the value
   * @throws IllegalStateException if the row is null
   */
  public boolean getBoolean(int row) {
    return Bits.get(buffers.values, buffers.valuesOffset + checkPresent(row));
  }

  @Override
  int step() {
    return 1;
  }
}
