package dev.intarsia.memory;

import dev.intarsia.memory.slab.Chunk;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of an arena, apart from it: when the last segment in the arena's scope has been
 * collected, they can still be given back. Thread-safe.
 */
final class HeldChunks {
  private final List<Chunk> chunks = new ArrayList<>(2);
  private long bytes;

  synchronized void add(Chunk chunk) {
    chunks.add(chunk);
    bytes += chunk.size();
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized List<Chunk> list() {
    return List.copyOf(chunks);
  }

  synchronized void release() {
    chunks.forEach(Chunk::release);
    chunks.clear();
    bytes = 0;
  }
}
