package dev.intarsia.cli.console;

/** Something that the caller of the command can mend: its message is all that is shown. */
public final class Failure extends RuntimeException {
  /**
   * A failure.
   *
   * @param message what went wrong and, where there is one, the way out
   */
  public Failure(String message) {
    super(message);
  }

  /**
   * A failure with the exception behind it.
   *
   * @param message what went wrong and, where there is one, the way out
   * @param cause what was thrown
   */
  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
