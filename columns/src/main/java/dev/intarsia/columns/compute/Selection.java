package dev.intarsia.columns.compute;

import dev.intarsia.columns.Column;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A set of rows out of the first {@code length()}, one bit a row. It is made once, filled for batch
 * after batch, and keeps its memory until closed. One thread at a time.
 */
public final class Selection implements AutoCloseable {
  /** Whole words, bits behind the last row zero. */
  private final GrowableSegment words;

  private int length;

  private Selection(GrowableSegment words) {
    this.words = words;
  }

  /**
   * A selection out of no rows.
   *
   * @param pool where its memory comes from: a bit for each row
   * @return the selection, to be closed by the caller
   */
  public static Selection allocate(MemoryPool pool) {
    return new Selection(GrowableSegment.allocate(pool, "selection", 0));
  }

  /**
   * Begins anew with none of so many rows selected.
   *
   * @param rows the length
   */
  public void reset(int rows) {
    resize(rows);
    words.segment().asSlice(0, bytes()).fill((byte) 0);
  }

  /** Makes room for so many rows; what is selected is undefined until all words are put. */
  void resize(int rows) {
    if (rows < 0) {
      throw new IllegalArgumentException(rows + " rows");
    }
    words.clear();
    length = rows;
    words.reserve(bytes());
    words.commit(bytes());
  }

  private long bytes() {
    return Bits.ceilDiv(length, Long.SIZE) * Long.BYTES;
  }

  /**
   * Out of how many rows.
   *
   * @return rows
   */
  public int length() {
    return length;
  }

  /**
   * How many are selected.
   *
   * @return 0 to {@code length()}
   */
  public int count() {
    return (int) Bits.count(words.segment(), 0, length);
  }

  /**
   * Whether a row is selected.
   *
   * @param row 0 to {@code length() - 1}
   * @return true if it is
   */
  public boolean contains(int row) {
    return Bits.get(words.segment(), Objects.checkIndex(row, length));
  }

  /**
   * Selects a row.
   *
   * @param row 0 to {@code length() - 1}
   */
  public void add(int row) {
    Bits.set(words.segment(), Objects.checkIndex(row, length));
  }

  /**
   * Selects a range of rows.
   *
   * @param from the first
   * @param count how many
   */
  public void addRange(int from, int count) {
    Objects.checkFromIndexSize(from, count, length);
    Bits.fill(words.segment(), from, count, true);
  }

  /**
   * Begins anew with the rows that the other selects.
   *
   * @param other any but this
   */
  public void set(Selection other) {
    set(other, 0, other.length);
  }

  /**
   * Begins anew with those that the other selects of a range of its rows, the first of which is
   * this one's first.
   *
   * @param other any but this
   * @param from the first row of the range
   * @param count how many rows
   */
  public void set(Selection other, int from, int count) {
    Objects.checkFromIndexSize(from, count, other.length);
    reset(count);
    Bits.copy(other.words.segment(), from, words.segment(), 0, count);
  }

  /**
   * The first selected row from one on.
   *
   * @param row 0 to {@code length()}
   * @return the row, or {@code length()} if there is none
   */
  public int nextSelected(int row) {
    return next(row, 0);
  }

  /**
   * The first row from one on that is not selected.
   *
   * @param row 0 to {@code length()}
   * @return the row, or {@code length()} if there is none
   */
  public int nextUnselected(int row) {
    return next(row, -1);
  }

  private int next(int row, long flip) {
    for (int at = row & -Long.SIZE; at < length; at += Long.SIZE) {
      long wanted = word(at) ^ flip;
      wanted &= at < row ? -1L << row : -1L;
      if (wanted != 0) {
        return Math.min(length, at + Long.numberOfTrailingZeros(wanted));
      }
    }
    return length;
  }

  /**
   * In how many pieces the selected rows lie.
   *
   * @return ranges of selected rows that do not touch
   */
  public int ranges() {
    int ranges = 0;
    long before = 0;
    for (int row = 0; row < length; row += Long.SIZE) {
      long word = word(row);
      ranges += Long.bitCount(word & ~((word << 1) | before));
      before = word >>> (Long.SIZE - 1);
    }
    return ranges;
  }

  /**
   * Whether no row is selected.
   *
   * @return true if none is
   */
  public boolean isEmpty() {
    for (int row = 0; row < length; row += Long.SIZE) {
      if (word(row) != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Drops the rows that are null in a column.
   *
   * @param column of equal length
   */
  public void andPresent(Column column) {
    ColumnReading source = readingOf(column);
    for (int row = 0; row < length; row += Long.SIZE) {
      putWord(row, word(row) & source.present(row));
    }
  }

  /**
   * Drops the rows that are not null in a column.
   *
   * @param column of equal length
   */
  public void andNull(Column column) {
    ColumnReading source = readingOf(column);
    for (int row = 0; row < length; row += Long.SIZE) {
      putWord(row, word(row) & ~source.present(row));
    }
  }

  private ColumnReading readingOf(Column column) {
    ColumnReading source = ColumnReading.of(column);
    requireLength(source.length);
    return source;
  }

  /** Selects exactly the rows that were not selected. */
  public void not() {
    Bitmaps.not(words.segment(), 0, length, words.segment());
  }

  /**
   * Drops the rows that the other does not select.
   *
   * @param other of equal length
   */
  public void and(Selection other) {
    MemorySegment bits = words.segment();
    Bitmaps.and(bits, 0, wordsOf(other), 0, length, bits);
  }

  /**
   * Adds the rows that the other selects.
   *
   * @param other of equal length
   */
  public void or(Selection other) {
    MemorySegment bits = words.segment();
    Bitmaps.or(bits, 0, wordsOf(other), 0, length, bits);
  }

  /**
   * Drops the rows that the other selects.
   *
   * @param other of equal length
   */
  public void andNot(Selection other) {
    MemorySegment bits = words.segment();
    Bitmaps.andNot(bits, 0, wordsOf(other), 0, length, bits);
  }

  private MemorySegment wordsOf(Selection other) {
    requireLength(other.length);
    return other.words.segment();
  }

  void requireLength(int rows) {
    if (rows != length) {
      throw new IllegalArgumentException(
          "a selection out of " + length + " rows does not go with " + rows);
    }
  }

  /**
   * Copies the bits.
   *
   * @param target receives {@code length()} bits; those beside them are kept
   * @param bitOffset where they start
   */
  public void copyTo(MemorySegment target, long bitOffset) {
    Bits.copy(words.segment(), 0, target, bitOffset, length);
  }

  /**
   * Lists the selected rows.
   *
   * @param target receives their numbers as int32, little-endian, rising
   * @param byteOffset where the first of them goes
   * @return how many there are
   */
  public int toRows(MemorySegment target, long byteOffset) {
    return Bitmaps.toRows(words.segment(), 0, length, target, byteOffset);
  }

  /**
   * Unpacks to a byte for each row: 1 or 0.
   *
   * @param target receives {@code length()} bytes
   * @param byteOffset where the first of them goes
   */
  public void toBytes(MemorySegment target, long byteOffset) {
    Bitmaps.toBytes(words.segment(), 0, length, target, byteOffset);
  }

  /**
   * Unpacks to eight bytes for each row: all ones or all zeros.
   *
   * @param target receives {@code length() * 8} bytes
   * @param byteOffset where the first of them goes
   */
  public void toLongs(MemorySegment target, long byteOffset) {
    Bitmaps.toLongs(words.segment(), 0, length, target, byteOffset);
  }

  /** The 64 rows from one on that is a multiple of 64. */
  long word(int row) {
    return words.segment().get(Layouts.LONG_LE, row >>> 3);
  }

  /** Sets the 64 rows from one on that is a multiple of 64; bits behind the last are zero. */
  void putWord(int row, long word) {
    words.segment().set(Layouts.LONG_LE, row >>> 3, word);
  }

  /**
   * The bits, for the engine.
   *
   * @return whole words from the start on, bits behind the last row zero
   */
  @SuppressWarnings("exports") // only the engine has growable segments
  public GrowableSegment words() {
    return words;
  }

  /**
   * Gives the memory back.
   *
   * @throws IllegalStateException if closed before
   */
  @Override
  public void close() {
    words.close();
  }

  @Override
  public String toString() {
    return "Selection[out of " + length + " rows]";
  }
}
