package dev.intarsia.parquet.write;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;

/** Which entries of its dictionary a page uses: a byte for each, set without looking. */
final class UsedEntries implements AutoCloseable {
  private static final byte USED = 1;

  private final GrowableSegment marks;
  private int entries;

  UsedEntries(MemoryPool pool, String owner) {
    this.marks = GrowableSegment.allocate(pool, owner, 0);
  }

  /** Marks the entries whose ids a page has. */
  void mark(GrowableSegment ids, int count, int dictionarySize) {
    entries = dictionarySize;
    marks.clear();
    marks.putZeros(entries + (long) Long.BYTES);
    for (int i = 0; i < count; i++) {
      marks.setByte(ids.getInt((long) i * Integer.BYTES), USED);
    }
  }

  /** The first used entry from {@code id} on, -1 after the last. */
  int next(int id) {
    for (int at = id; at < entries; at += Long.BYTES) {
      long word = marks.getLong(at);
      if (word != 0) {
        int found = at + Long.numberOfTrailingZeros(word) / Byte.SIZE;
        return found < entries ? found : -1;
      }
    }
    return -1;
  }

  /** Gives the memory back. */
  void release() {
    marks.release();
  }

  @Override
  public void close() {
    marks.close();
  }
}
