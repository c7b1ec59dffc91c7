package dev.intarsia.parquet.format;

import dev.intarsia.encoding.LevelHistogram;
import dev.intarsia.parquet.LeafColumn;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * How often each level occurs, in a page or a column chunk. Repetition levels are counted where
 * there are any, definition levels where they go beyond 1: otherwise the counts of values and nulls
 * say the same, and the format allows to leave them out.
 */
public final class LevelHistograms {
  /** Of a column whose levels are not counted. */
  public static final LevelHistograms NONE = new LevelHistograms(0, 0);

  final long[] repetitions;
  final long[] definitions;

  private LevelHistograms(int repetitions, int definitions) {
    this.repetitions = new long[repetitions];
    this.definitions = new long[definitions];
  }

  /**
   * Counts of nothing so far.
   *
   * @param leaf whose levels are counted
   * @return counts for each of its levels
   */
  public static LevelHistograms of(LeafColumn leaf) {
    int repetition = leaf.maxRepetitionLevel();
    int definition = leaf.maxDefinitionLevel();
    return new LevelHistograms(
        repetition > 0 ? repetition + 1 : 0, definition > 1 ? definition + 1 : 0);
  }

  /**
   * Counts levels in place of those counted before.
   *
   * @param repetitionLevels a byte for each entry; not read where they are not counted
   * @param definitionLevels a byte for each entry; not read where they are not counted
   * @param entries how many
   */
  public void count(MemorySegment repetitionLevels, MemorySegment definitionLevels, int entries) {
    if (repetitions.length > 0) {
      LevelHistogram.count(repetitionLevels, 0, entries, repetitions);
    }
    if (definitions.length > 0) {
      LevelHistogram.count(definitionLevels, 0, entries, definitions);
    }
  }

  /**
   * Adds the counts of a page.
   *
   * @param page of the same leaf
   */
  public void add(LevelHistograms page) {
    add(repetitions, page.repetitions);
    add(definitions, page.definitions);
  }

  private static void add(long[] sum, long[] counts) {
    for (int i = 0; i < counts.length; i++) {
      sum[i] += counts[i];
    }
  }

  /** Begins again at zero. */
  public void clear() {
    Arrays.fill(repetitions, 0);
    Arrays.fill(definitions, 0);
  }

  boolean isEmpty() {
    return repetitions.length == 0 && definitions.length == 0;
  }
}
