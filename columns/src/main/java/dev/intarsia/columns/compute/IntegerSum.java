package dev.intarsia.columns.compute;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/**
 * The exact sum of integers in slots of 4 or 8 bytes. The upper and the lower halves of longs are
 * added apart, so that neither sum overflows with fewer than 2<sup>31</sup> rows.
 */
final class IntegerSum {
  private static final long LOWER = 0xFFFF_FFFFL;

  private long upper;
  private long lower;

  /** Adds all values of a column that are there. */
  static IntegerSum of(ColumnReading source, int width, boolean unsigned) {
    IntegerSum sum = new IntegerSum();
    if (source.isWhole()) {
      sum.add(source, 0, source.length, width, unsigned);
      return sum;
    }
    for (int row = 0; row < source.length; row += Long.SIZE) {
      long present = source.present(row);
      if (present == -1) {
        sum.add(source, row, Long.SIZE, width, unsigned);
      } else if (present != 0) {
        sum.add(source, row, present, width, unsigned);
      }
    }
    return sum;
  }

  private void add(ColumnReading source, int row, int rows, int width, boolean unsigned) {
    long at = source.offset + (long) row * width;
    if (width == Integer.BYTES) {
      addInts(source.values, at, rows, unsigned ? LOWER : -1);
    } else {
      addLongs(source.values, at, rows, unsigned ? LOWER : -1);
    }
  }

  private void add(ColumnReading source, int row, long present, int width, boolean unsigned) {
    long at = source.offset + (long) row * width;
    int rows = source.rows(row);
    if (width == Integer.BYTES) {
      addInts(source.values, at, present, rows, unsigned ? LOWER : -1);
    } else {
      addLongs(source.values, at, present, rows, unsigned ? LOWER : -1);
    }
  }

  /** The mask takes the sign's extension off where there is no sign. */
  private void addInts(MemorySegment values, long at, int rows, long mask) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += values.get(Layouts.INT_LE, at + ((long) i << 2)) & mask;
    }
    lower += sum;
  }

  private void addInts(MemorySegment values, long at, long present, int rows, long mask) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      long keep = -((present >>> i) & 1) & mask;
      sum += values.get(Layouts.INT_LE, at + ((long) i << 2)) & keep;
    }
    lower += sum;
  }

  private void addLongs(MemorySegment values, long at, int rows, long mask) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < rows; i++) {
      long value = values.get(Layouts.LONG_LE, at + ((long) i << 3));
      high += (value >> 32) & mask;
      low += value & LOWER;
    }
    upper += high;
    lower += low;
  }

  private void addLongs(MemorySegment values, long at, long present, int rows, long mask) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < rows; i++) {
      long keep = -((present >>> i) & 1);
      long value = values.get(Layouts.LONG_LE, at + ((long) i << 3)) & keep;
      high += (value >> 32) & mask;
      low += value & LOWER;
    }
    upper += high;
    lower += low;
  }

  BigInteger value() {
    return BigInteger.valueOf(upper).shiftLeft(32).add(BigInteger.valueOf(lower));
  }

  /** The sum, if a long holds it; the upper half then does not change its sign by shifting. */
  boolean fitsLong() {
    long carried = upper + (lower >> 32);
    return carried == (int) carried;
  }

  long longValue() {
    return (upper << 32) + lower;
  }
}
