package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Structs: a column for each of the fields they are made of, all of the structs' length.
 *
 * <pre>
 * validity   |76543210|...           of the structs themselves
 * column 0   |v0|v1|v2|...           slot i belongs to struct i
 * column 1   |v0|v1|v2|...
 * </pre>
 *
 * <p>The columns have a slot for a null struct, too; what they say of it, be it null or a value,
 * means nothing.
 */
public final class StructColumn extends Column {
  private final StructField field;
  private final List<Column> columns;

  StructColumn(StructField field, ColumnBuffers buffers) {
    super(field, buffers);
    this.field = field;
    columns =
        IntStream.range(0, field.fields().size())
            .mapToObj(i -> over(field.fields().get(i), buffers.children[i]))
            .toList();
  }

  /**
   * A column around columns of the caller. Nothing is copied.
   *
   * @param field what the structs are
   * @param length structs
   * @param columns one for each field, made by {@code wrap} of the column classes, of this length
   * @param validity which structs are present, a bit each, or null if all are
   * @param bitOffset where the bits start, in bits
   * @return a view
   * @throws IllegalArgumentException if the columns do not make up the struct, the bitmap is too
   *     short, or rows of a required field are null
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static StructColumn wrap(
      StructField field,
      int length,
      List<? extends Column> columns,
      @Nullable MemorySegment validity,
      long bitOffset) {
    ColumnBuffers buffers = wrapped(field, length, validity, bitOffset);
    if (columns.size() != field.fields().size()) {
      throw new IllegalArgumentException(
          "struct '%s' has %d fields, not %d"
              .formatted(field.name(), field.fields().size(), columns.size()));
    }
    buffers.children = new ColumnBuffers[columns.size()];
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      requireChild(field, field.fields().get(i), column);
      requireLength(field, length, column);
      buffers.children[i] = column.buffers;
    }
    return new StructColumn(field, buffers);
  }

  @Override
  public StructField field() {
    return field;
  }

  /**
   * The columns of the fields, in order.
   *
   * @return views of this column's length
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * The column of a field.
   *
   * @param index 0 to {@code field().fields().size() - 1}
   * @return a view of this column's length
   */
  public Column column(int index) {
    return columns.get(index);
  }

  /**
   * The column of a field.
   *
   * @param name the field's
   * @return a view of this column's length
   * @throws IllegalArgumentException if there is none of that name
   */
  public Column column(String name) {
    return columns.get(field.index(name));
  }

  @Override
  int step() {
    return 0;
  }

  @Override
  ColumnBuffers[] childWindows(ColumnBuffers[] children, int from, int count) {
    ColumnBuffers[] windows = new ColumnBuffers[children.length];
    for (int i = 0; i < children.length; i++) {
      windows[i] = columns.get(i).window(children[i], from, count);
    }
    return windows;
  }
}
