package dev.intarsia.bench.experiment.work;

import dev.intarsia.bench.experiment.Effort;

/**
 * How long work is repeated.
 *
 * @param warmUpMillis before anything counts; the work is done once at least
 * @param rounds how many readings
 * @param roundMillis of one; the work is done once at least
 */
public record Pace(int warmUpMillis, int rounds, int roundMillis) {

  /** For operations of microseconds that are compiled soon. */
  public static Pace small(Effort effort) {
    return switch (effort) {
      case SHORTEST -> new Pace(0, 1, 0);
      case QUICK -> new Pace(200, 3, 50);
      case FULL -> new Pace(400, 5, 100);
    };
  }

  /** For operations of milliseconds that run through much code. */
  public static Pace large(Effort effort) {
    return switch (effort) {
      case SHORTEST -> new Pace(0, 1, 0);
      case QUICK -> new Pace(700, 3, 150);
      case FULL -> new Pace(1500, 5, 300);
    };
  }
}
