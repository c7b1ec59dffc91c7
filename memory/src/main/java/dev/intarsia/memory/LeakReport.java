package dev.intarsia.memory;

import java.time.Duration;
import java.util.List;

/**
 * Something that was never released.
 *
 * @param owner who took it
 * @param pool the pool it came from; empty for what is not memory of a pool
 * @param bytes its size, {@link LeakDetector#UNKNOWN_SIZE} when not known
 * @param age how long ago it was taken
 * @param site where it was taken, the caller first; empty when it was not watched
 * @param cause how it was found
 */
public record LeakReport(
    String owner,
    String pool,
    long bytes,
    Duration age,
    List<StackTraceElement> site,
    Cause cause) {

  private static final int SHOWN_FRAMES = 12;

  /** How a leak was found. */
  public enum Cause {
    /** The owner was collected by the garbage collector without having been closed. */
    COLLECTED("was collected without being closed"),
    /** The pool was closed while it was out. */
    POOL_CLOSED("was still out when its pool was closed"),
    /** The scope, such as a test, ended while it was out. */
    SCOPE_ENDED("was still open at the end");

    private final String words;

    Cause(String words) {
      this.words = words;
    }
  }

  /** Copies the site. */
  public LeakReport {
    site = List.copyOf(site);
  }

  /**
   * The report for people: owner, size, age, cause and the site, or how to learn it next time.
   *
   * @return one line, or as many as the site has
   */
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append(bytes < 0 ? "" : bytes + " bytes of ").append('"').append(owner).append('"');
    if (!pool.isEmpty()) {
      text.append(" from pool \"").append(pool).append('"');
    }
    text.append(", taken ").append(age.toMillis()).append(" ms ago, ").append(cause.words);
    site.stream().limit(SHOWN_FRAMES).forEach(frame -> text.append("\n    at ").append(frame));
    if (site.isEmpty()) {
      text.append("\n    where is not known. ").append(LeakDetector.advice());
    } else if (site.size() > SHOWN_FRAMES) {
      text.append("\n    ... ").append(site.size() - SHOWN_FRAMES).append(" more");
    }
    return text.toString();
  }
}
