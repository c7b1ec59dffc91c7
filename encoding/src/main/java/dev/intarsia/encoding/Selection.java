package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;

import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * Takes the rows that a bitmap selects out of a column in Arrow's layout, back to back.
 *
 * <pre>
 *   selection  1 0 0 1 1 0 1       (row 0 to the left)
 *   rows       a b c d e f g
 *   taken      a d e g
 * </pre>
 *
 * <p>Source and target are different memory. All methods keep no state, allocate nothing and may be
 * called from any thread that owns the segments.
 */
public final class Selection {
  private Selection() {}

  /**
   * Lists the selected rows.
   *
   * @param selection bit 1: selected
   * @param selectionBit the first row's bit
   * @param count how many rows
   * @param out receives their numbers as int32, counted from the first row
   * @param outOffset where the first goes
   * @return how many
   */
  public static int rows(
      MemorySegment selection, long selectionBit, int count, MemorySegment out, long outOffset) {
    long target = outOffset;
    for (int row = 0; row < count; row += 64) {
      long word = Bits.word(selection, selectionBit + row, Math.min(64, count - row));
      for (long rest = word; rest != 0; rest &= rest - 1, target += 4) {
        out.set(INT_LE, target, row + Long.numberOfTrailingZeros(rest));
      }
    }
    return (int) ((target - outOffset) >>> 2);
  }

  /**
   * Takes values of one width.
   *
   * @param values a slot per row
   * @param at where the first row's slot starts
   * @param width bytes of a value
   * @param selection bit 1: selected
   * @param selectionBit the first row's bit
   * @param count how many rows
   * @param out receives {@code width} bytes for each selected row
   * @param outOffset where they go
   */
  public static void fixedWidth(
      MemorySegment values,
      long at,
      int width,
      MemorySegment selection,
      long selectionBit,
      int count,
      MemorySegment out,
      long outOffset) {
    PlainEncoder.compact(values, at, width, selection, selectionBit, count, out, outOffset);
  }

  /**
   * Takes bits: BOOLEAN values, or validity.
   *
   * @param bits a bit per row
   * @param firstBit the first row's
   * @param selection bit 1: selected
   * @param selectionBit the first row's bit
   * @param count how many rows
   * @param out receives a bit for each selected row; bits beside them are kept
   * @param outBit where the first goes
   * @return how many of the bits taken are 1
   */
  public static int bits(
      MemorySegment bits,
      long firstBit,
      MemorySegment selection,
      long selectionBit,
      int count,
      MemorySegment out,
      long outBit) {
    long target = outBit;
    int ones = 0;
    for (int row = 0; row < count; row += 64) {
      int rows = Math.min(64, count - row);
      long selected = Bits.word(selection, selectionBit + row, rows);
      long taken = Long.compress(Bits.word(bits, firstBit + row, rows), selected);
      int length = Long.bitCount(selected);
      Spread.putBits(out, target, length, taken);
      ones += Long.bitCount(taken);
      target += length;
    }
    return ones;
  }

  /**
   * Takes byte strings.
   *
   * @param offsets an int32 offset into {@code data} per row, and one more
   * @param at where the first row's offset starts
   * @param data the bytes
   * @param selection bit 1: selected
   * @param selectionBit the first row's bit
   * @param count how many rows
   * @param outOffsets receives an int32 offset into {@code outData} for each selected row and one
   *     more; the first is its size before
   * @param outOffsetsAt where they go
   * @param outData receives the bytes behind those it has
   * @throws OffsetOverflowException if {@code outData} would get longer than int32 offsets reach
   */
  public static void binary(
      MemorySegment offsets,
      long at,
      MemorySegment data,
      MemorySegment selection,
      long selectionBit,
      int count,
      MemorySegment outOffsets,
      long outOffsetsAt,
      GrowableSegment outData) {
    long target = outOffsetsAt + 4;
    outOffsets.set(INT_LE, outOffsetsAt, (int) outData.size());
    for (int row = 0; row < count; row += 64) {
      long word = Bits.word(selection, selectionBit + row, Math.min(64, count - row));
      if (word != 0) {
        takeBinaries(offsets, at + 4L * row, data, word, outOffsets, target, outData);
        target += 4L * Long.bitCount(word);
      }
    }
  }

  /** Takes up to 64 rows; runs of selected ones are copied at once. */
  private static void takeBinaries(
      MemorySegment offsets,
      long at,
      MemorySegment data,
      long selected,
      MemorySegment outOffsets,
      long outOffsetsAt,
      GrowableSegment outData) {
    long target = outOffsetsAt;
    long lastWord = data.byteSize() - 8;
    long rest = selected;
    while (rest != 0) {
      int first = Long.numberOfTrailingZeros(rest);
      int run = Long.numberOfTrailingZeros(~(rest >>> first));
      int start = offsets.get(INT_LE, at + 4L * first);
      int bytes = offsets.get(INT_LE, at + 4L * (first + run)) - start;
      OffsetOverflowException.check(outData.size() + bytes);
      long to = outData.reserve(bytes + 8L);
      int moved = (int) to - start;
      for (int i = 1; i <= run; i++, target += 4) {
        outOffsets.set(INT_LE, target, offsets.get(INT_LE, at + 4L * (first + i)) + moved);
      }
      Words.copyRoughly(data, start, lastWord, outData.segment(), to, bytes);
      outData.commit(bytes);
      rest = first + run == 64 ? 0 : rest & (-1L << (first + run));
    }
  }
}
