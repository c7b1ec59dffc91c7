package dev.intarsia.bench.contender;

/** Counts the arrays of on-heap column builders. */
public final class Growth {
  private long allocations;
  private long allocatedBytes;
  private long copiedBytes;

  void allocated(long bytes) {
    allocations++;
    allocatedBytes += bytes;
  }

  void copied(long bytes) {
    copiedBytes += bytes;
  }

  /** Arrays that were allocated. */
  public long allocations() {
    return allocations;
  }

  /** How long those arrays were together. */
  public long allocatedBytes() {
    return allocatedBytes;
  }

  /** Bytes that were copied from a full array into its successor. */
  public long copiedBytes() {
    return copiedBytes;
  }
}
