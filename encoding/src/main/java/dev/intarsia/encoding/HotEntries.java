package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * The short entries of a small dictionary of byte strings where one load finds them: a
 * direct-mapped cache in front of the table.
 *
 * <pre>
 *   line (64 bytes)  | length, id | word 0 | word 1 | word 2 | word 3 | unused |
 * </pre>
 *
 * <p>The value stands in the line itself, zero-extended to as many words as the longest entry
 * takes, so a lookup loads words, multiplies, and compares, with one branch that is nearly always
 * guessed right. There is no probing: an entry that another one displaced is looked up in the table
 * and takes its place again.
 */
final class HotEntries implements AutoCloseable {
  /** Longer values are not kept here. */
  static final int LONGEST = 32;

  /** A dictionary of more entries than this would not stay in the nearest cache. */
  static final int MOST = 1024;

  private static final int LINE_BITS = 6;
  private static final int INITIAL_BITS = 8;
  private static final int MAX_BITS = 12;

  /** Lines for each entry, so that few displace each other. */
  private static final int LINES_PER_ENTRY = 8;

  /** In place of length and id: a length that no value has. */
  private static final long EMPTY = -1L;

  /** Masks of each word of a value by its length; a length from 32 on takes all words whole. */
  private static final long[] FIRST = masks(0);

  private static final long[] SECOND = masks(1);
  private static final long[] THIRD = masks(2);
  private static final long[] FOURTH = masks(3);

  private final GrowableSegment lines;
  private int bits;
  private int words;

  HotEntries(MemoryPool pool, String owner) {
    lines = GrowableSegment.allocate(pool, owner, 0);
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
      empty(wanted);
    }
  }

  /** Begins anew with so many lines. If there is no memory for them, goes without any. */
  private void empty(int newBits) {
    bits = 0;
    lines.clear();
    long bytes = 1L << newBits << LINE_BITS;
    try {
      lines.reserve(bytes);
    } catch (MemoryLimitExceededException e) {
      release();
      return;
    }
    bits = newBits;
    MemorySegment segment = lines.segment();
    for (long at = 0; at < bytes; at += 1 << LINE_BITS) {
      segment.set(LONG_LE, at, EMPTY);
    }
  }

  /** Whether {@link #find} is worth a call. */
  boolean isOpen() {
    return words > 0;
  }

  /**
   * Looks a value up. Its first 32 bytes are loaded whatever its length.
   *
   * <p>A call for each value, and too long to be made part of a loop, on purpose: compiled loops
   * over segments are thrown away and made again as long as the process also meets segments of one
   * thread ({@code docs/decisions/0010-batches-are-written-raw.md}).
   *
   * @return its id, or -1 if it is not here
   */
  int find(MemorySegment data, long start, int length) {
    MemorySegment hot = lines.segment();
    int shift = 64 - bits;
    long a = data.get(LONG_LE, start) & FIRST[length & 63];
    if (words == 1) {
      long line = Hashing.ofWord(a) >>> shift << LINE_BITS;
      long known = hot.get(LONG_LE, line);
      boolean same = (((known >>> 32) ^ length) | unlike(hot, line + 8, a)) == 0;
      return same ? (int) known : -1;
    }
    long b = data.get(LONG_LE, start + 8) & SECOND[length & 63];
    if (words == 2) {
      long line = Hashing.ofWords(a, b) >>> shift << LINE_BITS;
      long known = hot.get(LONG_LE, line);
      long different =
          ((known >>> 32) ^ length) | unlike(hot, line + 8, a) | unlike(hot, line + 16, b);
      return different == 0 ? (int) known : -1;
    }
    long c = data.get(LONG_LE, start + 16) & THIRD[length & 63];
    long d = data.get(LONG_LE, start + 24) & FOURTH[length & 63];
    long line = Hashing.ofWords(a, b, c, d) >>> shift << LINE_BITS;
    long known = hot.get(LONG_LE, line);
    long different =
        ((known >>> 32) ^ length)
            | unlike(hot, line + 8, a)
            | unlike(hot, line + 16, b)
            | unlike(hot, line + 24, c)
            | unlike(hot, line + 32, d);
    return different == 0 ? (int) known : -1;
  }

  /** 0 if a word of a line is the value's. */
  private static long unlike(MemorySegment hot, long at, long word) {
    return hot.get(LONG_LE, at) ^ word;
  }

  /** Remembers an entry, if it is short; what stood in its line is displaced. */
  void put(MemorySegment data, long start, int length, int id) {
    if (length > LONGEST || bits == 0) {
      return;
    }
    widen(length);
    long a = word(data, start, length, 0);
    long b = word(data, start, length, 8);
    long c = word(data, start, length, 16);
    long d = word(data, start, length, 24);
    long hash = Hashing.ofWords(a, b, c, d);
    long line = (hash >>> (64 - bits)) << LINE_BITS;
    if (lines.segment().get(LONG_LE, line) != EMPTY && bits < MAX_BITS) {
      empty(bits + 1);
      if (bits == 0) {
        return;
      }
      line = (hash >>> (64 - bits)) << LINE_BITS;
    }
    MemorySegment hot = lines.segment();
    hot.set(LONG_LE, line, (long) length << 32 | id);
    hot.set(LONG_LE, line + 8, a);
    hot.set(LONG_LE, line + 16, b);
    hot.set(LONG_LE, line + 24, c);
    hot.set(LONG_LE, line + 32, d);
  }

  private void widen(int length) {
    int needed = length <= 8 ? 1 : length <= 16 ? 2 : 4;
    words = Math.max(words, needed);
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
