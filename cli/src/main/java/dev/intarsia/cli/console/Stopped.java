package dev.intarsia.cli.console;

/** The person stopped the run: nothing was published and there is nothing to explain. */
public final class Stopped extends RuntimeException {
  /** The run was stopped. */
  public Stopped() {
    super("stopped");
  }
}
