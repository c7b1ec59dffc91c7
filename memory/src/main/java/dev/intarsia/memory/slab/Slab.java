package dev.intarsia.memory.slab;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A region and the chunks it is cut into; a large block is a slab of one chunk. */
final class Slab {
  private final SlabAllocator allocator;
  private final Region region;
  private final int leafShift;
  private final BuddySlab buddies;

  /** By node, made when first needed and kept: taking a chunk again allocates nothing. */
  private final @Nullable Chunk[] chunks;

  private int index;
  private int out;

  Slab(SlabAllocator allocator, Region region, int maxOrder) {
    this.allocator = allocator;
    this.region = region;
    this.leafShift = Long.numberOfTrailingZeros(region.segment().byteSize()) - maxOrder;
    this.buddies = new BuddySlab(maxOrder);
    this.chunks = new @Nullable Chunk[2 << maxOrder];
  }

  SlabAllocator allocator() {
    return allocator;
  }

  long size() {
    return region.segment().byteSize();
  }

  int largestFree() {
    return buddies.largestFree();
  }

  boolean isIdle() {
    return out == 0;
  }

  Chunk take(int order) {
    int node = buddies.allocate(order);
    Chunk chunk = chunks[node];
    if (chunk == null) {
      MemorySegment bytes =
          region
              .segment()
              .asSlice((long) buddies.leaf(node) << leafShift, 1L << (order + leafShift));
      chunk = new Chunk(this, node, bytes);
      chunks[node] = chunk;
    }
    out++;
    return chunk;
  }

  void give(Chunk chunk) {
    buddies.free(chunk.node);
    out--;
  }

  /** Whether this is a region for one chunk that is larger than what slabs are cut into. */
  boolean isLarge() {
    return size() > allocator.slabSize();
  }

  /** Gives the memory back; false when a foreign call is using it just now. */
  boolean unmap() {
    return region.free();
  }

  void collectHoldings(Budget under, List<Holding> out) {
    for (Chunk chunk : chunks) {
      Budget budget = chunk == null ? null : chunk.budget;
      if (chunk != null && budget != null && budget.isWithin(under)) {
        out.add(new Holding(String.valueOf(chunk.owner), budget.name(), chunk.size()));
      }
    }
  }

  /** The place in the allocator's list. */
  int index() {
    return index;
  }

  void setIndex(int index) {
    this.index = index;
  }
}
