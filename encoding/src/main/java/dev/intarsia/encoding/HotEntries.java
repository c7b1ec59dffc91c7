package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Raw;
import java.lang.foreign.MemorySegment;

/**
 * The short entries of a small dictionary of byte strings where one load finds them: a
 * direct-mapped cache in front of the table.
 *
 * <pre>
 *   line of 32 bytes  | length, id | word 0 | word 1 | unused |
 *   line of 64 bytes  | length, id | word 0 | word 1 | word 2 | word 3 | unused |
 * </pre>
 *
 * <p>The value stands in the line itself, zero-extended to as many words as the longest entry
 * takes, so a lookup loads words, multiplies, and compares, with one branch that is nearly always
 * guessed right. There is no probing: an entry that another one displaced is looked up in the table
 * and takes its place again.
 *
 * <p>It can be done without, so it takes memory only while most of the pool's is free, and is in
 * nobody's estimate of what is needed.
 */
final class HotEntries implements AutoCloseable {
  /** Longer values are not kept here. */
  static final int LONGEST = 32;

  /** A dictionary of more entries than this would not stay in the nearest cache. */
  static final int MOST = 1024;

  /** In a pool of which more than this share were in use, memory is for what cannot do without. */
  private static final int SPARE_SHARE = 4;

  private static final int TWO_WORDS_BITS = 5;
  private static final int FOUR_WORDS_BITS = 6;
  private static final int INITIAL_BITS = 8;
  private static final int MAX_BITS = 12;

  /** Lines for each entry, so that few displace each other. */
  private static final int LINES_PER_ENTRY = 8;

  /** In place of length and id: a length that no value has. */
  private static final long EMPTY = -1L;

  /** In place of an id. */
  private static final int NONE = -1;

  /** Masks of each word of a value by its length; a length from 32 on takes all words whole. */
  private static final long[] FIRST = masks(0);

  private static final long[] SECOND = masks(1);
  private static final long[] THIRD = masks(2);
  private static final long[] FOURTH = masks(3);

  private final MemoryPool pool;
  private final GrowableSegment lines;
  private int bits;
  private int words;

  HotEntries(MemoryPool pool, String owner) {
    this.pool = pool;
    this.lines = GrowableSegment.allocate(pool, owner, 0);
  }

  private static long[] masks(int word) {
    long[] masks = new long[64];
    for (int length = 0; length < masks.length; length++) {
      masks[length] = Words.mask(Math.clamp(length - 8 * word, 0, 8));
    }
    return masks;
  }

  /** Makes the cache fit a dictionary of so many entries, or gives it up as too large. */
  void fit(int entries) {
    if (entries > MOST) {
      if (bits > 0) {
        release();
      }
      return;
    }
    int wanted = Math.max(INITIAL_BITS, bits);
    while (wanted < MAX_BITS && 1 << wanted < LINES_PER_ENTRY * entries) {
      wanted++;
    }
    if (wanted != bits) {
      begin(wanted, words);
    }
  }

  /** Begins anew with so many lines for so many words, or stays as it is for want of memory. */
  private boolean begin(int newBits, int newWords) {
    int lineBits = lineBits(newWords);
    long bytes = 1L << (newBits + lineBits);
    if (bytes > lines.capacity() && !isSpare(bytes)) {
      return false;
    }
    lines.clear();
    try {
      lines.reserve(bytes);
    } catch (MemoryLimitExceededException e) {
      release(); // another thread was faster
      return false;
    }
    bits = newBits;
    words = newWords;
    for (long at = 0; at < bytes; at += 1L << lineBits) {
      lines.setLong(at, EMPTY);
    }
    return true;
  }

  private boolean isSpare(long bytes) {
    long used = pool.used();
    return SPARE_SHARE * (used + bytes) <= used + pool.available();
  }

  private static int lineBits(int words) {
    return words == 4 ? FOUR_WORDS_BITS : TWO_WORDS_BITS;
  }

  /** Whether {@link #findAll} is worth a call. */
  boolean isOpen() {
    return words > 0;
  }

  /**
   * Looks values up one after the other, as long as they are here. As many words are loaded of each
   * as lines have, whatever its length, so a value at the end of the data may not be found.
   *
   * @param address of the data, as {@link Raw} wants it, which spans then count from; or 0 if the
   *     segment is to check each access
   * @param base what the offsets in the spans count from
   * @param ids receives the ids, value {@code i}'s at {@code at + 4 * i}
   * @return the index of the first value that was not found, or {@code count}
   */
  int findAll(
      MemorySegment data,
      long address,
      long base,
      GrowableSegment spans,
      int from,
      int count,
      GrowableSegment ids,
      long at) {
    long last = data.byteSize() - (long) Long.BYTES * words - base;
    if (address == 0) {
      return findEach(data, base, last, spans, from, count, ids, at);
    }
    return words == 2
        ? findTwoWords(data, address, last, spans, from, count, ids, at)
        : findFourWords(data, address, last, spans, from, count, ids, at);
  }

  private int findEach(
      MemorySegment data,
      long base,
      long last,
      GrowableSegment spans,
      int from,
      int count,
      GrowableSegment ids,
      long at) {
    for (int i = from; i < count; i++) {
      long span = spans.getLong((long) i << 3);
      long start = Span.offset(span);
      int id = start > last ? NONE : find(data, base + start, Span.length(span));
      if (id == NONE) {
        return i;
      }
      DictionaryBuilder.putId(ids, at, i, id);
    }
    return count;
  }

  /**
   * Looks a value up.
   *
   * <p>A call for each value, and too long to be made part of a loop, on purpose: compiled loops
   * over segments are thrown away and made again as long as the process also meets segments of one
   * thread ({@code docs/decisions/0010-batches-are-written-raw.md}).
   *
   * @return its id, or {@link #NONE}
   */
  private int find(MemorySegment data, long start, int length) {
    GrowableSegment hot = lines;
    int shift = 64 - bits;
    long a = data.get(LONG_LE, start) & FIRST[length & 63];
    long b = data.get(LONG_LE, start + 8) & SECOND[length & 63];
    if (words == 2) {
      long line = Hashing.sum(a, b) >>> shift << TWO_WORDS_BITS;
      long known = hot.getLong(line);
      return unlike(hot, line, known, length, a, b) == 0 ? (int) known : NONE;
    }
    long c = data.get(LONG_LE, start + 16) & THIRD[length & 63];
    long d = data.get(LONG_LE, start + 24) & FOURTH[length & 63];
    long line = Hashing.sum(a, b, c, d) >>> shift << FOUR_WORDS_BITS;
    long known = hot.getLong(line);
    return unlike(hot, line, known, length, a, b, c, d) == 0 ? (int) known : NONE;
  }

  private int findTwoWords(
      MemorySegment data,
      long address,
      long last,
      GrowableSegment spans,
      int from,
      int count,
      GrowableSegment ids,
      long at) {
    GrowableSegment hot = lines;
    int shift = 64 - bits;
    for (int i = from; i < count; i++) {
      long span = spans.getLong((long) i << 3);
      int length = Span.length(span);
      long start = Span.offset(span);
      if (start > last) {
        return i;
      }
      long a = Raw.getLong(data, address, start) & FIRST[length & 63];
      long b = Raw.getLong(data, address, start + 8) & SECOND[length & 63];
      long line = Hashing.sum(a, b) >>> shift << TWO_WORDS_BITS;
      long known = hot.getLong(line);
      if (unlike(hot, line, known, length, a, b) != 0) {
        return i;
      }
      DictionaryBuilder.putId(ids, at, i, (int) known);
    }
    return count;
  }

  private int findFourWords(
      MemorySegment data,
      long address,
      long last,
      GrowableSegment spans,
      int from,
      int count,
      GrowableSegment ids,
      long at) {
    GrowableSegment hot = lines;
    int shift = 64 - bits;
    for (int i = from; i < count; i++) {
      long span = spans.getLong((long) i << 3);
      int length = Span.length(span);
      long start = Span.offset(span);
      if (start > last) {
        return i;
      }
      long a = Raw.getLong(data, address, start) & FIRST[length & 63];
      long b = Raw.getLong(data, address, start + 8) & SECOND[length & 63];
      long c = Raw.getLong(data, address, start + 16) & THIRD[length & 63];
      long d = Raw.getLong(data, address, start + 24) & FOURTH[length & 63];
      long line = Hashing.sum(a, b, c, d) >>> shift << FOUR_WORDS_BITS;
      long known = hot.getLong(line);
      if (unlike(hot, line, known, length, a, b, c, d) != 0) {
        return i;
      }
      DictionaryBuilder.putId(ids, at, i, (int) known);
    }
    return count;
  }

  /** 0 if a line, whose length and id are {@code known}, is the value's. */
  private static long unlike(
      GrowableSegment hot, long line, long known, int length, long a, long b) {
    return ((known >>> 32) ^ length) | (hot.getLong(line + 8) ^ a) | (hot.getLong(line + 16) ^ b);
  }

  private static long unlike(
      GrowableSegment hot, long line, long known, int length, long a, long b, long c, long d) {
    return unlike(hot, line, known, length, a, b)
        | (hot.getLong(line + 24) ^ c)
        | (hot.getLong(line + 32) ^ d);
  }

  /** Remembers an entry, if it is short; what stood in its line is displaced. */
  void put(MemorySegment data, long start, int length, int id) {
    if (length > LONGEST || bits == 0 || !takes(length)) {
      return;
    }
    long a = word(data, start, length, 0);
    long b = word(data, start, length, 8);
    long c = word(data, start, length, 16);
    long d = word(data, start, length, 24);
    long hash = Hashing.sum(a, b, c, d);
    long entry = Span.of(length, id);
    long known = lines.getLong(line(hash));
    if (known == entry) {
      return; // it was not looked for, being at the end of the data
    }
    if (known != EMPTY && bits < MAX_BITS) {
      begin(bits + 1, words);
    }
    if (bits > 0) {
      set(line(hash), entry, a, b, c, d);
    }
  }

  /** Whether lines have the words for a value of this length; makes them longer if they can be. */
  private boolean takes(int length) {
    int needed = length <= 16 ? 2 : 4;
    return needed <= words || begin(bits, needed);
  }

  private long line(long hash) {
    return hash >>> (64 - bits) << lineBits(words);
  }

  private void set(long line, long lengthAndId, long a, long b, long c, long d) {
    GrowableSegment hot = lines;
    hot.setLong(line, lengthAndId);
    hot.setLong(line + 8, a);
    hot.setLong(line + 16, b);
    if (words == 4) {
      hot.setLong(line + 24, c);
      hot.setLong(line + 32, d);
    }
  }

  private static long word(MemorySegment data, long start, int length, int from) {
    int bytes = Math.clamp(length - from, 0, 8);
    return bytes == 0 ? 0 : Words.load(data, start + from, bytes);
  }

  /** Forgets everything and gives the memory back. */
  void release() {
    lines.release();
    bits = 0;
    words = 0;
  }

  @Override
  public void close() {
    lines.close();
  }
}
