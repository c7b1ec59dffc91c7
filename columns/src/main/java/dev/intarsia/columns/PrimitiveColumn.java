package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import java.util.function.Predicate;

/** A column that holds values itself. */
public abstract sealed class PrimitiveColumn extends Column
    permits FixedWidthColumn, BooleanColumn, BinaryColumn {
  private final PrimitiveField field;

  PrimitiveColumn(PrimitiveField field, ColumnBuffers buffers) {
    super(field, buffers);
    this.field = field;
  }

  /**
   * The column that reads a primitive field's values out of some buffers; for the engine.
   *
   * @param field decides the kind of the column
   * @param buffers laid out as that kind asks
   * @return a view that follows the buffers when they are pointed elsewhere
   */
  @SuppressWarnings("exports") // only the engine has buffers, and only it can call this
  public static PrimitiveColumn over(PrimitiveField field, ColumnBuffers buffers) {
    return switch (field.physicalType()) {
      case BOOLEAN -> new BooleanColumn(field, buffers);
      case BYTE_ARRAY -> new BinaryColumn(field, buffers);
      case INT32, INT64, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY ->
          new FixedWidthColumn(field, buffers);
    };
  }

  @Override
  public final PrimitiveField field() {
    return field;
  }

  /** The caller's field, if its values are of the kind that a column takes. */
  static PrimitiveField requireType(Field field, Predicate<PrimitiveField> kind) {
    if (field instanceof PrimitiveField leaf && kind.test(leaf)) {
      return leaf;
    }
    throw new IllegalArgumentException(
        "column '" + field.name() + "': its values are of another kind, " + field.typeName());
  }
}
