package dev.intarsia.columns.buffer;

import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Raw;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Where a column's values lie, in Arrow's layout; what a column reads through. Its owner points it
 * at other segments when the column is refilled, so that refilling makes no garbage.
 *
 * <pre>
 * fixed width   values    |v0|v1|v2|...           valuesOffset in bytes
 * boolean       values    |76543210|...           valuesOffset in bits, least significant first
 * binary        values    |o0|o1|o2|...|o(n)|     int32, valuesOffset in bytes
 *               data      |v0.....|v1..|...       value i lies at o(i) to o(i+1)
 * list, map     values    |o0|o1|o2|...|o(n)|     int32, valuesOffset in bytes
 *               children  row i is slots o(i) to o(i+1) of the element, or of keys and values
 * struct        children  row i is slot i of each; there are no values
 * all           validity  |76543210|...           validityOffset in bits, 1 = present; null: no nulls
 * </pre>
 */
public final class ColumnBuffers {
  private static final ColumnBuffers[] NO_CHILDREN = {};

  /** Slots, bits or offsets, by the column's kind. */
  public MemorySegment values = MemorySegment.NULL;

  /** Where the first row's slot starts: in bytes, and in bits for booleans. */
  public long valuesOffset;

  /** The bytes of a binary column; empty for the others. */
  public MemorySegment data = MemorySegment.NULL;

  /**
   * The address of the data, as {@link Raw} wants it, where an appender of the engine filled it and
   * the segment belongs to no thread; else 0. Good as long as the segment is, which nothing checks.
   */
  public long dataAddress;

  /** The columns that a nested one is made of; none of the others. */
  public ColumnBuffers[] children = NO_CHILDREN;

  /** The presence bits, or null while no row is null. */
  public @Nullable MemorySegment validity;

  /** Where the first row's presence bit is, in bits. */
  public long validityOffset;

  /** Rows. */
  public int length;

  /** Rows that are null. */
  public int nullCount;

  /**
   * The same as the engine reads it: through segments that belong to no thread. Null where these
   * do, too, or are the caller's. Good while someone {@code retain}s the batch.
   *
   * <p>Not only is a thread not asked for each time. Compiled code that has met segments with a
   * thread and segments without one guesses which it will meet, ahead of its loops, and is thrown
   * away and made again each time it is wrong.
   */
  public @Nullable ColumnBuffers raw;

  /** Makes buffers of no rows. */
  public ColumnBuffers() {}

  /**
   * Whether a row is null; the row is not checked.
   *
   * @param row 0 to {@code length - 1}
   * @return true if it has no value
   */
  public boolean isNull(int row) {
    MemorySegment bitmap = validity;
    return bitmap != null && !Bits.get(bitmap, validityOffset + row);
  }

  /**
   * The same memory seen through a window of rows; its nulls are counted. It has no children and no
   * raw twin: what these are depends on the kind of the column.
   *
   * @param from the first row
   * @param count how many
   * @param step what a row adds to {@link #valuesOffset}
   * @return new buffers over the same segments
   */
  public ColumnBuffers slice(int from, int count, int step) {
    ColumnBuffers slice = new ColumnBuffers();
    slice.values = values;
    slice.valuesOffset = valuesOffset + (long) from * step;
    slice.data = data;
    slice.dataAddress = dataAddress;
    slice.length = count;
    if (validity != null) {
      slice.validityOffset = validityOffset + from;
      slice.nullCount = count - (int) Bits.count(validity, slice.validityOffset, count);
      slice.validity = slice.nullCount == 0 ? null : validity;
    }
    return slice;
  }
}
