package dev.intarsia.bench.fork;

/** The JVM of a trial ended without measurements; the message has its last words. */
public final class TrialFailedException extends RuntimeException {
  TrialFailedException(String message) {
    super(message);
  }

  TrialFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
