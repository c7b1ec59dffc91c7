package dev.intarsia.columns.compute;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/** Slots of four bytes. */
final class IntSlots extends Slots {
  /** What a negative number's bits are xored with. */
  private final int crease;

  /** What every number's bits are xored with. */
  private final int turn;

  IntSlots(int crease, int turn, int lowest, int highest) {
    super(lowest, highest);
    this.crease = crease;
    this.turn = turn;
  }

  @Override
  int width() {
    return Integer.BYTES;
  }

  @Override
  long turn(long bits) {
    return turn((int) bits);
  }

  private int turn(int bits) {
    return bits ^ ((bits >> 31) & crease) ^ turn;
  }

  @Override
  long read(MemorySegment values, long at) {
    return turn(values.get(Layouts.INT_LE, at));
  }

  @Override
  long smallest(MemorySegment values, long at, int rows, long flip) {
    int folded = crease;
    int turned = turn ^ (int) flip;
    int best = Integer.MAX_VALUE;
    for (int i = 0; i < rows; i++) {
      int bits = values.get(Layouts.INT_LE, at + ((long) i << 2));
      best = Math.min(best, bits ^ ((bits >> 31) & folded) ^ turned);
    }
    return best;
  }

  @Override
  long smallest(MemorySegment values, long at, long present, int rows, long flip) {
    int folded = crease;
    int turned = turn ^ (int) flip;
    int best = Integer.MAX_VALUE;
    for (int i = 0; i < rows; i++) {
      int bits = values.get(Layouts.INT_LE, at + ((long) i << 2));
      int keep = -(int) ((present >>> i) & 1);
      int value = bits ^ ((bits >> 31) & folded) ^ turned;
      best = Math.min(best, (value & keep) | (Integer.MAX_VALUE & ~keep));
    }
    return best;
  }

  @Override
  long within(MemorySegment values, long at, int rows, long from, long span) {
    int folded = crease;
    int turned = turn;
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      int bits = values.get(Layouts.INT_LE, at + ((long) i << 2));
      long distance = (bits ^ ((bits >> 31) & folded) ^ turned) - from;
      outside |= ((distance | (span - distance)) >>> 63) << i;
    }
    return ~outside & Bitmaps.ones(rows);
  }
}
