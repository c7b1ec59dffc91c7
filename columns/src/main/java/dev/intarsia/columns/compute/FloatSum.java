package dev.intarsia.columns.compute;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The sum of floats as a double: in four lanes, a row's lane being its number modulo 4, and then
 * across. So the result depends on the rows only, and not on where they lie. What is left out adds
 * +0.
 */
final class FloatSum {
  private double lane0;
  private double lane1;
  private double lane2;
  private double lane3;

  static double of(ColumnReading source, int width) {
    FloatSum sum = new FloatSum();
    if (source.isWhole()) {
      sum.add(source, 0, source.length, -1, width);
    } else {
      for (int row = 0; row < source.length; row += Long.SIZE) {
        long present = source.present(row);
        if (present != 0) {
          sum.add(source, row, source.rows(row), present, width);
        }
      }
    }
    return (sum.lane0 + sum.lane1) + (sum.lane2 + sum.lane3);
  }

  private void add(ColumnReading source, int row, int rows, long present, int width) {
    long at = source.offset + (long) row * width;
    switch (width) {
      case Double.BYTES -> addDoubles(source.values, at, rows, present);
      case Float.BYTES -> addFloats(source.values, at, rows, present);
      default -> addHalves(source.values, at, rows, present);
    }
  }

  private void addDoubles(MemorySegment values, long at, int rows, long present) {
    double a = lane0;
    double b = lane1;
    double c = lane2;
    double d = lane3;
    int i = 0;
    for (; i <= rows - 4; i += 4) {
      long slot = at + ((long) i << 3);
      a += asDouble(values, slot, present, i);
      b += asDouble(values, slot + 8, present, i + 1);
      c += asDouble(values, slot + 16, present, i + 2);
      d += asDouble(values, slot + 24, present, i + 3);
    }
    lane0 = a;
    lane1 = b;
    lane2 = c;
    lane3 = d;
    for (; i < rows; i++) {
      addToLane(i, asDouble(values, at + ((long) i << 3), present, i));
    }
  }

  private void addFloats(MemorySegment values, long at, int rows, long present) {
    double a = lane0;
    double b = lane1;
    double c = lane2;
    double d = lane3;
    int i = 0;
    for (; i <= rows - 4; i += 4) {
      long slot = at + ((long) i << 2);
      a += asFloat(values, slot, present, i);
      b += asFloat(values, slot + 4, present, i + 1);
      c += asFloat(values, slot + 8, present, i + 2);
      d += asFloat(values, slot + 12, present, i + 3);
    }
    lane0 = a;
    lane1 = b;
    lane2 = c;
    lane3 = d;
    for (; i < rows; i++) {
      addToLane(i, asFloat(values, at + ((long) i << 2), present, i));
    }
  }

  private void addHalves(MemorySegment values, long at, int rows, long present) {
    for (int i = 0; i < rows; i++) {
      short kept = (short) (values.get(Layouts.SHORT_LE, at + ((long) i << 1)) & keep(present, i));
      addToLane(i, Float.float16ToFloat(kept));
    }
  }

  private static double asDouble(MemorySegment values, long at, long present, int row) {
    return Double.longBitsToDouble(values.get(Layouts.LONG_LE, at) & keep(present, row));
  }

  private static float asFloat(MemorySegment values, long at, long present, int row) {
    return Float.intBitsToFloat(values.get(Layouts.INT_LE, at) & (int) keep(present, row));
  }

  /** All ones if the row is present, 64 rows being told apart; a whole column is all ones. */
  private static long keep(long present, int row) {
    return -((present >>> row) & 1);
  }

  private void addToLane(int row, double value) {
    switch (row & 3) {
      case 0 -> lane0 += value;
      case 1 -> lane1 += value;
      case 2 -> lane2 += value;
      default -> lane3 += value;
    }
  }
}
