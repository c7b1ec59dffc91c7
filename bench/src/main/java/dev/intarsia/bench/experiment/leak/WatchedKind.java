package dev.intarsia.bench.experiment.leak;

import dev.intarsia.bench.experiment.work.Operation;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;

/** Something that leak detection watches, taken and given back. */
public enum WatchedKind {
  /** What columns and pages are made of; a long-lived writer keeps them. */
  BUFFER("a buffer of 1 KiB"),
  /** An arena for a single allocation, the worst case. */
  ARENA("a BatchArena, one allocation"),
  /** Only the arena is watched, so its cost is shared. */
  ARENA_OF_64("a BatchArena, 64 allocations");

  private static final int BYTES = 1024;
  private static final int ALLOCATIONS = 64;

  private final String label;

  WatchedKind(String label) {
    this.label = label;
  }

  /** What plots and tables call it. */
  public String label() {
    return label;
  }

  /** Takes it from a pool, and gives it back. */
  public Operation operation(MemoryPool pool) {
    return switch (this) {
      case BUFFER -> () -> buffer(pool);
      case ARENA -> () -> arena(pool, 1);
      case ARENA_OF_64 -> () -> arena(pool, ALLOCATIONS);
    };
  }

  private static long buffer(MemoryPool pool) {
    try (GrowableSegment buffer = GrowableSegment.allocate(pool, "benchmark", BYTES)) {
      return buffer.reserve(BYTES);
    }
  }

  private static long arena(MemoryPool pool, int allocations) {
    try (BatchArena arena = pool.arena("benchmark")) {
      long addresses = 0;
      for (int i = 0; i < allocations; i++) {
        addresses += arena.allocateUninitialized(BYTES, Long.BYTES).address();
      }
      return addresses;
    }
  }
}
