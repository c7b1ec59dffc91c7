package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field's values, in Arrow's memory layout: a slot for every row, null or not, and a bitmap of
 * which are present once one is not. What lies in a null row's slot is undefined.
 *
 * <p>A column is a view; its batch owns the memory. Once the batch is closed the memory refuses to
 * be read.
 *
 * <p>There are three kinds of {@link PrimitiveColumn}, which hold values themselves, and three that
 * are made of other columns: {@link StructColumn}, {@link ListColumn} and {@link MapColumn}.
 */
public abstract sealed class Column permits PrimitiveColumn, StructColumn, ListColumn, MapColumn {
  private final Field field;
  final ColumnBuffers buffers;
  private final Validity validity;

  Column(Field field, ColumnBuffers buffers) {
    this.field = Objects.requireNonNull(field, "field");
    this.buffers = Objects.requireNonNull(buffers, "buffers");
    validity = new Validity(buffers);
  }

  /**
   * The column that reads a field's values out of some buffers; for the engine.
   *
   * @param field decides the kind of the column
   * @param buffers laid out as that kind asks
   * @return a view that follows the buffers when they are pointed elsewhere
   */
  @SuppressWarnings("exports") // only the engine has buffers, and only it can call this
  public static Column over(Field field, ColumnBuffers buffers) {
    return switch (field) {
      case PrimitiveField leaf -> PrimitiveColumn.over(leaf, buffers);
      case StructField struct -> new StructColumn(struct, buffers);
      case ListField list -> new ListColumn(list, buffers);
      case MapField map -> new MapColumn(map, buffers);
    };
  }

  /**
   * What the column holds.
   *
   * @return the schema's field
   */
  public Field field() {
    return field;
  }

  /**
   * How many rows there are.
   *
   * @return rows, nulls included
   */
  public final int length() {
    return buffers.length;
  }

  /**
   * How many rows have no value.
   *
   * @return 0 to {@code length()}
   */
  public final int nullCount() {
    return buffers.nullCount;
  }

  /**
   * Whether a row has no value.
   *
   * @param row 0 to {@code length() - 1}
   * @return true if it is null
   */
  public final boolean isNull(int row) {
    return buffers.isNull(Objects.checkIndex(row, buffers.length));
  }

  /**
   * Which rows are present.
   *
   * @return the bitmap, or null while no row is null
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public final @Nullable Validity validity() {
    return buffers.validity == null ? null : validity;
  }

  /**
   * Where the values lie, for the engine.
   *
   * @return the column's own, not a copy
   */
  @SuppressWarnings("exports") // only the engine has buffers
  public final ColumnBuffers buffers() {
    return buffers;
  }

  /** Buffers of the caller, checked for what all kinds of columns have in common. */
  static ColumnBuffers wrapped(
      Field field, int length, @Nullable MemorySegment validity, long bitOffset) {
    if (length < 0) {
      throw new IllegalArgumentException("column '" + field.name() + "': " + length + " rows");
    }
    ColumnBuffers buffers = new ColumnBuffers();
    buffers.length = length;
    if (validity != null) {
      requireBits(field, "the validity bitmap", validity, bitOffset, length);
      buffers.nullCount = length - (int) Bits.count(validity, bitOffset, length);
      buffers.validity = buffers.nullCount == 0 ? null : validity;
      buffers.validityOffset = bitOffset;
    }
    if (buffers.nullCount > 0 && !field.nullable()) {
      throw new IllegalArgumentException(
          "column '%s' is required, but %d of its rows are null"
              .formatted(field.name(), buffers.nullCount));
    }
    return buffers;
  }

  static void requireBits(
      Field field, String what, MemorySegment bits, long bitOffset, long count) {
    long end = Bits.ceilDiv(Math.addExact(Math.max(bitOffset, 0), count), Byte.SIZE);
    requireBytes(field, what, bits, bitOffset, end - Math.max(bitOffset, 0) / Byte.SIZE, Byte.SIZE);
  }

  /** Refuses a segment that does not hold so many bytes from an offset on. */
  static void requireBytes(
      Field field, String what, MemorySegment segment, long offset, long bytes, int unit) {
    if (offset < 0 || offset / unit > segment.byteSize() - bytes) {
      throw new IllegalArgumentException(
          "column '%s': %s needs %d bytes from %d on, but its segment has %d"
              .formatted(field.name(), what, bytes, offset / unit, segment.byteSize()));
    }
  }

  /** Refuses a column that a nested one cannot be made of. */
  static void requireChild(Field owner, Field child, Column column) {
    if (!column.field().equals(child)) {
      throw new IllegalArgumentException(
          "column '%s' is made of '%s', not '%s'".formatted(owner.name(), child, column.field()));
    }
  }

  static void requireLength(Field owner, int length, Column column) {
    if (column.length() != length) {
      throw new IllegalArgumentException(
          "column '%s': '%s' has %d rows, not %d"
              .formatted(owner.name(), column.field().name(), column.length(), length));
    }
  }

  /**
   * A window of the rows.
   *
   * @param from the first row
   * @param count how many
   * @return a view of the same memory, good as long as this one
   * @throws IndexOutOfBoundsException if there are no such rows
   */
  public final Column slice(int from, int count) {
    Objects.checkFromIndexSize(from, count, length());
    return view(field, from, count);
  }

  /** What a row adds to the buffers' offset of values. */
  abstract int step();

  /** The same memory under a field that differs in name only, or a window of its rows. */
  final Column view(Field newField, int from, int count) {
    return over(newField, window(buffers, from, count));
  }

  /** The same without a raw twin: for a batch that does not hold the memory. */
  final Column scoped() {
    if (buffers.raw == null) {
      return this;
    }
    Column column = view(field, 0, length());
    column.buffers.raw = null;
    return column;
  }

  /** A window of rows of this column's buffers, or of their raw twin. */
  final ColumnBuffers window(ColumnBuffers source, int from, int count) {
    ColumnBuffers window = source.slice(from, count, step());
    window.children = childWindows(source.children, from, count);
    window.raw = source.raw == null ? null : window(source.raw, from, count);
    return window;
  }

  /** What a window of rows sees of the columns that this one is made of. */
  ColumnBuffers[] childWindows(ColumnBuffers[] children, int from, int count) {
    return children;
  }

  final int checkPresent(int row) {
    if (isNull(row)) {
      throw new IllegalStateException("column '" + field.name() + "' is null in row " + row);
    }
    return row;
  }

  @Override
  public String toString() {
    return field + ", " + length() + " rows, " + nullCount() + " of them null";
  }
}
