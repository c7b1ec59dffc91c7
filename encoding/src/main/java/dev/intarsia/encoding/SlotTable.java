package dev.intarsia.encoding;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;

/**
 * The open-addressing table under a dictionary: linear probing over a power of two of slots.
 *
 * <pre>
 *   slot (8 bytes)  63            32 31             0
 *                  |  hash          |  id + 1        |     0: empty
 * </pre>
 *
 * <p>A slot is found by the high bits of its hash. Keeping the whole hash beside the id means that
 * a probe seldom touches a value that is not the one sought, and that growing rehashes no bytes.
 */
final class SlotTable implements AutoCloseable {
  private static final int INITIAL_BITS = 9;
  private static final int MAX_BITS = 30;

  /** Below this the cache has room for a sparse table, where the first probe seldom misses. */
  private static final int SPARSE_BITS = 14;

  private GrowableSegment segment;
  private GrowableSegment spare;
  private int bits;
  private int used;

  SlotTable(MemoryPool pool, String owner) {
    segment = GrowableSegment.allocate(pool, owner, 8L << INITIAL_BITS);
    spare = GrowableSegment.allocate(pool, owner, 0);
  }

  GrowableSegment slots() {
    return segment;
  }

  /** By how many bits a hash is shifted right to become the number of its first slot. */
  int shift() {
    return 32 - bits;
  }

  /** Number of slots minus one. */
  int mask() {
    return (1 << bits) - 1;
  }

  /** Makes sure that there are slots to look into. */
  void open() {
    if (bits == 0) {
      segment.putZeros(8L << INITIAL_BITS);
      bits = INITIAL_BITS;
    }
  }

  /** Makes sure that one more entry keeps enough slots empty: half of them, or three quarters. */
  void reserve() {
    int slotsPerEntry = bits < SPARSE_BITS ? 4 : 2;
    if (slotsPerEntry * (used + 1) > 1 << bits) {
      grow();
    }
  }

  /** Enters an id that is not in the table yet; {@link #reserve} comes first. */
  void put(int hash, int id) {
    insert(segment, hash, (long) hash << 32 | (id + 1));
    used++;
  }

  private void insert(GrowableSegment slots, int hash, long entry) {
    int mask = mask();
    int slot = hash >>> shift();
    while (slots.getLong((long) slot << 3) != 0) {
      slot = (slot + 1) & mask;
    }
    slots.setLong((long) slot << 3, entry);
  }

  private void grow() {
    if (bits == MAX_BITS) {
      throw new IllegalStateException("A dictionary holds at most 2^29 entries");
    }
    long oldBytes = 8L << bits;
    GrowableSegment larger = spare;
    larger.putZeros(2 * oldBytes);
    bits++;
    GrowableSegment from = segment;
    for (long at = 0; at < oldBytes; at += 8) {
      long entry = from.getLong(at);
      if (entry != 0) {
        insert(larger, (int) (entry >>> 32), entry);
      }
    }
    spare = segment;
    segment = larger;
    spare.release();
  }

  /** Forgets every entry and gives the memory back. */
  void release() {
    used = 0;
    bits = 0;
    segment.release();
  }

  @Override
  public void close() {
    segment.close();
    spare.close();
  }
}
