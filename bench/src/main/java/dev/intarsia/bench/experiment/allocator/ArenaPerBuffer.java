package dev.intarsia.bench.experiment.allocator;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** An arena for every buffer, closed with it. */
final class ArenaPerBuffer implements Allocator {
  private final Supplier<Arena> arenas;
  private final List<Arena> open = new ArrayList<>();

  ArenaPerBuffer(Supplier<Arena> arenas) {
    this.arenas = arenas;
  }

  @Override
  public MemorySegment take(long bytes) {
    Arena arena = arenas.get();
    open.add(arena);
    return arena.allocate(bytes, Long.BYTES);
  }

  @Override
  public void giveBack() {
    for (Arena arena : open) {
      arena.close();
    }
    open.clear();
  }

  @Override
  public void close() {}
}
