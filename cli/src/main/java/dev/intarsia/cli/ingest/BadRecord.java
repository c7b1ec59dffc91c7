package dev.intarsia.cli.ingest;

/**
 * A record that cannot become a row, and why. Thrown often where bad lines are skipped, so it
 * carries no stack.
 */
final class BadRecord extends RuntimeException {
  private final String place;

  /**
   * A bad record.
   *
   * @param place the column in the line, counted from 1, or empty
   * @param reason what is wrong
   */
  BadRecord(String place, String reason) {
    super(reason, null, false, false);
    this.place = place;
  }

  /** A reason without a place yet. */
  BadRecord(String reason) {
    this("", reason);
  }

  /** The column in the line, or empty. */
  String place() {
    return place;
  }

  /** The reason. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
