package dev.intarsia.columns;

import dev.intarsia.memory.BatchArena;
import org.jspecify.annotations.Nullable;

/** What batches that share buffers hold in common: the arena, and how many of them there are. */
final class BatchMemory {
  /** Null if the segments are the caller's. */
  private final @Nullable BatchArena arena;

  private int holders;

  BatchMemory(@Nullable BatchArena arena) {
    this.arena = arena;
  }

  void hold() {
    holders++;
  }

  /** The last one closes the arena; if that is refused, the hold stands. */
  void release() {
    if (holders == 1 && arena != null) {
      arena.close();
    }
    holders--;
  }

  BatchArena handedOver() {
    if (arena == null) {
      throw new IllegalStateException(
          "the segments are the caller's, who alone can hand them over");
    }
    if (holders > 1) {
      throw new IllegalStateException(
          "the buffers are shared by " + holders + " batches; only a sole one can be handed over");
    }
    return arena;
  }
}
