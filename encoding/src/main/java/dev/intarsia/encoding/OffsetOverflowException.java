package dev.intarsia.encoding;

/**
 * The bytes of a binary column are more than its 32-bit offsets reach: the data may be sound, but
 * fewer rows must be read at a time.
 */
public final class OffsetOverflowException extends RuntimeException {
  private OffsetOverflowException(long bytes) {
    super("%,d bytes or elements are more than 32-bit offsets reach".formatted(bytes));
  }

  /**
   * Refuses what offsets do not reach.
   *
   * @param bytes of values, or how many elements
   */
  public static void check(long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new OffsetOverflowException(bytes);
    }
  }
}
