package dev.intarsia.memory.slab;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A block of memory that one owner holds until it calls {@link #release}. The object is recycled
 * together with its bytes, so a holder must forget it when it releases it.
 */
public final class Chunk {
  private final Slab slab;
  final int node;
  private final MemorySegment segment;
  private final long size;

  // Guarded by the allocator's lock; null while the chunk is free.
  @Nullable Budget budget;
  @Nullable String owner;

  Chunk(Slab slab, int node, MemorySegment segment) {
    this.slab = slab;
    this.node = node;
    this.segment = segment;
    this.size = segment.byteSize();
  }

  /**
   * The bytes, readable by every thread for as long as the slab lives: at least until release.
   * Never to be handed to a user as it is.
   *
   * @return exactly {@link #size} bytes
   */
  public MemorySegment segment() {
    return segment;
  }

  /**
   * The size, a power of two.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  Slab slab() {
    return slab;
  }

  /**
   * Gives the chunk back, once.
   *
   * @throws IllegalStateException if it is not held
   */
  public void release() {
    slab.allocator().release(this);
  }
}
