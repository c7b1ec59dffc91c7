package dev.intarsia.bench.experiment;

import java.util.List;

/**
 * How much of the sweep is done.
 *
 * @param sizes rows of a file, the largest first
 * @param coldSizes rows of a JVM's first file
 * @param provenRows rows of the files that are compared
 * @param warmUps files before those that count, of the largest size, so that everything is
 *     compiled; of the others there is one
 * @param largeRounds files that count, of {@value #LARGE} rows and more
 * @param smallRounds files that count, of fewer rows
 * @param firstFiles first files of fresh writers, of each size
 */
record SweepPlan(
    List<Integer> sizes,
    List<Integer> coldSizes,
    int provenRows,
    int warmUps,
    int largeRounds,
    int smallRounds,
    int firstFiles) {
  private static final int LARGE = 200_000;

  /** Every size and the first files of JVMs, as far as the effort goes. */
  static SweepPlan whole(Effort effort) {
    return switch (effort) {
      case SHORTEST -> new SweepPlan(List.of(1_000, 500), List.of(500), 500, 0, 1, 1, 1);
      case QUICK -> new SweepPlan(List.of(100_000, 10_000), List.of(), 5_000, 6, 2, 3, 2);
      case FULL ->
          new SweepPlan(
              List.of(400_000, 200_000, 100_000, 50_000, 25_000, 10_000),
              List.of(10_000, 100_000, 400_000),
              50_000,
              2,
              3,
              5,
              3);
    };
  }

  /** For the variants of the sweep: no first files of JVMs, and less of everything if quick. */
  static SweepPlan variant(Effort effort) {
    SweepPlan whole = whole(effort);
    return effort == Effort.QUICK
        ? new SweepPlan(List.of(50_000), List.of(), whole.provenRows, 8, 2, 2, 1)
        : new SweepPlan(
            whole.sizes,
            List.of(),
            whole.provenRows,
            whole.warmUps,
            whole.largeRounds,
            whole.smallRounds,
            whole.firstFiles);
  }

  /** For writers that take several times as long as all others. */
  SweepPlan forSlow() {
    return new SweepPlan(
        sizes,
        coldSizes,
        provenRows,
        Math.min(warmUps, 1),
        Math.min(largeRounds, 2),
        Math.min(smallRounds, 2),
        1);
  }

  int rounds(int rows) {
    return rows >= LARGE ? largeRounds : smallRounds;
  }

  int warmUps(int rows) {
    return rows == sizes.get(0) ? warmUps : Math.min(warmUps, 1);
  }
}
