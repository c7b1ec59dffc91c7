package dev.intarsia.bench.experiment.allocator;

import java.lang.foreign.MemorySegment;

/** A new array for every buffer, left to the garbage collector. */
final class JavaArrays implements Allocator {

  @Override
  public MemorySegment take(long bytes) {
    return MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
  }

  @Override
  public void giveBack() {}

  @Override
  public void close() {}
}
