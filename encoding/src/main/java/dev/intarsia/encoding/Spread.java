package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;

/**
 * Moves the present values of a page from where they were decoded, back to back, to the slots of
 * their rows; the slots of the other rows become zeros.
 *
 * <pre>
 *   validity  1 0 0 1 1 0 1       (row 0 to the left)
 *   dense     a b c d . . .
 *   slots     a 0 0 b c 0 d
 * </pre>
 *
 * <p>Works in place and back to front, so no value is overwritten before it is moved, and stops
 * where all rows before are present. All methods keep no state, allocate nothing and may be called
 * from any thread that owns the segments.
 */
public final class Spread {
  private Spread() {}

  /**
   * Moves values of one width.
   *
   * @param values room for a value per row; the present ones are at its start
   * @param at where the first slot starts
   * @param width bytes of a value
   * @param validity bit 1: present
   * @param validityBit the first row's bit
   * @param count how many rows
   * @param present how many of their bits are 1
   */
  public static void fixedWidth(
      MemorySegment values,
      long at,
      int width,
      MemorySegment validity,
      long validityBit,
      int count,
      int present) {
    int rows = count;
    int dense = present;
    while (dense < rows) {
      int first = (rows - 1) & -64;
      long word = Bits.word(validity, validityBit + first, rows - first);
      int moved = Long.bitCount(word);
      dense -= moved;
      if (moved == 0) {
        values.asSlice(at + (long) first * width, (long) (rows - first) * width).fill((byte) 0);
      } else if (moved == rows - first) {
        MemorySegment.copy(
            values,
            at + (long) dense * width,
            values,
            at + (long) first * width,
            (long) moved * width);
      } else if (width == 8) {
        longs(values, at, word, first, rows, dense + moved);
      } else if (width == 4) {
        ints(values, at, word, first, rows, dense + moved);
      } else {
        others(values, at, width, word, first, rows, dense + moved);
      }
      rows = first;
    }
  }

  /** A row that is not present takes whatever value is next, masked to zero. */
  private static void longs(
      MemorySegment values, long at, long word, int first, int rows, int dense) {
    long source = dense;
    for (int row = rows - 1; row >= first; row--) {
      long bit = word >>> row & 1;
      source -= bit;
      long value = values.get(LONG_LE, at + (source << 3)) & -bit;
      values.set(LONG_LE, at + ((long) row << 3), value);
    }
  }

  private static void ints(
      MemorySegment values, long at, long word, int first, int rows, int dense) {
    long source = dense;
    for (int row = rows - 1; row >= first; row--) {
      long bit = word >>> row & 1;
      source -= bit;
      int value = values.get(INT_LE, at + (source << 2)) & (int) -bit;
      values.set(INT_LE, at + ((long) row << 2), value);
    }
  }

  private static void others(
      MemorySegment values, long at, int width, long word, int first, int rows, int dense) {
    long source = at + (long) dense * width;
    for (int row = rows - 1; row >= first; row--) {
      long slot = at + (long) row * width;
      if ((word >>> row & 1) == 0) {
        values.asSlice(slot, width).fill((byte) 0);
      } else {
        source -= width;
        MemorySegment.copy(values, source, values, slot, width);
      }
    }
  }

  /**
   * Moves BOOLEAN values.
   *
   * @param values room for a bit per row; the present ones are at its start
   * @param firstBit the first slot's bit; the bits before and behind the slots are kept
   * @param validity bit 1: present
   * @param validityBit the first row's bit
   * @param count how many rows
   * @param present how many of their bits are 1
   */
  public static void bits(
      MemorySegment values,
      long firstBit,
      MemorySegment validity,
      long validityBit,
      int count,
      int present) {
    int rows = count;
    int dense = present;
    while (dense < rows) {
      int first = (rows - 1) & -64;
      long word = Bits.word(validity, validityBit + first, rows - first);
      int moved = Long.bitCount(word);
      dense -= moved;
      long packed = Bits.word(values, firstBit + dense, moved);
      putBits(values, firstBit + first, rows - first, Long.expand(packed, word));
      rows = first;
    }
  }

  /** Stores up to 64 bits and keeps those beside them. */
  static void putBits(MemorySegment out, long firstBit, int count, long bits) {
    long rest = bits;
    long bit = firstBit;
    int left = count;
    while (left > 0) {
      int shift = (int) bit & 7;
      int taken = Math.min(left, 8 - shift);
      int mask = (0xFF >>> (8 - taken)) << shift;
      int kept = out.get(BYTE, bit >>> 3) & ~mask;
      out.set(BYTE, bit >>> 3, (byte) (kept | ((int) (rest << shift) & mask)));
      rest >>>= taken;
      bit += taken;
      left -= taken;
    }
  }

  /**
   * Makes offsets of rows from offsets of present values; a row that is not present is empty.
   *
   * @param offsets room for an int32 offset per row and one more; those of the present values, one
   *     more than they are, are at its start
   * @param at where the first offset starts
   * @param validity bit 1: present
   * @param validityBit the first row's bit
   * @param count how many rows
   * @param present how many of their bits are 1
   */
  public static void offsets(
      MemorySegment offsets,
      long at,
      MemorySegment validity,
      long validityBit,
      int count,
      int present) {
    int rows = count;
    long dense = present;
    while (dense < rows) {
      int first = (rows - 1) & -64;
      long word = Bits.word(validity, validityBit + first, rows - first);
      // a row ends where the last present value up to it ends
      for (int row = rows - 1; row >= first; row--) {
        int end = offsets.get(INT_LE, at + (dense << 2));
        offsets.set(INT_LE, at + 4 + ((long) row << 2), end);
        dense -= word >>> row & 1;
      }
      rows = first;
    }
  }
}
