package dev.intarsia.columns.compute;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/** Slots of eight bytes. */
final class LongSlots extends Slots {
  /** What a negative number's bits are xored with. */
  private final long crease;

  /** What every number's bits are xored with. */
  private final long turn;

  LongSlots(long crease, long turn, long lowest, long highest) {
    super(lowest, highest);
    this.crease = crease;
    this.turn = turn;
  }

  @Override
  int width() {
    return Long.BYTES;
  }

  @Override
  long turn(long bits) {
    return bits ^ ((bits >> 63) & crease) ^ turn;
  }

  @Override
  long read(MemorySegment values, long at) {
    return turn(values.get(Layouts.LONG_LE, at));
  }

  @Override
  long smallest(MemorySegment values, long at, int rows, long flip) {
    long folded = crease;
    long turned = turn ^ flip;
    long best = Long.MAX_VALUE;
    for (int i = 0; i < rows; i++) {
      long bits = values.get(Layouts.LONG_LE, at + ((long) i << 3));
      best = Math.min(best, bits ^ ((bits >> 63) & folded) ^ turned);
    }
    return best;
  }

  @Override
  long smallest(MemorySegment values, long at, long present, int rows, long flip) {
    long folded = crease;
    long turned = turn ^ flip;
    long best = Long.MAX_VALUE;
    for (int i = 0; i < rows; i++) {
      long bits = values.get(Layouts.LONG_LE, at + ((long) i << 3));
      long keep = -((present >>> i) & 1);
      long value = bits ^ ((bits >> 63) & folded) ^ turned;
      best = Math.min(best, (value & keep) | (Long.MAX_VALUE & ~keep));
    }
    return best;
  }

  /** The distance from the lower end is compared as unsigned, so numbers below are far out. */
  @Override
  long within(MemorySegment values, long at, int rows, long from, long span) {
    long folded = crease;
    long turned = turn;
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      long bits = values.get(Layouts.LONG_LE, at + ((long) i << 3));
      long distance = (bits ^ ((bits >> 63) & folded) ^ turned) - from;
      outside |= (borrow(span, distance) >>> 63) << i;
    }
    return ~outside & Bitmaps.ones(rows);
  }

  /** The highest bit is set if {@code a < b}, as unsigned. */
  private static long borrow(long a, long b) {
    return (~a & b) | ((~a | b) & (a - b));
  }
}
