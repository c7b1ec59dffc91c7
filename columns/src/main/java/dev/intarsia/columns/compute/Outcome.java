package dev.intarsia.columns.compute;

/** What a test says of many values at once, of which not everything is known. */
public enum Outcome {
  /** None passes. */
  NEVER,
  /** Some may pass and some may not. */
  SOMETIMES,
  /** All pass. */
  ALWAYS;

  /**
   * What the opposite of the test says.
   *
   * @return never for always, always for never
   */
  public Outcome negate() {
    return switch (this) {
      case NEVER -> ALWAYS;
      case SOMETIMES -> SOMETIMES;
      case ALWAYS -> NEVER;
    };
  }

  /** Of values from one end to the other, when those from {@code from} to {@code to} pass. */
  static Outcome ofRange(boolean isOutside, boolean isInside) {
    return isOutside ? NEVER : isInside ? ALWAYS : SOMETIMES;
  }
}
