package dev.intarsia.bench.experiment.allocator;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A chunk of a recycled slab for every buffer, as the engine's own buffers are. */
final class SlabChunks implements Allocator {
  private final MemoryPool pool = MemoryPool.create("allocators", MemoryLimit.unlimited());
  private final List<GrowableSegment> open = new ArrayList<>();

  @Override
  public MemorySegment take(long bytes) {
    GrowableSegment buffer = GrowableSegment.allocate(pool, "buffer", bytes);
    open.add(buffer);
    buffer.reserve(bytes);
    return buffer.segment();
  }

  @Override
  public void giveBack() {
    for (GrowableSegment buffer : open) {
      buffer.close();
    }
    open.clear();
  }

  @Override
  public void close() {
    pool.close();
  }
}
