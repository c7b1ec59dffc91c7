package dev.intarsia.encoding;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** How often each level occurs. */
public final class LevelHistogram {
  private LevelHistogram() {}

  /**
   * Counts levels.
   *
   * @param levels a byte each
   * @param offset where the first is
   * @param count how many
   * @param counts one for each level from 0 up to the highest; what it held is lost
   */
  public static void count(MemorySegment levels, long offset, int count, long[] counts) {
    Arrays.fill(counts, 0);
    counts[0] = count;
    for (int level = 1; level < counts.length; level++) {
      long reaching = 0;
      for (int from = 0; from < count; from += Long.SIZE) {
        int block = Math.min(Long.SIZE, count - from);
        reaching += Long.bitCount(LevelMasks.atLeast(levels, offset + from, block, level));
      }
      counts[level - 1] -= reaching;
      counts[level] = reaching;
    }
  }
}
