package dev.intarsia.parquet.read;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.parquet.LeafColumn;
import java.lang.foreign.MemorySegment;

/**
 * The entries of a nested column's pages, some at a time: a repetition and a definition level each.
 * An entry of repetition level 0 begins a row; one of the highest definition level has a value.
 */
final class EntryBlock implements AutoCloseable {
  private static final int BLOCK = 4096;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;

  private final boolean repeats;
  private final int maxDefinition;
  private final LevelDecoder repetitions;
  private final LevelDecoder definitions;

  /** Repetition levels, then definition levels: a block each. */
  private final GrowableSegment memory;

  /** The entries of the block that were not taken. */
  private int from;

  private int to;

  /** Entries of the page that are not in the block yet. */
  private int left;

  EntryBlock(LeafColumn leaf, MemoryPool pool) {
    repeats = leaf.maxRepetitionLevel() > 0;
    maxDefinition = leaf.maxDefinitionLevel();
    repetitions = new LevelDecoder("its repetition levels", leaf.maxRepetitionLevel());
    definitions = new LevelDecoder("its definition levels", maxDefinition);
    memory = GrowableSegment.allocate(pool, "column " + leaf.name() + ", levels", 0);
  }

  /** A page of so many entries is next; {@link #begin} shows its levels before they are needed. */
  void open(int count) {
    clear();
    left = count;
  }

  /** Forgets what is left. */
  void clear() {
    from = 0;
    to = 0;
    left = 0;
  }

  /** Goes to the levels of the page that was opened. */
  void begin(PageReader page) {
    if (repeats) {
      page.beginRepetition(repetitions);
    }
    if (maxDefinition > 0) {
      page.beginDefinition(definitions);
    }
  }

  /** Reads the next entries of the page, of which there are some, into the empty block. */
  void fill() {
    memory.reserve(2 * BLOCK + Long.BYTES);
    int count = Math.min(left, BLOCK);
    if (repeats) {
      repetitions.readLevels(memory.segment(), 0, count);
    }
    if (maxDefinition > 0) {
      definitions.readLevels(memory.segment(), BLOCK, count);
    }
    from = 0;
    to = count;
    left -= count;
  }

  /** Whether the block has no entries. */
  boolean isEmpty() {
    return from == to;
  }

  /** Whether the page has no further entries, in the block or not. */
  boolean isPageDone() {
    return from == to && left == 0;
  }

  /** Whether the next entry begins a row. */
  boolean startsRow() {
    return !repeats || memory.segment().get(Layouts.BYTE, from) == 0;
  }

  /** How many entries of the block come before that which begins one row more than these. */
  int upToRow(long rows) {
    if (!repeats) {
      return (int) Math.min(rows, to - from);
    }
    MemorySegment levels = memory.segment();
    long begun = 0;
    int at = from;
    while (at < to) {
      int zeros = Long.bitCount(zeros(levels, at));
      if (begun + zeros > rows) {
        break;
      }
      begun += zeros;
      at += Long.BYTES;
    }
    while (at < to && (levels.get(Layouts.BYTE, at) != 0 || ++begun <= rows)) {
      at++;
    }
    return Math.min(at, to) - from;
  }

  /** Which of the next eight levels, as far as they are of the block, are 0: a bit in each byte. */
  private long zeros(MemorySegment levels, int at) {
    long word = levels.get(Layouts.LONG_LE, at);
    return ~(word + ~HIGHS) & HIGHS & inBlock(at, to);
  }

  /** All bits of those of the next eight bytes that come before an end. */
  private static long inBlock(int at, int end) {
    return end - at >= Long.BYTES ? -1L : -1L >>> ((Long.BYTES - (end - at)) << 3);
  }

  /** How many rows the next entries begin. */
  int rows(int count) {
    if (!repeats) {
      return count;
    }
    MemorySegment levels = memory.segment();
    int rows = 0;
    for (int at = from; at < from + count; at += Long.BYTES) {
      long word = levels.get(Layouts.LONG_LE, at);
      rows += Long.bitCount(~(word + ~HIGHS) & HIGHS & inBlock(at, from + count));
    }
    return rows;
  }

  /** How many of the next entries have a value. */
  int present(int count) {
    if (maxDefinition == 0) {
      return count;
    }
    MemorySegment levels = memory.segment();
    long bias = (128 - maxDefinition) * ONES;
    int present = 0;
    for (int at = from; at < from + count; at += Long.BYTES) {
      long word = levels.get(Layouts.LONG_LE, (long) BLOCK + at);
      present += Long.bitCount(word + bias & HIGHS & inBlock(at, from + count));
    }
    return present;
  }

  /** Appends the next entries. */
  void appendTo(LeafLevels out, int count) {
    MemorySegment levels = memory.segment();
    out.append(levels, from, levels, (long) BLOCK + from, count);
  }

  /** Takes entries from the block. */
  void advance(int count) {
    from += count;
  }

  @Override
  public void close() {
    memory.close();
  }
}
