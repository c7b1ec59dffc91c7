package dev.intarsia.bench.experiment.allocator;

import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** One arena over recycled slabs for all buffers that are given back together. */
final class BatchArenas implements Allocator {
  private final MemoryPool pool = MemoryPool.create("allocators", MemoryLimit.unlimited());
  private @Nullable BatchArena arena;

  @Override
  public MemorySegment take(long bytes) {
    BatchArena open = arena;
    if (open == null) {
      open = pool.arena("batch");
      arena = open;
    }
    return open.allocateUninitialized(bytes, Long.BYTES);
  }

  @Override
  public void giveBack() {
    BatchArena open = arena;
    if (open != null) {
      open.close();
      arena = null;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
