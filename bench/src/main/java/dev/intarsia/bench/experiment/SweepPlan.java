package dev.intarsia.bench.experiment;

import java.util.List;

/**
 * How much of the sweep is done.
 *
 * @param sizes rows of a file, the smallest first: what a large file leaves behind in its JVM would
 *     count as memory of a smaller one
 * @param coldSizes rows of a JVM's first file
 * @param provenRows rows of the files that are compared
 * @param warmUpRows written before anything counts, in files of the smallest size; a quarter of
 *     them, or one file at least, in files of each further size
 * @param rounds files that count, of each size, where they are no small ones
 * @param firstFiles first files of fresh writers, of each size
 * @param countedRows at least so many count of each size, in files and in first files
 */
record SweepPlan(
    List<Integer> sizes,
    List<Integer> coldSizes,
    int provenRows,
    int warmUpRows,
    int rounds,
    int firstFiles,
    int countedRows) {

  /** Code is compiled once more where files are larger, but not all of it. */
  private static final int LATER = 4;

  /** Every size and the first files of JVMs, as far as the effort goes. */
  static SweepPlan whole(Effort effort) {
    return switch (effort) {
      case SHORTEST -> new SweepPlan(List.of(500, 1_000), List.of(500), 500, 0, 1, 1, 0);
      case QUICK -> new SweepPlan(List.of(10_000, 50_000), List.of(), 2_000, 200_000, 2, 1, 0);
      case FULL ->
          new SweepPlan(
              List.of(10_000, 25_000, 50_000, 100_000, 200_000, 400_000),
              List.of(10_000, 100_000),
              50_000,
              4_000_000,
              3,
              2,
              200_000);
    };
  }

  /** For the variants of the sweep: no first files of JVMs, and fewer sizes. */
  static SweepPlan variant(Effort effort) {
    return switch (effort) {
      case SHORTEST -> new SweepPlan(List.of(500, 1_000), List.of(), 500, 0, 1, 1, 0);
      case QUICK -> new SweepPlan(List.of(50_000), List.of(), 2_000, 200_000, 2, 1, 0);
      case FULL ->
          new SweepPlan(
              List.of(10_000, 100_000, 400_000), List.of(), 50_000, 4_000_000, 3, 2, 200_000);
    };
  }

  /** For writers that take several times as long as all others. */
  SweepPlan forSlow() {
    return new SweepPlan(
        sizes, coldSizes, provenRows, warmUpRows / 10, Math.min(rounds, 2), 1, countedRows / 2);
  }

  int warmUps(int rows) {
    int first = rows == sizes.getFirst() ? warmUpRows : warmUpRows / LATER;
    return warmUpRows == 0 ? 0 : Math.max(1, first / rows);
  }

  int rounds(int rows) {
    return Math.max(rounds, countedRows / rows);
  }

  int firstFiles(int rows) {
    return Math.max(firstFiles, countedRows / rows);
  }
}
