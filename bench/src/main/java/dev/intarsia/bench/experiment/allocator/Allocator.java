package dev.intarsia.bench.experiment.allocator;

import java.lang.foreign.MemorySegment;

/** Hands out buffers one by one, and takes them back together. Belongs to one thread. */
public interface Allocator extends AutoCloseable {

  /** A buffer with whatever content; written and read without alignment. */
  MemorySegment take(long bytes);

  /** Takes back what was taken since the last time. */
  void giveBack();

  /** Gives everything back to where it came from; nothing is out by then. */
  @Override
  void close();
}
