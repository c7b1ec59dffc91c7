package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/**
 * Looks ids up in a dictionary.
 *
 * <p>The ids of a call are checked against the dictionary's size in one go, before any is looked
 * up. All methods keep no state, allocate nothing but their exceptions, and may be called from any
 * thread that owns the segments.
 */
public final class Gather {
  /** What may be read behind the bytes of a dictionary, and written behind those of the values. */
  public static final int SLACK = 32;

  private Gather() {}

  /**
   * Checks that ids are below a dictionary's size. The methods below rely on it.
   *
   * @param ids little-endian int32 ids
   * @param idsAt where the first starts
   * @param count how many
   * @param size entries of the dictionary
   * @param label what is read, for messages
   * @throws CorruptDataException naming the first that is not
   */
  public static void checkIds(MemorySegment ids, long idsAt, int count, int size, String label) {
    int last = size - 1;
    int bad = 0;
    for (int i = 0; i < count; i++) {
      int id = ids.get(INT_LE, idsAt + ((long) i << 2));
      bad |= id | last - id;
    }
    if (bad < 0) {
      throw outside(ids, idsAt, count, size, label);
    }
  }

  private static CorruptDataException outside(
      MemorySegment ids, long idsAt, int count, int size, String label) {
    int i = 0;
    while (i < count - 1 && Integer.compareUnsigned(ids.get(INT_LE, idsAt + 4L * i), size) < 0) {
      i++;
    }
    int id = ids.get(INT_LE, idsAt + 4L * i);
    return new CorruptDataException(
        label, i, "id %s of a dictionary of %d".formatted(Integer.toUnsignedString(id), size));
  }

  /**
   * Looks up values of one width.
   *
   * @param values the dictionary, value after value
   * @param valuesAt where it starts
   * @param size entries of the dictionary
   * @param width bytes of a value
   * @param ids little-endian int32 ids
   * @param idsAt where the first starts
   * @param count how many
   * @param out receives {@code count * width} bytes
   * @param outOffset where they go
   * @param label what is read, for messages
   * @throws CorruptDataException if an id is not below {@code size}
   */
  public static void fixedWidth(
      MemorySegment values,
      long valuesAt,
      int size,
      int width,
      MemorySegment ids,
      long idsAt,
      int count,
      MemorySegment out,
      long outOffset,
      String label) {
    checkIds(ids, idsAt, count, size, label);
    switch (width) {
      case 4 -> ints(values, valuesAt, ids, idsAt, count, out, outOffset);
      case 8 -> longs(values, valuesAt, ids, idsAt, count, out, outOffset);
      default -> others(values, valuesAt, width, ids, idsAt, count, out, outOffset);
    }
  }

  private static void ints(
      MemorySegment values,
      long valuesAt,
      MemorySegment ids,
      long idsAt,
      int count,
      MemorySegment out,
      long outOffset) {
    for (int i = 0; i < count; i++) {
      long id = ids.get(INT_LE, idsAt + ((long) i << 2));
      out.set(INT_LE, outOffset + ((long) i << 2), values.get(INT_LE, valuesAt + (id << 2)));
    }
  }

  private static void longs(
      MemorySegment values,
      long valuesAt,
      MemorySegment ids,
      long idsAt,
      int count,
      MemorySegment out,
      long outOffset) {
    for (int i = 0; i < count; i++) {
      long id = ids.get(INT_LE, idsAt + ((long) i << 2));
      out.set(LONG_LE, outOffset + ((long) i << 3), values.get(LONG_LE, valuesAt + (id << 3)));
    }
  }

  private static void others(
      MemorySegment values,
      long valuesAt,
      int width,
      MemorySegment ids,
      long idsAt,
      int count,
      MemorySegment out,
      long outOffset) {
    long target = outOffset;
    for (int i = 0; i < count; i++, target += width) {
      long id = ids.get(INT_LE, idsAt + ((long) i << 2));
      Words.copy(values, valuesAt + id * width, out, target, width);
    }
  }

  /**
   * Looks up byte strings. Short ones are copied by words that overrun them, without a branch for
   * their length; what lies behind them in {@code outData} is undefined.
   *
   * @param offsets {@code size + 1} int32 offsets into {@code data}, checked when the dictionary
   *     was read
   * @param offsetsAt where they start
   * @param size entries of the dictionary
   * @param longest bytes of its longest entry
   * @param data the bytes of the dictionary, and {@link #SLACK} more
   * @param ids little-endian int32 ids
   * @param idsAt where the first starts
   * @param count how many
   * @param outOffsets receives {@code count + 1} int32 offsets into {@code outData}; the first is
   *     its size before
   * @param outOffsetsAt where they go
   * @param outData receives the bytes behind those it has
   * @param label what is read, for messages
   * @throws CorruptDataException if an id is not below {@code size}
   * @throws OffsetOverflowException if {@code outData} would get longer than int32 offsets reach
   */
  public static void binary(
      MemorySegment offsets,
      long offsetsAt,
      int size,
      int longest,
      MemorySegment data,
      MemorySegment ids,
      long idsAt,
      int count,
      MemorySegment outOffsets,
      long outOffsetsAt,
      GrowableSegment outData,
      String label) {
    checkIds(ids, idsAt, count, size, label);
    long base = outData.size();
    outOffsets.set(INT_LE, outOffsetsAt, (int) base);
    long bytes = (long) count * longest;
    if (longest > SLACK) {
      bytes = spans(offsets, offsetsAt, ids, idsAt, count);
      OffsetOverflowException.check(base + bytes);
    }
    outData.reserve(bytes + SLACK);
    long end;
    if (longest <= 8) {
      end = oneWord(offsets, offsetsAt, data, ids, idsAt, count, outOffsets, outOffsetsAt, outData);
    } else if (longest <= 16) {
      end =
          twoWords(offsets, offsetsAt, data, ids, idsAt, count, outOffsets, outOffsetsAt, outData);
    } else {
      end =
          fourWords(offsets, offsetsAt, data, ids, idsAt, count, outOffsets, outOffsetsAt, outData);
    }
    OffsetOverflowException.check(end);
    outData.commit(end - base);
  }

  /** The bytes of all values. */
  private static long spans(
      MemorySegment offsets, long offsetsAt, MemorySegment ids, long idsAt, int count) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      long id = ids.get(INT_LE, idsAt + ((long) i << 2));
      long span = offsets.get(LONG_LE, offsetsAt + (id << 2));
      bytes += (span >>> 32) - (int) span;
    }
    return bytes;
  }

  // An offset and the next one are loaded as one word: where a value starts and where it ends.

  private static long oneWord(
      MemorySegment offsets,
      long offsetsAt,
      MemorySegment data,
      MemorySegment ids,
      long idsAt,
      int count,
      MemorySegment outOffsets,
      long outOffsetsAt,
      GrowableSegment outData) {
    MemorySegment out = outData.segment();
    long at = outData.size();
    for (int i = 0; i < count; i++) {
      long id = ids.get(INT_LE, idsAt + ((long) i << 2));
      long span = offsets.get(LONG_LE, offsetsAt + (id << 2));
      long start = (int) span;
      out.set(LONG_LE, at, data.get(LONG_LE, start));
      at += (span >>> 32) - start;
      outOffsets.set(INT_LE, outOffsetsAt + 4 + ((long) i << 2), (int) at);
    }
    return at;
  }

  private static long twoWords(
      MemorySegment offsets,
      long offsetsAt,
      MemorySegment data,
      MemorySegment ids,
      long idsAt,
      int count,
      MemorySegment outOffsets,
      long outOffsetsAt,
      GrowableSegment outData) {
    MemorySegment out = outData.segment();
    long at = outData.size();
    for (int i = 0; i < count; i++) {
      long id = ids.get(INT_LE, idsAt + ((long) i << 2));
      long span = offsets.get(LONG_LE, offsetsAt + (id << 2));
      long start = (int) span;
      out.set(LONG_LE, at, data.get(LONG_LE, start));
      out.set(LONG_LE, at + 8, data.get(LONG_LE, start + 8));
      at += (span >>> 32) - start;
      outOffsets.set(INT_LE, outOffsetsAt + 4 + ((long) i << 2), (int) at);
    }
    return at;
  }

  private static long fourWords(
      MemorySegment offsets,
      long offsetsAt,
      MemorySegment data,
      MemorySegment ids,
      long idsAt,
      int count,
      MemorySegment outOffsets,
      long outOffsetsAt,
      GrowableSegment outData) {
    MemorySegment out = outData.segment();
    long at = outData.size();
    for (int i = 0; i < count; i++) {
      long id = ids.get(INT_LE, idsAt + ((long) i << 2));
      long span = offsets.get(LONG_LE, offsetsAt + (id << 2));
      long start = (int) span;
      long length = (span >>> 32) - start;
      out.set(LONG_LE, at, data.get(LONG_LE, start));
      out.set(LONG_LE, at + 8, data.get(LONG_LE, start + 8));
      out.set(LONG_LE, at + 16, data.get(LONG_LE, start + 16));
      out.set(LONG_LE, at + 24, data.get(LONG_LE, start + 24));
      if (length > SLACK) {
        MemorySegment.copy(data, start + SLACK, out, at + SLACK, length - SLACK);
      }
      at += length;
      outOffsets.set(INT_LE, outOffsetsAt + 4 + ((long) i << 2), (int) at);
    }
    return at;
  }
}
