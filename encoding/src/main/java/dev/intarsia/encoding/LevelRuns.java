package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import java.lang.foreign.MemorySegment;

/** Runs of equal levels, a byte each, looked for eight at a time. */
final class LevelRuns {
  private LevelRuns() {}

  /** How many levels from {@code from} on equal the first. */
  static int length(MemorySegment levels, long base, int from, int count) {
    byte level = levels.get(BYTE, base + from);
    long same = level * LevelMasks.ONES;
    int at = from;
    while (at + 8 <= count) {
      long different = levels.get(LONG_LE, base + at) ^ same;
      if (different != 0) {
        return at + (Long.numberOfTrailingZeros(different) >>> 3) - from;
      }
      at += 8;
    }
    while (at < count && levels.get(BYTE, base + at) == level) {
      at++;
    }
    return at - from;
  }

  /** End of the levels that are better bit-packed: whole groups of eight, or the end. */
  static int mixedEnd(MemorySegment levels, long base, int from, int count, int minRun) {
    int at = from;
    for (; at + 8 <= count; at += 8) {
      long word = levels.get(LONG_LE, base + at);
      if (word == (word & 0xFF) * LevelMasks.ONES && length(levels, base, at, count) >= minRun) {
        return at;
      }
    }
    boolean uniformRest = at == from && length(levels, base, at, count) == count - at;
    return uniformRest ? at : count;
  }
}
