package dev.intarsia.memory;

/** A request did not fit the budget. Nothing was taken and nothing changed. */
public final class MemoryLimitExceededException extends RuntimeException {
  private final transient String owner;
  private final transient long requested;
  private final transient String pool;
  private final transient long limit;

  /**
   * Made by pools.
   *
   * @param owner who asked
   * @param requested bytes that would have been charged
   * @param pool the node of the budget tree that refused
   * @param limit that node's limit in bytes
   * @param tree the use of the whole tree, several lines
   */
  public MemoryLimitExceededException(
      String owner, long requested, String pool, long limit, String tree) {
    super(
        "\"%s\" asks for %d bytes, which is over the limit of %d bytes of pool \"%s\":%n%s"
            .formatted(owner, requested, limit, pool, tree));
    this.owner = owner;
    this.requested = requested;
    this.pool = pool;
    this.limit = limit;
  }

  /**
   * Who asked.
   *
   * @return the owner named in the request
   */
  public String owner() {
    return owner;
  }

  /**
   * What the request would have been charged: its size rounded up to a chunk.
   *
   * @return bytes
   */
  public long requested() {
    return requested;
  }

  /**
   * The node that refused.
   *
   * @return its name
   */
  public String pool() {
    return pool;
  }

  /**
   * The limit of the node that refused.
   *
   * @return bytes
   */
  public long limit() {
    return limit;
  }
}
