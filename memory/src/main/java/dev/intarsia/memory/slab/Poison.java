package dev.intarsia.memory.slab;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** Finds who wrote to memory after releasing it: poison that is no longer whole. */
final class Poison {
  /** {@link SlabAllocator#POISON}, eight times. */
  private static final long WORD = 0xDBDB_DBDB_DBDB_DBDBL;

  private Poison() {}

  static void check(MemorySegment chunk, String owner) {
    long size = chunk.byteSize();
    for (long offset = 0; offset < size; offset += Long.BYTES) {
      if (chunk.get(JAVA_LONG_UNALIGNED, offset) != WORD) {
        throw new IllegalStateException(
            "memory was written after its release: near byte %d of the %d bytes now given to \"%s\""
                .formatted(offset, size, owner));
      }
    }
  }
}
