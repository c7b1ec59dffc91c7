package dev.intarsia.memory;

/**
 * How much memory may be out at once.
 *
 * @param bytes the limit in bytes, not negative
 */
public record MemoryLimit(long bytes) {
  private static final MemoryLimit UNLIMITED = new MemoryLimit(Long.MAX_VALUE);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public MemoryLimit {
    if (bytes < 0) {
      throw new IllegalArgumentException("a limit of " + bytes + " bytes");
    }
  }

  /**
   * A limit in bytes.
   *
   * @param n not negative
   * @return the limit
   */
  public static MemoryLimit bytes(long n) {
    return new MemoryLimit(n);
  }

  /**
   * A limit in units of 1024 bytes.
   *
   * @param n not negative
   * @return the limit
   */
  public static MemoryLimit kibibytes(long n) {
    return new MemoryLimit(Math.multiplyExact(n, 1L << 10));
  }

  /**
   * A limit in units of 1024² bytes.
   *
   * @param n not negative
   * @return the limit
   */
  public static MemoryLimit mebibytes(long n) {
    return new MemoryLimit(Math.multiplyExact(n, 1L << 20));
  }

  /**
   * A limit in units of 1024³ bytes.
   *
   * @param n not negative
   * @return the limit
   */
  public static MemoryLimit gibibytes(long n) {
    return new MemoryLimit(Math.multiplyExact(n, 1L << 30));
  }

  /**
   * No limit but the machine's.
   *
   * @return the limit
   */
  public static MemoryLimit unlimited() {
    return UNLIMITED;
  }
}
