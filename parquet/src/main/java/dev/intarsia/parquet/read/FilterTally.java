package dev.intarsia.parquet.read;

import dev.intarsia.parquet.FilterMetrics;
import dev.intarsia.parquet.FilterMetrics.Pruned;
import java.util.EnumMap;
import java.util.Map;

/** Counts what a filter does. One thread counts at a time, any may look. */
final class FilterTally {
  /** What rows are pruned by, in the order asked. */
  enum Level {
    STATISTICS,
    BLOOM_FILTER,
    COLUMN_INDEX,
    DICTIONARY
  }

  private final Map<Level, Pruned> pruned = new EnumMap<>(Level.class);
  private long certain;
  private long tested;
  private long passed;

  /** Counts rows that a level has shown to be of no interest. */
  synchronized void prune(Level level, long before, long after) {
    Pruned old = pruned(level);
    int wholly = before > 0 && after == 0 ? 1 : 0;
    pruned.put(level, new Pruned(old.rowGroups() + wholly, old.rows() + before - after));
  }

  /** Counts rows that need not be tested. */
  synchronized void take(long count) {
    certain += count;
  }

  /** Counts rows that were tested. */
  synchronized void test(long count, long passing) {
    tested += count;
    passed += passing;
  }

  synchronized FilterMetrics metrics(Loaded loaded) {
    return new FilterMetrics(
        pruned(Level.STATISTICS),
        pruned(Level.BLOOM_FILTER),
        pruned(Level.COLUMN_INDEX),
        pruned(Level.DICTIONARY),
        certain,
        tested,
        passed,
        loaded.pages(),
        loaded.bytes());
  }

  private Pruned pruned(Level level) {
    return pruned.getOrDefault(level, Pruned.NOTHING);
  }
}
