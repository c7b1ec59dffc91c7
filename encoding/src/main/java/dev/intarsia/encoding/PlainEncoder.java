package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Raw;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * PLAIN of {@code Encodings.md}: the present values of a column's range, appended densely.
 *
 * <pre>
 *   fixed width  | value 0 | value 1 | ...                little-endian, as the column holds them
 *   BOOLEAN      | 76543210 | fedcba98 | ...              one bit a value, LSB first, zero-padded
 *   BYTE_ARRAY   | u32 length | bytes | u32 length | ...
 * </pre>
 *
 * <p>Inputs are ranges in Arrow's layout. Where a validity bitmap is given, rows whose bit is 0 are
 * skipped and their slots never read. All methods append to {@code out}, keep no state and may be
 * called from any thread that owns the segments.
 */
public final class PlainEncoder {
  /** Values up to this length, a multiple of a step's, are copied by steps. */
  private static final int SHORT = 128;

  /** Bytes copied at a time. */
  private static final int STEP = 4 * Long.BYTES;

  private PlainEncoder() {}

  /**
   * Appends values of {@code width} bytes, all present.
   *
   * @param values the column's values
   * @param byteOffset where the first value starts
   * @param width bytes of a value
   * @param count number of values
   * @param out receives {@code count * width} bytes
   */
  public static void fixedWidth(
      MemorySegment values, long byteOffset, int width, int count, GrowableSegment out) {
    long bytes = (long) count * width;
    long at = out.reserve(bytes);
    MemorySegment.copy(values, byteOffset, out.segment(), at, bytes);
    out.commit(bytes);
  }

  /**
   * Appends the present ones of values of {@code width} bytes.
   *
   * @param values the column's values, one slot a row
   * @param byteOffset where the first row's slot starts
   * @param width bytes of a value
   * @param validity bit 1: present
   * @param bitOffset the first row's bit
   * @param count number of rows
   * @param out receives {@code width} bytes for each present row
   */
  public static void fixedWidth(
      MemorySegment values,
      long byteOffset,
      int width,
      MemorySegment validity,
      long bitOffset,
      int count,
      GrowableSegment out) {
    long present = Bits.count(validity, bitOffset, count);
    if (present == count) {
      fixedWidth(values, byteOffset, width, count, out);
      return;
    }
    long bytes = present * width;
    long at = out.reserve(bytes);
    compact(values, byteOffset, width, validity, bitOffset, count, out.segment(), at);
    out.commit(bytes);
  }

  /** Copies the present slots back to back. */
  static void compact(
      MemorySegment values,
      long byteOffset,
      int width,
      MemorySegment validity,
      long bitOffset,
      int count,
      MemorySegment out,
      long at) {
    long target = at;
    for (int row = 0; row < count; row += 64) {
      long word = Bits.word(validity, bitOffset + row, Math.min(64, count - row));
      long base = byteOffset + (long) row * width;
      if (word == -1L) {
        MemorySegment.copy(values, base, out, target, 64L * width);
      } else if (width == 8) {
        compactLongs(values, base, word, out, target);
      } else if (width == 4) {
        compactInts(values, base, word, out, target);
      } else {
        compactRuns(values, base, width, word, out, target);
      }
      target += (long) Long.bitCount(word) * width;
    }
  }

  private static void compactLongs(
      MemorySegment values, long base, long present, MemorySegment out, long at) {
    long target = at;
    for (long rest = present; rest != 0; rest &= rest - 1, target += 8) {
      long slot = base + ((long) Long.numberOfTrailingZeros(rest) << 3);
      out.set(LONG_LE, target, values.get(LONG_LE, slot));
    }
  }

  private static void compactInts(
      MemorySegment values, long base, long present, MemorySegment out, long at) {
    long target = at;
    for (long rest = present; rest != 0; rest &= rest - 1, target += 4) {
      long slot = base + ((long) Long.numberOfTrailingZeros(rest) << 2);
      out.set(INT_LE, target, values.get(INT_LE, slot));
    }
  }

  private static void compactRuns(
      MemorySegment values, long base, int width, long present, MemorySegment out, long at) {
    long target = at;
    long rest = present;
    while (rest != 0) {
      int first = Long.numberOfTrailingZeros(rest);
      int run = Long.numberOfTrailingZeros(~(rest >>> first));
      MemorySegment.copy(values, base + (long) first * width, out, target, (long) run * width);
      target += (long) run * width;
      // run is below 64 here: a full word never comes this way
      rest &= -1L << first << run;
    }
  }

  /**
   * Appends BOOLEAN values, all present.
   *
   * @param bits the column's bits, LSB first
   * @param bitOffset the first value's bit
   * @param count number of values
   * @param out holds {@code ceil(bitSize / 8)} bytes and receives the bits behind {@code bitSize}
   * @param bitSize values that {@code out} already holds
   * @return values that {@code out} holds now
   */
  public static long booleans(
      MemorySegment bits, long bitOffset, int count, GrowableSegment out, long bitSize) {
    long newSize = reserveBits(out, bitSize, count);
    MemorySegment target = out.segment();
    Bits.copy(bits, bitOffset, target, bitSize, count);
    padBits(target, newSize);
    return newSize;
  }

  /**
   * Appends the present ones of BOOLEAN values.
   *
   * @param bits the column's bits, LSB first, one slot a row
   * @param bitOffset the first row's bit
   * @param validity bit 1: present
   * @param validityOffset the first row's bit in {@code validity}
   * @param count number of rows
   * @param out holds {@code ceil(bitSize / 8)} bytes and receives the bits behind {@code bitSize}
   * @param bitSize values that {@code out} already holds
   * @return values that {@code out} holds now
   */
  public static long booleans(
      MemorySegment bits,
      long bitOffset,
      MemorySegment validity,
      long validityOffset,
      int count,
      GrowableSegment out,
      long bitSize) {
    long at = bitSize;
    for (int row = 0; row < count; row += 64) {
      int rows = Math.min(64, count - row);
      long present = Bits.word(validity, validityOffset + row, rows);
      long packed = Long.compress(Bits.word(bits, bitOffset + row, rows), present);
      at = appendBits(out, at, packed, Long.bitCount(present));
    }
    return at;
  }

  private static long appendBits(GrowableSegment out, long bitSize, long bits, int count) {
    if (count == 0) {
      return bitSize;
    }
    long newSize = reserveBits(out, bitSize, count);
    MemorySegment target = out.segment();
    int shift = (int) bitSize & 7;
    long at = bitSize >>> 3;
    long kept = shift == 0 ? 0 : Words.load(target, at, 1) & ((1L << shift) - 1);
    target.set(LONG_LE, at, kept | bits << shift);
    if (shift + count > 64) {
      target.set(LONG_LE, at + 8, bits >>> (64 - shift));
    }
    return newSize;
  }

  /** Commits the bytes for {@code count} more bits, with room for whole-word stores behind. */
  private static long reserveBits(GrowableSegment out, long bitSize, int count) {
    long newSize = bitSize + count;
    long bytes = Bits.ceilDiv(newSize, 8) - Bits.ceilDiv(bitSize, 8);
    out.reserve(bytes + 16);
    out.commit(bytes);
    return newSize;
  }

  private static void padBits(MemorySegment out, long bitSize) {
    int used = (int) bitSize & 7;
    if (used != 0) {
      Bits.fill(out, bitSize, 8 - used, false);
    }
  }

  /**
   * Appends BYTE_ARRAY values, all present.
   *
   * @param offsets {@code count + 1} little-endian int32 offsets into {@code data}
   * @param offsetsByteOffset where the first value's offset starts
   * @param data the bytes
   * @param address of the data, as {@link Raw} wants it, where that is memory that the engine
   *     holds; else 0
   * @param count number of values
   * @param out receives length and bytes of each value
   */
  public static void binary(
      MemorySegment offsets,
      long offsetsByteOffset,
      MemorySegment data,
      long address,
      int count,
      GrowableSegment out) {
    if (count == 0) {
      return;
    }
    int start = offsets.get(INT_LE, offsetsByteOffset);
    int end = offsets.get(INT_LE, offsetsByteOffset + 4L * count);
    long first = out.reserve((long) end - start + 4L * count);
    long bytes = data.byteSize();
    long at = first;
    for (int i = 1; i <= count; i++) {
      int next = offsets.get(INT_LE, offsetsByteOffset + ((long) i << 2));
      at = putBinary(data, address, start, next - start, bytes, out, at);
      start = next;
    }
    out.commit(at - first);
  }

  /**
   * Appends the present ones of BYTE_ARRAY values.
   *
   * @param offsets {@code count + 1} little-endian int32 offsets into {@code data}
   * @param offsetsByteOffset where the first row's offset starts
   * @param data the bytes; those of absent rows are not read
   * @param address of the data, as {@link Raw} wants it, where that is memory that the engine
   *     holds; else 0
   * @param validity bit 1: present
   * @param bitOffset the first row's bit
   * @param count number of rows
   * @param out receives length and bytes of each present row
   */
  public static void binary(
      MemorySegment offsets,
      long offsetsByteOffset,
      MemorySegment data,
      long address,
      MemorySegment validity,
      long bitOffset,
      int count,
      GrowableSegment out) {
    for (int row = 0; row < count; row += 64) {
      int rows = Math.min(64, count - row);
      long word = Bits.word(validity, bitOffset + row, rows);
      if (word != 0) {
        presentBinary(offsets, offsetsByteOffset + 4L * row, data, address, word, rows, out);
      }
    }
  }

  private static void presentBinary(
      MemorySegment offsets,
      long offsetsByteOffset,
      MemorySegment data,
      long address,
      long present,
      int rows,
      GrowableSegment out) {
    int spanned =
        offsets.get(INT_LE, offsetsByteOffset + 4L * rows) - offsets.get(INT_LE, offsetsByteOffset);
    long first = out.reserve(spanned + 4L * rows);
    long bytes = data.byteSize();
    long at = first;
    for (long rest = present; rest != 0; rest &= rest - 1) {
      long slot = offsetsByteOffset + ((long) Long.numberOfTrailingZeros(rest) << 2);
      int start = offsets.get(INT_LE, slot);
      int next = offsets.get(INT_LE, slot + 4);
      at = putBinary(data, address, start, next - start, bytes, out, at);
    }
    out.commit(at - first);
  }

  /**
   * Writes one value; short ones by steps, which overrun it by up to 31 bytes. Offsets may have
   * changed since the column was made, so each range is checked before it is reached by address.
   */
  private static long putBinary(
      MemorySegment data,
      long address,
      long start,
      int length,
      long bytes,
      GrowableSegment out,
      long at) {
    long target = at + 4;
    int last = length | (STEP - 1); // the last byte that whole steps might reach
    if (Integer.compareUnsigned(length, SHORT) <= 0
        && start >= 0
        && start + last < bytes
        && target + SHORT <= out.capacity()) {
      out.setInt(at, length);
      for (int i = 0; i < length; i += STEP) {
        out.setFourLongs(target + i, data, address, start + i);
      }
    } else {
      Objects.checkFromIndexSize(start, length, bytes);
      out.segment().set(INT_LE, at, length);
      Words.copy(data, start, out.segment(), target, length);
    }
    return target + length;
  }
}
