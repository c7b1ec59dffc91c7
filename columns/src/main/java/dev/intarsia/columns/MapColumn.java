package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Maps: ranges of two columns of equal length that hold the keys and the values of all of them.
 *
 * <pre>
 * offsets   |o0|o1|o2|...|o(n)|   int32, little-endian, length() + 1 of them from offsetsByteOffset() on
 * keys      ...|k0|k1|k2|...      map i is slots o(i) to o(i+1), exclusive
 * values    ...|v0|v1|v2|...
 * </pre>
 *
 * <p>Offsets never fall. The first need not be 0, and a null map may span pairs: they mean nothing.
 */
public final class MapColumn extends Column {
  private final MapField field;
  private final Column keys;
  private final Column values;

  MapColumn(MapField field, ColumnBuffers buffers) {
    super(field, buffers);
    this.field = field;
    keys = over(field.key(), buffers.children[0]);
    values = over(field.value(), buffers.children[1]);
  }

  /**
   * A column around offsets, keys and values of the caller. Nothing is copied.
   *
   * @param field what the maps are
   * @param length maps
   * @param offsets {@code length + 1} int32, little-endian
   * @param offsetsByteOffset where the first of them is
   * @param keys of the map's key field
   * @param values of the map's value field, as many
   * @param validity which maps are present, a bit each, or null if all are
   * @param bitOffset where the bits start, in bits
   * @return a view
   * @throws IllegalArgumentException if a segment is too short, the offsets fall somewhere or leave
   *     the pairs, these are of other fields or not of one length, or rows of a required field are
   *     null
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static MapColumn wrap(
      MapField field,
      int length,
      MemorySegment offsets,
      long offsetsByteOffset,
      Column keys,
      Column values,
      @Nullable MemorySegment validity,
      long bitOffset) {
    ColumnBuffers buffers = wrapped(field, length, validity, bitOffset);
    requireChild(field, field.key(), keys);
    requireChild(field, field.value(), values);
    requireLength(field, keys.length(), values);
    Offsets.point(field, buffers, offsets, offsetsByteOffset);
    Offsets.check(field, buffers, keys.length(), "there are %d keys");
    buffers.children = new ColumnBuffers[] {keys.buffers, values.buffers};
    return new MapColumn(field, buffers);
  }

  @Override
  public MapField field() {
    return field;
  }

  /**
   * The keys of all maps.
   *
   * @return a view whose slots the offsets count; a slice of the maps has the keys of all
   */
  public Column keys() {
    return keys;
  }

  /**
   * The values of all maps.
   *
   * @return a view whose slots the offsets count, each the value of the key in the same slot
   */
  public Column values() {
    return values;
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
   * The first slot of a map.
   *
   * @param row 0 to {@code length() - 1}, present
   * @return a row of {@link #keys()} and {@link #values()}
   * @throws IllegalStateException if the row is null
   */
  public int start(int row) {
    return Offsets.get(buffers, checkPresent(row));
  }

  /**
   * How many pairs a map has.
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
