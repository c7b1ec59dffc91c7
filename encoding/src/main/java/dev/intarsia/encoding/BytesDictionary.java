package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * A dictionary of byte strings: BYTE_ARRAY, or values of a fixed width that is not a word's.
 *
 * <p>A {@link Span} describes both the values of a chunk of rows, in {@code data}, and the entries,
 * in {@code plain}; the kernels see only spans and so do not care where lengths and gaps came from.
 */
final class BytesDictionary extends DictionaryBuilder {
  /** In place of a width: entries carry their length. */
  static final int BINARY = 0;

  /** Entries are compared by whole words that may reach this far behind them. */
  private static final int SLACK = 16;

  /** One value in so many may be cold before the rest of a chunk takes the straight way. */
  private static final int COLD_SHARE = 16;

  private static final long LOW = 0xFFFF_FFFFL;

  private final int width;
  private final GrowableSegment spans;
  private final HotEntries hot;

  BytesDictionary(MemoryPool pool, String owner, int width) {
    super(pool, owner);
    this.width = width;
    this.spans = GrowableSegment.allocate(pool, owner, 2048);
    this.hot = new HotEntries(pool, owner);
  }

  @Override
  public void internBinary(
      MemorySegment offsets,
      long offsetsByteOffset,
      MemorySegment data,
      long address,
      int count,
      GrowableSegment ids) {
    checkBinary();
    long at = ids.reserve(4L * count);
    scratch.reserve(8L * CHUNK);
    for (int row = 0; row < count; row += CHUNK) {
      int rows = Math.min(CHUNK, count - row);
      spansOf(offsets, offsetsByteOffset + 4L * row, rows);
      intern(data, address, 0, rows, ids, at + 4L * row);
    }
    ids.commit(4L * count);
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
    checkBinary();
    long first = ids.reserve(4L * count);
    scratch.reserve(8L * CHUNK);
    long at = first;
    for (int row = 0; row < count; row += CHUNK) {
      int rows = Math.min(CHUNK, count - row);
      long base = offsetsByteOffset + 4L * row;
      int present = presentSpans(offsets, base, validity, bitOffset + row, rows);
      intern(data, address, 0, present, ids, at);
      at += 4L * present;
    }
    ids.commit(at - first);
  }

  private void spansOf(MemorySegment offsets, long base, int count) {
    GrowableSegment wanted = scratch;
    for (int i = 0; i < count; i++) {
      long slot = base + ((long) i << 2);
      long start = offsets.get(INT_LE, slot);
      long end = offsets.get(INT_LE, slot + 4);
      wanted.setLong((long) i << 3, Span.of(end - start, start));
    }
  }

  private int presentSpans(
      MemorySegment offsets, long base, MemorySegment validity, long bitOffset, int rows) {
    GrowableSegment target = scratch;
    int present = 0;
    for (int row = 0; row < rows; row += 64) {
      long rest = Bits.word(validity, bitOffset + row, Math.min(64, rows - row));
      for (; rest != 0; rest &= rest - 1) {
        long slot = base + ((long) (row + Long.numberOfTrailingZeros(rest)) << 2);
        long start = offsets.get(INT_LE, slot);
        long end = offsets.get(INT_LE, slot + 4);
        target.setLong((long) present++ << 3, Span.of(end - start, start));
      }
    }
    return present;
  }

  @Override
  public void internFixedWidth(
      MemorySegment values, long byteOffset, int count, GrowableSegment ids) {
    checkFixed();
    long at = ids.reserve(4L * count);
    int chunk = fixedChunk();
    for (int row = 0; row < count; row += chunk) {
      int rows = Math.min(chunk, count - row);
      GrowableSegment target = scratch;
      for (int i = 0; i < rows; i++) {
        target.setLong((long) i << 3, Span.of(width, (long) i * width));
      }
      intern(values, 0, byteOffset + (long) row * width, rows, ids, at + 4L * row);
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
    checkFixed();
    long first = ids.reserve(4L * count);
    int chunk = fixedChunk();
    long at = first;
    for (int row = 0; row < count; row += chunk) {
      int rows = Math.min(chunk, count - row);
      GrowableSegment target = scratch;
      int present = 0;
      for (int i = 0; i < rows; i++) {
        target.setLong((long) present << 3, Span.of(width, (long) i * width));
        present += Bits.get(validity, bitOffset + row + i) ? 1 : 0;
      }
      intern(values, 0, byteOffset + (long) row * width, present, ids, at);
      at += 4L * present;
    }
    ids.commit(at - first);
  }

  /** Rows at a time whose offsets fit the 32 bits of a span. */
  private int fixedChunk() {
    scratch.reserve(8L * CHUNK);
    return Math.max(1, Math.min(CHUNK, Integer.MAX_VALUE / width));
  }

  /**
   * Scans until a value is new, adds it, scans on: the scan itself calls nothing. Where values are
   * hot, the scan begins with those and looks up the few others.
   */
  private void intern(
      MemorySegment data, long address, long base, int count, GrowableSegment ids, long at) {
    prepare();
    int done = internHot(data, address, base, count, ids, at);
    while (done < count) {
      done = scan(data, base, done, count, ids, at);
      if (done < count) {
        addAt(data, base, done++, ids, at);
      }
    }
  }

  /** Stops where too many values were not hot. */
  private int internHot(
      MemorySegment data, long address, long base, int count, GrowableSegment ids, long at) {
    int tolerance = count / COLD_SHARE;
    int done = 0;
    while (hot.isOpen()) {
      done = hot.findAll(data, address, base, scratch, done, count, ids, at);
      if (done == count || tolerance-- == 0) {
        return done;
      }
      warm(data, base, done++, ids, at);
    }
    return done;
  }

  /** Finds or adds a value that is not hot, and makes it hot. */
  private void warm(MemorySegment data, long base, int i, GrowableSegment ids, long at) {
    if (scan(data, base, i, i + 1, ids, at) == i) {
      addAt(data, base, i, ids, at);
    } else {
      long span = scratch.getLong((long) i << 3);
      int id = ids.getInt(at + ((long) i << 2));
      hot.put(data, base + Span.offset(span), Span.length(span), id);
    }
  }

  private void addAt(MemorySegment data, long base, int i, GrowableSegment ids, long at) {
    long span = scratch.getLong((long) i << 3);
    long start = base + Span.offset(span);
    int length = Span.length(span);
    int id = add(data, start, length);
    putId(ids, at, i, id);
    hot.fit(size);
    hot.put(data, start, length, id);
  }

  private void prepare() {
    table.open();
    plain.reserve(SLACK);
    spans.reserve(8);
  }

  /** Writes the ids of known values; returns the index of the first unknown one, or the count. */
  private int scan(
      MemorySegment data, long base, int from, int count, GrowableSegment ids, long at) {
    GrowableSegment wanted = scratch;
    GrowableSegment slots = table.slots();
    GrowableSegment known = spans;
    GrowableSegment entries = plain;
    int shift = table.shift();
    int mask = table.mask();
    long lastPair = data.byteSize() - 16;
    for (int i = from; i < count; i++) {
      long span = wanted.getLong((long) i << 3);
      int length = Span.length(span);
      long start = base + Span.offset(span);
      int id;
      if (length <= 16) {
        long a;
        long b;
        if (start <= lastPair) {
          a = data.get(LONG_LE, start) & Words.mask(Math.min(8, length));
          b = data.get(LONG_LE, start + 8) & Words.mask(Math.max(8, length) - 8);
        } else {
          a = Words.load(data, start, Math.min(8, length));
          b = Words.load(data, start + 8, Math.max(8, length) - 8);
        }
        id = findShort(slots, shift, mask, known, entries, length, a, b);
      } else if (length <= 32) {
        id = findMedium(slots, shift, mask, known, entries, data, start, length);
      } else {
        id = findLong(slots, shift, mask, known, entries, data, start, length);
      }
      if (id < 0) {
        return i;
      }
      putId(ids, at, i, id);
    }
    return count;
  }

  private static int findShort(
      GrowableSegment slots,
      int shift,
      int mask,
      GrowableSegment known,
      GrowableSegment entries,
      int length,
      long a,
      long b) {
    long maskA = Words.mask(Math.min(8, length));
    long maskB = Words.mask(Math.max(8, length) - 8);
    int hash = Hashing.ofUpTo16(length, a, b);
    for (int slot = hash >>> shift; ; slot = (slot + 1) & mask) {
      long found = slots.getLong((long) slot << 3);
      if ((int) (found >>> 32) == hash) {
        long id = (found & LOW) - 1;
        long span = known.getLong(id << 3);
        long at = Span.offset(span);
        long different =
            ((entries.getLong(at) & maskA) ^ a)
                | ((entries.getLong(at + 8) & maskB) ^ b)
                | (Span.length(span) ^ length);
        if (different == 0) {
          return (int) id;
        }
      }
      if (found == 0) {
        return -1;
      }
    }
  }

  private static int findMedium(
      GrowableSegment slots,
      int shift,
      int mask,
      GrowableSegment known,
      GrowableSegment entries,
      MemorySegment data,
      long start,
      int length) {
    long a = data.get(LONG_LE, start);
    long b = data.get(LONG_LE, start + 8);
    long c = data.get(LONG_LE, start + length - 16);
    long d = data.get(LONG_LE, start + length - 8);
    int hash = Hashing.ofUpTo32(length, a, b, c, d);
    for (int slot = hash >>> shift; ; slot = (slot + 1) & mask) {
      long found = slots.getLong((long) slot << 3);
      if ((int) (found >>> 32) == hash) {
        long id = (found & LOW) - 1;
        long span = known.getLong(id << 3);
        if (Span.length(span) == length) {
          long at = Span.offset(span);
          long tail = at + length - 16;
          long different =
              (entries.getLong(at) ^ a)
                  | (entries.getLong(at + 8) ^ b)
                  | (entries.getLong(tail) ^ c)
                  | (entries.getLong(tail + 8) ^ d);
          if (different == 0) {
            return (int) id;
          }
        }
      }
      if (found == 0) {
        return -1;
      }
    }
  }

  private static int findLong(
      GrowableSegment slots,
      int shift,
      int mask,
      GrowableSegment known,
      GrowableSegment entries,
      MemorySegment data,
      long start,
      int length) {
    int hash = Hashing.ofLonger(data, start, length);
    for (int slot = hash >>> shift; ; slot = (slot + 1) & mask) {
      long found = slots.getLong((long) slot << 3);
      if ((int) (found >>> 32) == hash) {
        long id = (found & LOW) - 1;
        long span = known.getLong(id << 3);
        if (Span.length(span) == length
            && Words.equal(entries, Span.offset(span), data, start, length)) {
          return (int) id;
        }
      }
      if (found == 0) {
        return -1;
      }
    }
  }

  /** Adds an entry; whatever may fail for want of memory comes before anything is changed. */
  private int add(MemorySegment data, long start, int length) {
    int prefix = width == BINARY ? 4 : 0;
    long at = plain.size() + prefix;
    if (at + length > LOW) {
      throw new IllegalStateException("A dictionary holds at most 4 GiB, not " + (at + length));
    }
    table.reserve();
    spans.reserve(16);
    plain.reserve(prefix + length + (long) SLACK);
    if (prefix > 0) {
      plain.putInt(length);
    }
    Words.copy(data, start, plain.segment(), at, length);
    plain.commit(length);
    spans.putLong(Span.of(length, at));
    table.put(hashOf(data, start, length), size);
    return size++;
  }

  private static int hashOf(MemorySegment data, long start, int length) {
    if (length > 32) {
      return Hashing.ofLonger(data, start, length);
    }
    if (length <= 16) {
      long a = Words.load(data, start, Math.min(8, length));
      long b = Words.load(data, start + 8, Math.max(8, length) - 8);
      return Hashing.ofUpTo16(length, a, b);
    }
    long tail = start + length - 16;
    return Hashing.ofUpTo32(
        length,
        data.get(LONG_LE, start),
        data.get(LONG_LE, start + 8),
        data.get(LONG_LE, tail),
        data.get(LONG_LE, tail + 8));
  }

  @Override
  public long offset(int id) {
    return Span.offset(span(id));
  }

  @Override
  public int length(int id) {
    return Span.length(span(id));
  }

  private long span(int id) {
    return spans.getLong((long) checkedId(id) << 3);
  }

  @Override
  public void materialize(MemorySegment ids, long byteOffset, int count, GrowableSegment out) {
    if (count == 0) {
      return;
    }
    int prefix = width == BINARY ? 4 : 0;
    MemorySegment known = spans.segment();
    long bytes = (long) prefix * count;
    for (int i = 0; i < count; i++) {
      long id = ids.get(INT_LE, byteOffset + ((long) i << 2));
      bytes += Span.length(known.get(LONG_LE, id << 3));
    }
    long at = out.reserve(bytes);
    MemorySegment entries = plain.segment();
    MemorySegment target = out.segment();
    for (int i = 0; i < count; i++) {
      long id = ids.get(INT_LE, byteOffset + ((long) i << 2));
      long span = known.get(LONG_LE, id << 3);
      int length = prefix + Span.length(span);
      Words.copy(entries, Span.offset(span) - prefix, target, at, length);
      at += length;
    }
    out.commit(bytes);
  }

  @Override
  public void release() {
    super.release();
    spans.release();
    hot.release();
  }

  @Override
  public void close() {
    super.close();
    spans.close();
    hot.close();
  }

  private void checkBinary() {
    if (width != BINARY) {
      throw new IllegalStateException(
          "A dictionary of " + width + "-byte values, not of BYTE_ARRAY");
    }
  }

  private void checkFixed() {
    if (width == BINARY) {
      throw new IllegalStateException("A dictionary of BYTE_ARRAY, not of fixed width");
    }
  }
}
