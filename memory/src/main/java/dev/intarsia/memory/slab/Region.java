package dev.intarsia.memory.slab;

import dev.intarsia.memory.HeapAccess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One piece of memory taken at once from the operating system, or one array from the heap. It has
 * an arena of its own so that it can be given back alone; that arena is closed only when nothing of
 * it is out and the pool is trimmed, closed, or short of memory.
 */
final class Region {
  /** Chunks are aligned to their size up to this, because regions start at a page. */
  static final long ALIGNMENT = 4096;

  /** What a {@code long[]} can promise. */
  static final long HEAP_ALIGNMENT = 8;

  private final MemorySegment segment;
  private final @Nullable Arena arena;

  private Region(MemorySegment segment, @Nullable Arena arena) {
    this.segment = segment;
    this.arena = arena;
  }

  static Region offHeap(long bytes) {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment huge = bytes < HugePages.SIZE ? null : HugePages.map(bytes, arena);
      return new Region(huge == null ? arena.allocate(bytes, ALIGNMENT) : huge, arena);
    } catch (OutOfMemoryError e) {
      arena.close();
      throw e;
    }
  }

  @HeapAccess("the on-heap twin of a pool is heap by definition")
  static Region onHeap(long bytes) {
    if (bytes / Long.BYTES > Integer.MAX_VALUE - 8) {
      throw new OutOfMemoryError("an on-heap pool cannot serve a block of " + bytes + " bytes");
    }
    return new Region(MemorySegment.ofArray(new long[Math.toIntExact(bytes / Long.BYTES)]), null);
  }

  MemorySegment segment() {
    return segment;
  }

  /**
   * Gives the memory back. A foreign call that is using it at this moment keeps it: then the region
   * stays as it is.
   *
   * @return whether it was given back
   */
  boolean free() {
    if (arena == null) {
      return true;
    }
    try {
      arena.close();
      return true;
    } catch (IllegalStateException inUse) {
      return false;
    }
  }
}
