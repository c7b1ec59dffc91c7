package dev.intarsia.columns;

import dev.intarsia.memory.BatchArena;
import org.jspecify.annotations.Nullable;

/** What batches that share buffers hold in common: the arena, and how many of them there are. */
final class BatchMemory {
  /** Null if the segments are the caller's. */
  private final @Nullable BatchArena arena;

  private int holders;

  /** Who may count, where the arena has an owner. */
  private Thread owner = Thread.currentThread();

  BatchMemory(@Nullable BatchArena arena) {
    this.arena = arena;
  }

  /** Takes the arena over for this thread. */
  BatchArena attach() {
    BatchArena detached = handedOver();
    detached.attach();
    owner = Thread.currentThread();
    return detached;
  }

  /** Refuses a thread that may not use the arena; segments of the caller say so themselves. */
  @SuppressWarnings("ReferenceEquality") // a thread is itself
  void requireOwner() {
    if (arena != null && owner != Thread.currentThread()) {
      throw new WrongThreadException(
          "the batch belongs to %s; detach and attach hand it over".formatted(owner));
    }
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
