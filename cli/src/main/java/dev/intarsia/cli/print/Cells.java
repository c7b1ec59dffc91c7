package dev.intarsia.cli.print;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.PrimitiveField;

/**
 * The values of a column as the text of a cell: nested ones as JSON.
 *
 * @param text appends a value that is not null
 * @param isNumber whether the text is of numbers
 */
record Cells(CellText.Text text, boolean isNumber) {
  static Cells of(Field field, BinaryForm binary) {
    if (field instanceof PrimitiveField leaf) {
      CellText text = CellText.of(leaf, binary);
      return new Cells(text.text(), text.isNumber());
    }
    return new Cells(JsonValue.of(field, binary)::appendPresent, false);
  }

  /** Appends a value that is not null. */
  void append(Column column, int row, StringBuilder out) {
    text.append(column, row, out);
  }
}
