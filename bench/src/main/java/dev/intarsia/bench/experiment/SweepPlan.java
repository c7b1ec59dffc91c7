package dev.intarsia.bench.experiment;

import java.util.List;

/**
 * How much of the sweep is done.
 *
 * @param sizes rows of a file, the largest first
 * @param coldSizes rows of a JVM's first file
 * @param provenRows rows of the files that are compared
 * @param largeRounds files that count of 200,000 rows and more
 * @param smallRounds files that count of fewer rows
 * @param firstWarmUps files before those of the largest size, so that everything is compiled
 */
record SweepPlan(
    List<Integer> sizes,
    List<Integer> coldSizes,
    int provenRows,
    int largeRounds,
    int smallRounds,
    int firstWarmUps) {
  private static final int LARGE = 200_000;

  static SweepPlan of(Effort effort) {
    return switch (effort) {
      case SHORTEST -> new SweepPlan(List.of(1_000, 500), List.of(500), 500, 1, 1, 0);
      case QUICK ->
          new SweepPlan(List.of(400_000, 100_000, 10_000), List.of(10_000), 5_000, 1, 3, 1);
      case FULL ->
          new SweepPlan(
              List.of(400_000, 200_000, 100_000, 50_000, 25_000, 10_000),
              List.of(10_000, 100_000, 400_000),
              50_000,
              3,
              7,
              3);
    };
  }

  int rounds(int rows) {
    return rows >= LARGE ? largeRounds : smallRounds;
  }

  int warmUps(int rows) {
    return rows == sizes.get(0) ? firstWarmUps : Math.min(firstWarmUps, 1);
  }
}
