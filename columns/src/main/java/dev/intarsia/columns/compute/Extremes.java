package dev.intarsia.columns.compute;

import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.buffer.Bits;
import java.util.OptionalLong;

/** The least and the greatest values of a column, NaN left out. */
final class Extremes {
  /** Xored to sortable forms, leaves the least the least. */
  static final long LEAST = 0;

  /** Xored to sortable forms, makes the greatest the least. */
  static final long GREATEST = -1;

  private Extremes() {}

  /** The sortable form of the least or the greatest number; none if all are NaN or absent. */
  static OptionalLong number(ColumnReading source, Slots slots, long flip) {
    if (source.count() == 0) {
      return OptionalLong.empty();
    }
    long found =
        (source.isWhole() ? ofAll(source, slots, flip) : ofPresent(source, slots, flip)) ^ flip;
    if (isNan(slots, found)) {
      found = ofNumbers(source, slots, flip) ^ flip;
    }
    return isNan(slots, found) ? OptionalLong.empty() : OptionalLong.of(found);
  }

  private static boolean isNan(Slots slots, long sortable) {
    return sortable < slots.lowest || sortable > slots.highest;
  }

  private static long ofAll(ColumnReading source, Slots slots, long flip) {
    return slots.smallest(source.values, source.offset, source.length, flip);
  }

  private static long ofPresent(ColumnReading source, Slots slots, long flip) {
    long best = Long.MAX_VALUE;
    for (int row = 0; row < source.length; row += Long.SIZE) {
      long present = source.present(row);
      if (present != 0) {
        best = Math.min(best, ofWord(source, slots, row, present, flip));
      }
    }
    return best;
  }

  /** Goes through the rows again without those that are NaN, of which one was found. */
  private static long ofNumbers(ColumnReading source, Slots slots, long flip) {
    long best = Long.MAX_VALUE;
    for (int row = 0; row < source.length; row += Long.SIZE) {
      long numbers = source.present(row) & within(source, slots, row, slots.lowest, slots.highest);
      if (numbers != 0) {
        best = Math.min(best, ofWord(source, slots, row, numbers, flip));
      }
    }
    return best;
  }

  private static long ofWord(ColumnReading source, Slots slots, int row, long present, long flip) {
    long at = source.offset + (long) row * slots.width();
    return slots.smallest(source.values, at, present, source.rows(row), flip);
  }

  private static long within(ColumnReading source, Slots slots, int row, long from, long to) {
    long at = source.offset + (long) row * slots.width();
    return slots.within(source.values, at, source.rows(row), from, to - from);
  }

  /** The first row that has the least or the greatest value, or -1. */
  static int row(ColumnReading source, ValueOrder order, long flip) {
    return switch (order) {
      case BOOLEAN -> booleanRow(source, flip);
      case BYTES, SIGNED_BYTES -> bytesRow(source, order, flip);
      case INT32, UNSIGNED_INT32, INT64, UNSIGNED_INT64, FLOAT, DOUBLE, FLOAT16 ->
          numberRow(source, Slots.of(order), flip);
      case UNDEFINED -> throw new IllegalArgumentException("these values have no order");
    };
  }

  private static int numberRow(ColumnReading source, Slots slots, long flip) {
    OptionalLong found = number(source, slots, flip);
    if (found.isEmpty()) {
      return -1;
    }
    long value = found.getAsLong();
    int row = 0;
    long equal = 0;
    while (equal == 0) {
      equal = source.present(row) & within(source, slots, row, value, value);
      row += Long.SIZE;
    }
    return row - Long.SIZE + Long.numberOfTrailingZeros(equal);
  }

  /** The first false, or the first true, or else the first row that is there. */
  private static int booleanRow(ColumnReading source, long flip) {
    int first = -1;
    for (int row = 0; row < source.length; row += Long.SIZE) {
      long present = source.present(row);
      long wanted =
          present & ~(Bits.word(source.values, source.offset + row, source.rows(row)) ^ flip);
      if (wanted != 0) {
        return row + Long.numberOfTrailingZeros(wanted);
      }
      if (first < 0 && present != 0) {
        first = row + Long.numberOfTrailingZeros(present);
      }
    }
    return first;
  }

  private static int bytesRow(ColumnReading source, ValueOrder order, long flip) {
    int best = -1;
    for (int row = 0; row < source.length; row += Long.SIZE) {
      for (long rest = source.present(row); rest != 0; rest &= rest - 1) {
        int next = row + Long.numberOfTrailingZeros(rest);
        if (best < 0 || isBetter(compare(source, order, next, best), flip)) {
          best = next;
        }
      }
    }
    return best;
  }

  private static boolean isBetter(int order, long flip) {
    return flip == LEAST ? order < 0 : order > 0;
  }

  private static int compare(ColumnReading source, ValueOrder order, int a, int b) {
    return order.compare(
        source.data,
        source.start(a),
        source.byteLength(a),
        source.data,
        source.start(b),
        source.byteLength(b));
  }
}
