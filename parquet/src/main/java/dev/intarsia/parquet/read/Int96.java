package dev.intarsia.parquet.read;

import dev.intarsia.columns.LogicalType.Unit;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * Turns the deprecated INT96 into timestamps in UTC of one unit.
 *
 * <pre>
 *   |nanoseconds of the day: 8|Julian day: 4|   little-endian
 * </pre>
 */
final class Int96 {
  /** Of a value in the file. */
  static final int BYTES = 12;

  private static final long JULIAN_DAY_OF_1970 = 2_440_588;
  private static final long NANOS_OF_DAY = 86_400_000_000_000L;

  private final Unit unit;
  private final long unitNanos;
  private final long unitsOfDay;

  Int96(Unit unit) {
    this.unit = unit;
    unitNanos =
        switch (unit) {
          case MILLIS -> 1_000_000;
          case MICROS -> 1_000;
          case NANOS -> 1;
        };
    unitsOfDay = NANOS_OF_DAY / unitNanos;
  }

  /**
   * Converts values; fractions of the unit are cut off towards the past.
   *
   * @param label what is read, for messages
   * @throws TimestampRangeException if the unit does not reach so far
   */
  void convert(
      MemorySegment in, long at, int count, MemorySegment out, long outOffset, String label) {
    for (int i = 0; i < count; i++) {
      long value = at + (long) i * BYTES;
      long day = in.get(Layouts.INT_LE, value + Long.BYTES) - JULIAN_DAY_OF_1970;
      long units = Math.floorDiv(in.get(Layouts.LONG_LE, value), unitNanos);
      long midnight = day * unitsOfDay;
      long result = midnight + units;
      boolean overflows =
          Math.multiplyHigh(day, unitsOfDay) != midnight >> 63
              || ((midnight ^ result) & (units ^ result)) < 0;
      if (overflows) {
        throw new TimestampRangeException(unit, day);
      }
      out.set(Layouts.LONG_LE, outOffset + (long) i * Long.BYTES, result);
    }
  }
}
