package dev.intarsia.parquet.read;

import dev.intarsia.encoding.OffsetOverflowException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.LeafColumn;
import java.lang.foreign.MemorySegment;

/** The levels of one nested column in the batch that is being filled, a byte each. */
final class LeafLevels implements AutoCloseable {
  private final boolean repeats;
  private final boolean defines;
  private final GrowableSegment repetitions;
  private final GrowableSegment definitions;
  private int count;

  LeafLevels(LeafColumn leaf, MemoryPool pool, String owner) {
    repeats = leaf.maxRepetitionLevel() > 0;
    defines = leaf.maxDefinitionLevel() > 0;
    repetitions = GrowableSegment.allocate(pool, owner + ", repetition levels", 0);
    definitions = GrowableSegment.allocate(pool, owner + ", definition levels", 0);
  }

  /** Appends entries that lie somewhere else. */
  void append(
      MemorySegment newRepetitions,
      long repetitionsAt,
      MemorySegment newDefinitions,
      long definitionsAt,
      int entries) {
    OffsetOverflowException.check((long) count + entries);
    count += entries;
    if (repeats) {
      repetitions.putBytes(newRepetitions, repetitionsAt, entries);
    }
    if (defines) {
      definitions.putBytes(newDefinitions, definitionsAt, entries);
    }
  }

  /** A repetition and a definition level each. */
  int count() {
    return count;
  }

  /** The repetition levels; nothing if there are none but 0. */
  MemorySegment repetitions() {
    return repetitions.segment();
  }

  /** The definition levels; nothing if there are none but 0. */
  MemorySegment definitions() {
    return definitions.segment();
  }

  /** Forgets all; the memory is kept. */
  void clear() {
    repetitions.clear();
    definitions.clear();
    count = 0;
  }

  @Override
  public void close() {
    repetitions.close();
    definitions.close();
  }
}
