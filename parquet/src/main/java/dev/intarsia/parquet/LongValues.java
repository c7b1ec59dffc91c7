package dev.intarsia.parquet;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.ListColumn;
import dev.intarsia.columns.MapColumn;
import dev.intarsia.columns.PrimitiveColumn;
import dev.intarsia.columns.StructColumn;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.function.IntUnaryOperator;

/**
 * Refuses what fits no page: wrapped columns may hold what appended ones may not. Only a huge
 * column can, and only that is looked at row by row.
 */
final class LongValues {
  /** What the values of a row may take in one column, which has to be in one page. */
  private static final long MOST = BinaryColumn.LONGEST_VALUE;

  private LongValues() {}

  /** Looks at the column of a top-level field. */
  static void check(Column column) {
    switch (column) {
      case BinaryColumn values -> checkValues(values);
      case FixedWidthColumn _, BooleanColumn _ -> {}
      case StructColumn _, ListColumn _, MapColumn _ ->
          checkRows(column, column.length(), row -> row, column.field().name());
    }
  }

  private static void checkValues(BinaryColumn values) {
    if (values.data().byteSize() <= MOST) {
      return;
    }
    for (int row = 0; row < values.length(); row++) {
      if (!values.isNull(row) && values.byteLength(row) > MOST) {
        throw new IllegalArgumentException(
            "column %s, row %d of the batch: a value of %d bytes; legal are %d"
                .formatted(values.field().name(), row, values.byteLength(row), MOST));
      }
    }
  }

  /** Looks at the leaves, where a row begins at the slot that {@code start} says. */
  private static void checkRows(Column column, int rows, IntUnaryOperator start, String name) {
    switch (column) {
      case StructColumn struct -> {
        for (Column child : struct.columns()) {
          checkRows(child, rows, start, name + "." + child.field().name());
        }
      }
      case ListColumn list ->
          checkRows(
              list.element(),
              rows,
              row -> offset(list.offsets(), list.offsetsByteOffset(), start.applyAsInt(row)),
              name);
      case MapColumn map -> {
        IntUnaryOperator inner =
            row -> offset(map.offsets(), map.offsetsByteOffset(), start.applyAsInt(row));
        checkRows(map.keys(), rows, inner, name + ".key");
        checkRows(map.values(), rows, inner, name + ".value");
      }
      case PrimitiveColumn leaf -> checkLeaf(leaf, rows, start, name);
    }
  }

  private static void checkLeaf(
      PrimitiveColumn leaf, int rows, IntUnaryOperator start, String name) {
    if (bytes(leaf, start.applyAsInt(0), start.applyAsInt(rows)) <= MOST) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      long bytes = bytes(leaf, start.applyAsInt(row), start.applyAsInt(row + 1));
      if (bytes > MOST) {
        throw new IllegalArgumentException(
            "column %s, row %d of the batch: values of %d bytes in all; legal are %d"
                .formatted(name, row, bytes, MOST));
      }
    }
  }

  /** What slots take in a page. */
  private static long bytes(PrimitiveColumn leaf, int from, int to) {
    long slots = (long) to - from;
    return switch (leaf) {
      case FixedWidthColumn fixed -> slots * fixed.width();
      case BooleanColumn _ -> slots;
      case BinaryColumn binary ->
          slots * Integer.BYTES
              + offset(binary.offsets(), binary.offsetsByteOffset(), to)
              - offset(binary.offsets(), binary.offsetsByteOffset(), from);
    };
  }

  private static int offset(MemorySegment offsets, long byteOffset, int index) {
    return offsets.get(Layouts.INT_LE, byteOffset + (long) index * Integer.BYTES);
  }
}
