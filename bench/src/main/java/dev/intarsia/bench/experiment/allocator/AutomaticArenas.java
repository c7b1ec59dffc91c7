package dev.intarsia.bench.experiment.allocator;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An arena for every buffer that the garbage collector closes. */
final class AutomaticArenas implements Allocator {

  @Override
  public MemorySegment take(long bytes) {
    return Arena.ofAuto().allocate(bytes, Long.BYTES);
  }

  @Override
  public void giveBack() {}

  @Override
  public void close() {}
}
