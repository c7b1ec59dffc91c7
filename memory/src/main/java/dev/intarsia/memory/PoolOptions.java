package dev.intarsia.memory;

/**
 * How a pool is made; the defaults are right outside of tests and benchmarks.
 *
 * @param onHeap whether the memory lies in recycled heap arrays instead of native memory
 * @param poisoned whether released memory is filled with {@code 0xDB}, and found out when it was
 *     written to after its release; costly, for tests
 */
public record PoolOptions(boolean onHeap, boolean poisoned) {

  /**
   * Native memory, poisoned only if the system property {@code dev.intarsia.memory.poison} is true.
   *
   * @return the defaults
   */
  public static PoolOptions defaults() {
    return new PoolOptions(false, Boolean.getBoolean("dev.intarsia.memory.poison"));
  }

  /**
   * These options, on the heap or not.
   *
   * @param value whether the memory lies in heap arrays
   * @return the changed options
   */
  public PoolOptions withOnHeap(boolean value) {
    return new PoolOptions(value, poisoned);
  }

  /**
   * These options, poisoned or not.
   *
   * @param value whether released memory is filled with a pattern
   * @return the changed options
   */
  public PoolOptions withPoisoned(boolean value) {
    return new PoolOptions(onHeap, value);
  }
}
