package dev.intarsia.bench.experiment.zstd;

/** Adds up what native contexts take, from before they are made to before they are freed. */
public final class ContextMemory {
  /** Takes no notice, so that it costs nothing. */
  public static final ContextMemory IGNORED = new ContextMemory(false);

  private final boolean counting;
  private long before;
  private long bytes;

  private ContextMemory(boolean counting) {
    this.counting = counting;
  }

  /** Counts, where the C library tells; asking it takes longer than a small page. */
  public static ContextMemory counted() {
    return new ContextMemory(NativeHeap.isKnown());
  }

  void willOpen() {
    if (counting) {
      before = NativeHeap.used();
    }
  }

  void willClose() {
    if (counting) {
      bytes += NativeHeap.used() - before;
    }
  }

  /** What all contexts so far took, one after the other. */
  public long bytes() {
    return bytes;
  }
}
