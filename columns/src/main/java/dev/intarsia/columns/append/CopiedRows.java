package dev.intarsia.columns.append;

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

/** Appends the rows of one column to another: all of them, or none and nothing is left behind. */
final class CopiedRows {
  private CopiedRows() {}

  /** Appends from a row on, for which the target has memory. */
  static void append(Column source, ColumnAppender target, int row) {
    target.checkSource(source);
    target.align(row);
    try {
      switch (source) {
        case PrimitiveColumn values -> copy(values, target, row);
        case StructColumn structs -> copy(structs, (StructColumnAppender) target, row);
        case ListColumn lists ->
            copy(
                lists.offsets(),
                lists.offsetsByteOffset(),
                (ListColumnAppender) target,
                row,
                lists.length(),
                lists.element());
        case MapColumn maps ->
            copy(
                maps.offsets(),
                maps.offsetsByteOffset(),
                (ListColumnAppender) target,
                row,
                maps.length(),
                maps.keys(),
                maps.values());
      }
    } catch (RuntimeException e) {
      target.takeBack(row);
      throw e;
    }
    target.done(row, source.length(), source);
  }

  private static void copy(PrimitiveColumn source, ColumnAppender target, int row) {
    switch (source) {
      case FixedWidthColumn values -> {
        long width = values.width();
        MemorySegment.copy(
            values.values(),
            values.byteOffset(),
            target.slots,
            row * width,
            values.length() * width);
      }
      case BooleanColumn booleans -> ((BooleanAppender) target).copySlots(booleans, row);
      case BinaryColumn values -> ((BinaryAppender) target).copySlots(values, row);
    }
    target.checkSlots(row, source.length(), source.validity());
  }

  private static void copy(StructColumn source, StructColumnAppender target, int row) {
    for (int i = 0; i < target.fields().length; i++) {
      append(source.column(i), target.fields()[i], row);
    }
  }

  private static void copy(
      MemorySegment offsets,
      long at,
      ListColumnAppender target,
      int row,
      int count,
      Column... items) {
    int first = offsets.get(Layouts.INT_LE, at);
    int elements = offsets.get(Layouts.INT_LE, at + (long) count * Integer.BYTES) - first;
    int base = target.reserve(elements);
    for (int i = 0; i < items.length; i++) {
      append(items[i].slice(first, elements), target.place(i).column(), base);
    }
    target.copyOffsets(offsets, at, row, count);
  }
}
