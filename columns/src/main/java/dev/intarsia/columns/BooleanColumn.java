package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;

/**
 * Booleans, eight in a byte.
 *
 * <pre>
 * bits   |76543210|FEDCBA98|...   row 0 at bitOffset(), least significant bit first
 * </pre>
 */
public final class BooleanColumn extends Column {

  BooleanColumn(Field field, ColumnBuffers buffers) {
    super(field, buffers);
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
