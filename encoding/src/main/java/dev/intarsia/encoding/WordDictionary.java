package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/** A dictionary of values that are one 32-bit or 64-bit word. */
final class WordDictionary extends DictionaryBuilder {
  /** Where the first slots of values are in the scratch, behind compacted values. */
  private static final long PROBES = 8L * CHUNK;

  private final int width;

  WordDictionary(MemoryPool pool, String owner, int width) {
    super(pool, owner);
    this.width = width;
  }

  @Override
  public void internFixedWidth(
      MemorySegment values, long byteOffset, int count, GrowableSegment ids) {
    long at = ids.reserve(4L * count);
    prepare();
    for (int from = 0; from < count; from += CHUNK) {
      int rows = Math.min(CHUNK, count - from);
      internChunk(values, byteOffset + (long) from * width, rows, ids, at + 4L * from);
    }
    ids.commit(4L * count);
  }

  @Override
  public void internFixedWidth(
      MemorySegment values,
      long byteOffset,
      MemorySegment validity,
      long bitOffset,
      int count,
      GrowableSegment ids) {
    long first = ids.reserve(4L * count);
    prepare();
    long at = first;
    for (int row = 0; row < count; row += CHUNK) {
      int rows = Math.min(CHUNK, count - row);
      long base = byteOffset + (long) row * width;
      int present = (int) Bits.count(validity, bitOffset + row, rows);
      if (present == rows) {
        internChunk(values, base, rows, ids, at);
      } else {
        MemorySegment dense = scratch.segment();
        PlainEncoder.compact(values, base, width, validity, bitOffset + row, rows, dense, 0);
        internChunk(dense, 0, present, ids, at);
      }
      at += 4L * present;
    }
    ids.commit(at - first);
  }

  private void prepare() {
    table.open();
    scratch.reserve(2 * PROBES);
  }

  /** Scans until a value is new, adds it, scans on: the scan itself calls nothing. */
  private void internChunk(
      MemorySegment values, long base, int count, GrowableSegment ids, long at) {
    if (width == 8) {
      probeLongs(values, base, count);
    } else {
      probeInts(values, base, count);
    }
    int done = 0;
    while (true) {
      done =
          width == 8
              ? scanLongs(values, base, done, count, ids, at)
              : scanInts(values, base, done, count, ids, at);
      if (done == count) {
        return;
      }
      putId(
          ids,
          at,
          done,
          width == 8 ? addLong(values, base + 8L * done) : addInt(values, base + 4L * done));
      done++;
    }
  }

  /**
   * Loads the first slot of each value ahead: nothing waits for it, so where the table is not in a
   * near cache, many loads are under way at a time. What was loaded may be old when it is looked
   * at, but an id never changes its value.
   */
  private void probeLongs(MemorySegment values, long base, int count) {
    GrowableSegment slots = table.slots();
    GrowableSegment probes = scratch;
    int shift = table.shift();
    for (int i = 0; i < count; i++) {
      int hash = Hashing.ofLong(values.get(LONG_LE, base + ((long) i << 3)));
      probes.setLong(PROBES + 8L * i, slots.getLong(8L * (hash >>> shift)));
    }
  }

  private void probeInts(MemorySegment values, long base, int count) {
    GrowableSegment slots = table.slots();
    GrowableSegment probes = scratch;
    int shift = table.shift();
    for (int i = 0; i < count; i++) {
      int hash = Hashing.ofInt(values.get(INT_LE, base + ((long) i << 2)));
      probes.setLong(PROBES + 8L * i, slots.getLong(8L * (hash >>> shift)));
    }
  }

  private int scanLongs(
      MemorySegment values, long base, int from, int count, GrowableSegment ids, long at) {
    GrowableSegment slots = table.slots();
    GrowableSegment entries = plain;
    GrowableSegment probes = scratch;
    int shift = table.shift();
    int mask = table.mask();
    for (int i = from; i < count; i++) {
      long value = values.get(LONG_LE, base + ((long) i << 3));
      long found = probes.getLong(PROBES + 8L * i);
      if (found == 0 || entries.getLong(((found & 0xFFFF_FFFFL) - 1) << 3) != value) {
        int hash = Hashing.ofLong(value);
        int slot = hash >>> shift;
        while (true) {
          found = slots.getLong((long) slot << 3);
          if ((int) (found >>> 32) == hash
              && entries.getLong(((found & 0xFFFF_FFFFL) - 1) << 3) == value) {
            break;
          }
          if (found == 0) {
            return i;
          }
          slot = (slot + 1) & mask;
        }
      }
      ids.setInt(at + ((long) i << 2), (int) found - 1);
    }
    return count;
  }

  /** The hash of an int is a bijection: equal hashes are equal values, the entry is not read. */
  private int scanInts(
      MemorySegment values, long base, int from, int count, GrowableSegment ids, long at) {
    GrowableSegment slots = table.slots();
    GrowableSegment probes = scratch;
    int shift = table.shift();
    int mask = table.mask();
    for (int i = from; i < count; i++) {
      int hash = Hashing.ofInt(values.get(INT_LE, base + ((long) i << 2)));
      long found = probes.getLong(PROBES + 8L * i);
      if (found == 0 || (int) (found >>> 32) != hash) {
        int slot = hash >>> shift;
        while (true) {
          found = slots.getLong((long) slot << 3);
          if (found == 0) {
            return i;
          }
          if ((int) (found >>> 32) == hash) {
            break;
          }
          slot = (slot + 1) & mask;
        }
      }
      ids.setInt(at + ((long) i << 2), (int) found - 1);
    }
    return count;
  }

  private int addLong(MemorySegment values, long at) {
    long value = values.get(LONG_LE, at);
    table.reserve();
    plain.putLong(value);
    table.put(Hashing.ofLong(value), size);
    return size++;
  }

  private int addInt(MemorySegment values, long at) {
    int value = values.get(INT_LE, at);
    table.reserve();
    plain.putInt(value);
    table.put(Hashing.ofInt(value), size);
    return size++;
  }

  @Override
  public void internBinary(
      MemorySegment offsets,
      long offsetsByteOffset,
      MemorySegment data,
      long address,
      int count,
      GrowableSegment ids) {
    throw notBinary();
  }

  @Override
  public void internBinary(
      MemorySegment offsets,
      long offsetsByteOffset,
      MemorySegment data,
      long address,
      MemorySegment validity,
      long bitOffset,
      int count,
      GrowableSegment ids) {
    throw notBinary();
  }

  private IllegalStateException notBinary() {
    return new IllegalStateException(
        "A dictionary of " + width + "-byte values, not of BYTE_ARRAY");
  }

  @Override
  public long offset(int id) {
    return (long) checkedId(id) * width;
  }

  @Override
  public int length(int id) {
    checkedId(id);
    return width;
  }

  @Override
  public void materialize(MemorySegment ids, long byteOffset, int count, GrowableSegment out) {
    long bytes = (long) count * width;
    long at = out.reserve(bytes);
    MemorySegment target = out.segment();
    MemorySegment entries = plain.segment();
    for (int i = 0; i < count; i++) {
      long id = ids.get(INT_LE, byteOffset + ((long) i << 2));
      if (width == 8) {
        target.set(LONG_LE, at + ((long) i << 3), entries.get(LONG_LE, id << 3));
      } else {
        target.set(INT_LE, at + ((long) i << 2), entries.get(INT_LE, id << 2));
      }
    }
    out.commit(bytes);
  }
}
