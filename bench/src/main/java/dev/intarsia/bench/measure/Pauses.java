package dev.intarsia.bench.measure;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the collector held all threads for.
 *
 * @param nanos of all pauses together
 * @param longest of one pause
 */
record Pauses(long nanos, long longest) {
  // [10645440465616ns] Safepoint "G1CollectForAllocation", Time since last: ..., Total: 8396010 ns
  private static final Pattern SAFEPOINT =
      Pattern.compile("\\[(\\d+)ns] Safepoint \"(\\w+)\",.* Total: +(\\d+) ns.*");

  /** Operations that hold all threads for the collector: SerialCollectForAllocation, ZMarkEnd... */
  private static final Pattern OF_COLLECTOR =
      Pattern.compile("(G1|Gen|Parallel|PS|Serial|Shenandoah|Z|CollectFor)\\w*");

  /**
   * Adds up pauses of the collector.
   *
   * @param log lines as {@link SafepointLog} has them
   * @param start nanoseconds; pauses that began earlier do not count
   * @param end nanoseconds; pauses that began later do not count
   */
  static Pauses between(List<String> log, long start, long end) {
    long sum = 0;
    long longest = 0;
    for (String line : log) {
      Matcher safepoint = SAFEPOINT.matcher(line);
      if (safepoint.matches() && OF_COLLECTOR.matcher(safepoint.group(2)).matches()) {
        long nanos = Long.parseLong(safepoint.group(3));
        long began = Long.parseLong(safepoint.group(1)) - nanos;
        if (began - start >= 0 && began - end < 0) {
          sum += nanos;
          longest = Math.max(longest, nanos);
        }
      }
    }
    return new Pauses(sum, longest);
  }
}
