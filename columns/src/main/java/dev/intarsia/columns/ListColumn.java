package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Lists: ranges of one column that holds the elements of all of them.
 *
 * <pre>
 * offsets   |o0|o1|o2|...|o(n)|   int32, little-endian, length() + 1 of them from offsetsByteOffset() on
 * element   ...|e0|e1|e2|...      list i is slots o(i) to o(i+1), exclusive
 * </pre>
 *
 * <p>Offsets never fall. The first need not be 0, and a null list may span elements: they mean
 * nothing.
 */
public final class ListColumn extends Column {
  private final ListField field;
  private final Column element;

  ListColumn(ListField field, ColumnBuffers buffers) {
    super(field, buffers);
    this.field = field;
    element = over(field.element(), buffers.children[0]);
  }

  /**
   * A column around offsets and elements of the caller, all lists present. Nothing is copied.
   *
   * @param field what the lists are
   * @param length lists
   * @param offsets {@code length + 1} int32 from the start of the segment on, little-endian
   * @param element of the list's element field
   * @return a view
   * @throws IllegalArgumentException if the segment is too short, the offsets fall somewhere or
   *     leave the elements, or these are of another field
   */
  public static ListColumn wrap(
      ListField field, int length, MemorySegment offsets, Column element) {
    return wrap(field, length, offsets, 0, element, null, 0);
  }

  /**
   * A column around offsets and elements of the caller. Nothing is copied.
   *
   * @param field what the lists are
   * @param length lists
   * @param offsets {@code length + 1} int32, little-endian
   * @param offsetsByteOffset where the first of them is
   * @param element of the list's element field
   * @param validity which lists are present, a bit each, or null if all are
   * @param bitOffset where the bits start, in bits
   * @return a view
   * @throws IllegalArgumentException if a segment is too short, the offsets fall somewhere or leave
   *     the elements, these are of another field, or rows of a required field are null
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static ListColumn wrap(
      ListField field,
      int length,
      MemorySegment offsets,
      long offsetsByteOffset,
      Column element,
      @Nullable MemorySegment validity,
      long bitOffset) {
    ColumnBuffers buffers = wrapped(field, length, validity, bitOffset);
    requireChild(field, field.element(), element);
    Offsets.point(field, buffers, offsets, offsetsByteOffset);
    Offsets.check(field, buffers, element.length(), "there are %d elements");
    buffers.children = new ColumnBuffers[] {element.buffers};
    return new ListColumn(field, buffers);
  }

  @Override
  public ListField field() {
    return field;
  }

  /**
   * The elements of all lists.
   *
   * @return a view whose slots the offsets count; a slice of the lists has the elements of all
   */
  public Column element() {
    return element;
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
   * The first slot of a list.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return a row of {@link #element()}
   * @throws IllegalStateException if the row is null
   */
  public int start(int row) {
    return Offsets.get(buffers, checkPresent(row));
  }

  /**
   * How many elements a list has.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return 0 or more
   * @throws IllegalStateException if the row is null
   */
  public int size(int row) {
    return Offsets.get(buffers, checkPresent(row) + 1) - Offsets.get(buffers, row);
  }

  @Override
  int step() {
    return Integer.BYTES;
  }
}
