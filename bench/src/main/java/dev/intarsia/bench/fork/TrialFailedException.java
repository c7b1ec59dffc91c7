package dev.intarsia.bench.fork;

/** The JVM of a trial ended without measurements; the message has its last words. */
public final class TrialFailedException extends RuntimeException {
  TrialFailedException(String message) {
    super(message);
  }

  TrialFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The message in a line: what happened, and the exception among the last words, if there is one.
   */
  public String summary() {
    String message = String.valueOf(getMessage());
    String what = message.lines().findFirst().orElse("");
    return message
        .lines()
        .filter(line -> line.startsWith("Exception in thread") || line.startsWith("Caused by:"))
        .reduce((earlier, later) -> later)
        .map(why -> what + ": " + why)
        .orElse(what);
  }
}
