package dev.intarsia.parquet.write;

import dev.intarsia.encoding.compress.Search;

/**
 * Which search compresses the pages of one kind that a column has: its ids, its values in one
 * encoding, or its dictionaries. Trials settle it; they return after some pages, and early when
 * pages begin to shrink otherwise than the one of the last trial. Sizes alone decide, never time,
 * so the same rows always make the same bytes.
 */
final class SearchChoice {
  /** Smaller pages are not worth a trial, and tell little. */
  private static final int TELLING_BYTES = 4 << 10;

  private static final int PAGES_BETWEEN_TRIALS = 64;

  /** However pages vary, trials stay a small part of the work. */
  private static final int FEWEST_PAGES_BETWEEN_TRIALS = 4;

  /** Pages that shrink to sizes within an eighth of one another are alike. */
  private static final double DRIFT = 1.0 / 8;

  private final boolean repeatsFromAfar;
  private Search search = Search.LEVEL;
  private boolean trialDue = true;
  private boolean proofDue;

  /** Whether the last page was only tried, so that the next one may be the same. */
  private boolean mayComeAgain;

  private int pagesSinceTrial;

  /** What the page of the last trial shrank to, as a share of its bytes. */
  private double share;

  /** Of pages whose values never repeat, as a dictionary's, a sample tells everything. */
  SearchChoice(boolean repeatsFromAfar) {
    this.repeatsFromAfar = repeatsFromAfar;
  }

  /** What to compress pages with. */
  Search search() {
    return search;
  }

  /** Whether a page of so many bytes is to be tried in several ways. */
  boolean isTrialDue(long length) {
    return trialDue && length >= TELLING_BYTES;
  }

  /**
   * Whether a page of so many bytes is to be compressed whole as the level does, too. That is due
   * at the page after a trial: a chunk of a single page would only lose by it, and the page of the
   * trial, written after all, would prove nothing.
   */
  boolean isProofDue(long length) {
    return proofDue && !mayComeAgain && length >= TELLING_BYTES;
  }

  /** The page that was just compressed is not written yet, and may not be. */
  void tried() {
    mayComeAgain = true;
  }

  /** A trial is over: a page of {@code length} bytes is best compressed like this. */
  void settle(Search best, long length, long compressed) {
    search = best;
    share = (double) compressed / length;
    trialDue = false;
    proofDue = repeatsFromAfar && best != Search.LEVEL;
    pagesSinceTrial = 0;
  }

  /**
   * The proof is made: so many bytes as the level compresses the page, and so many as settled. If
   * that is too many, the level's search it is, and what that makes is what later pages are
   * compared with, unless this one was of another kind than the one of the trial.
   */
  void prove(long length, long level, long compressed) {
    proofDue = false;
    if (!EncodingChoice.searchSuffices(level, compressed)) {
      search = Search.LEVEL;
      share = drifts(length, compressed) ? share : (double) level / length;
    }
    pagesSinceTrial++;
  }

  /** Another page was compressed as settled. */
  void compressed(long length, long compressed) {
    mayComeAgain = false;
    pagesSinceTrial++;
    if (length >= TELLING_BYTES) {
      int pages = drifts(length, compressed) ? FEWEST_PAGES_BETWEEN_TRIALS : PAGES_BETWEEN_TRIALS;
      trialDue = pagesSinceTrial >= pages;
    }
  }

  private boolean drifts(long length, long compressed) {
    return Math.abs((double) compressed / length - share) > DRIFT * share;
  }
}
