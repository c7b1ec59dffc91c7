package dev.intarsia.bench.experiment.allocator;

import java.lang.foreign.Arena;

/** Where buffers can come from. */
public enum AllocatorKind {
  /** What the claim calls the garbage-collected default. */
  JAVA_ARRAYS("Java arrays", "zeroed; given back by being forgotten"),
  /** The cheapest arena of the JDK, but confined. */
  CONFINED_ARENAS("Arena.ofConfined per buffer", "zeroed"),
  /** Closing takes a handshake with every thread. */
  SHARED_ARENAS("Arena.ofShared per buffer", "zeroed"),
  /** Freed by the garbage collector, sooner or later. */
  AUTOMATIC_ARENAS("Arena.ofAuto per buffer", "zeroed; given back by being forgotten"),
  /** The native allocator, called per buffer: what was claimed to be slower. */
  MALLOC("malloc and free per buffer", "not zeroed; lifetime and thread unchecked"),
  /** The same without leaving the Java state, as agrees with functions this short. */
  CRITICAL_MALLOC(
      "malloc and free per buffer, critical calls", "not zeroed; lifetime and thread unchecked"),
  /** What the engine's own buffers are. */
  SLAB_CHUNKS("Intarsia, chunk of a slab per buffer", "not zeroed; powers of two from 1 KiB"),
  /** What the engine recommends for a batch. */
  BATCH_ARENA("Intarsia, BatchArena per batch", "not zeroed; a lifetime per batch, not per buffer");

  private final String label;
  private final String unmatched;

  AllocatorKind(String label, String unmatched) {
    this.label = label;
    this.unmatched = unmatched;
  }

  /** Sets one up. */
  public Allocator open() {
    return switch (this) {
      case JAVA_ARRAYS -> new JavaArrays();
      case CONFINED_ARENAS -> new ArenaPerBuffer(Arena::ofConfined);
      case SHARED_ARENAS -> new ArenaPerBuffer(Arena::ofShared);
      case AUTOMATIC_ARENAS -> new AutomaticArenas();
      case MALLOC -> new Malloc(false);
      case CRITICAL_MALLOC -> new Malloc(true);
      case SLAB_CHUNKS -> new SlabChunks();
      case BATCH_ARENA -> new BatchArenas();
    };
  }

  /** What plots and tables call it. */
  public String label() {
    return label;
  }

  /** What it does beyond, or short of, the others. */
  public String unmatched() {
    return unmatched;
  }
}
