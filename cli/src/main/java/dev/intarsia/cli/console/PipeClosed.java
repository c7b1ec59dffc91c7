package dev.intarsia.cli.console;

/** Whoever read the results has seen enough, as {@code head} does: no reason to complain. */
public final class PipeClosed extends RuntimeException {
  /**
   * Says so.
   *
   * @param cause how it was noticed
   */
  public PipeClosed(Throwable cause) {
    super("nobody reads the results any more", cause);
  }
}
