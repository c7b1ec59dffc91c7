package dev.intarsia.columns.compute;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/** Slots of two bytes: half-precision floats. */
final class ShortSlots extends Slots {
  private static final int INFINITY = 0x7C00;

  ShortSlots() {
    super(~INFINITY, INFINITY);
  }

  @Override
  int width() {
    return Short.BYTES;
  }

  @Override
  long turn(long bits) {
    return turn((short) bits);
  }

  private static int turn(short bits) {
    return bits ^ ((bits >> 15) & Short.MAX_VALUE);
  }

  @Override
  long read(MemorySegment values, long at) {
    return turn(values.get(Layouts.SHORT_LE, at));
  }

  @Override
  long smallest(MemorySegment values, long at, int rows, long flip) {
    long best = Short.MAX_VALUE;
    for (int i = 0; i < rows; i++) {
      best = Math.min(best, read(values, at + ((long) i << 1)) ^ flip);
    }
    return best;
  }

  @Override
  long smallest(MemorySegment values, long at, long present, int rows, long flip) {
    long best = Short.MAX_VALUE;
    for (long rest = present; rest != 0; rest &= rest - 1) {
      long row = Long.numberOfTrailingZeros(rest);
      best = Math.min(best, read(values, at + (row << 1)) ^ flip);
    }
    return best;
  }

  @Override
  long within(MemorySegment values, long at, int rows, long from, long span) {
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      long distance = read(values, at + ((long) i << 1)) - from;
      outside |= ((distance | (span - distance)) >>> 63) << i;
    }
    return ~outside & Bitmaps.ones(rows);
  }
}
