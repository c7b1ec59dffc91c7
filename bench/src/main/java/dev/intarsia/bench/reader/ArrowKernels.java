package dev.intarsia.bench.reader;

import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * Folds of columns in Arrow's layout, wherever they lie: the same loops for whoever made the
 * columns. Addresses are those of the first row; nothing is checked. A bitmap's address is that of
 * the byte which has the first row's bit, {@code bit} the number of that bit.
 */
final class ArrowKernels {
  @SuppressWarnings("restricted") // to look at what Arrow C++ allocated
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private ArrowKernels() {}

  static long longs(long values, int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += MEMORY.get(Layouts.LONG_LE, values + ((long) i << 3));
    }
    return sum;
  }

  static long ints(long values, int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += MEMORY.get(Layouts.INT_LE, values + ((long) i << 2));
    }
    return sum;
  }

  static double doubles(long values, int rows) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += MEMORY.get(Layouts.DOUBLE_LE, values + ((long) i << 3));
    }
    return sum;
  }

  static long booleans(long bits, long bit, int rows) {
    return Bits.count(MEMORY, (bits << 3) + bit, rows);
  }

  /** The lengths of texts. */
  static long texts(long offsets, int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += length(offsets + ((long) i << 2));
    }
    return sum;
  }

  private static int length(long offset) {
    return MEMORY.get(Layouts.INT_LE, offset + Integer.BYTES) - MEMORY.get(Layouts.INT_LE, offset);
  }

  /** The presence of up to 64 rows. */
  private static long present(long bitmap, long bit, int from, int rows) {
    return Bits.word(MEMORY, (bitmap << 3) + bit + from, Math.min(Long.SIZE, rows - from));
  }

  static long longs(long values, int rows, long bitmap, long bit) {
    long sum = 0;
    for (int from = 0; from < rows; from += Long.SIZE) {
      long first = values + ((long) from << 3);
      for (long left = present(bitmap, bit, from, rows); left != 0; left &= left - 1) {
        sum += MEMORY.get(Layouts.LONG_LE, first + (slot(left) << 3));
      }
    }
    return sum;
  }

  static long ints(long values, int rows, long bitmap, long bit) {
    long sum = 0;
    for (int from = 0; from < rows; from += Long.SIZE) {
      long first = values + ((long) from << 2);
      for (long left = present(bitmap, bit, from, rows); left != 0; left &= left - 1) {
        sum += MEMORY.get(Layouts.INT_LE, first + (slot(left) << 2));
      }
    }
    return sum;
  }

  static double doubles(long values, int rows, long bitmap, long bit) {
    double sum = 0;
    for (int from = 0; from < rows; from += Long.SIZE) {
      long first = values + ((long) from << 3);
      for (long left = present(bitmap, bit, from, rows); left != 0; left &= left - 1) {
        sum += MEMORY.get(Layouts.DOUBLE_LE, first + (slot(left) << 3));
      }
    }
    return sum;
  }

  static long booleans(long bits, long bit, int rows, long bitmap, long bitmapBit) {
    long sum = 0;
    for (int from = 0; from < rows; from += Long.SIZE) {
      sum += Long.bitCount(present(bits, bit, from, rows) & present(bitmap, bitmapBit, from, rows));
    }
    return sum;
  }

  static long texts(long offsets, int rows, long bitmap, long bit) {
    long sum = 0;
    for (int from = 0; from < rows; from += Long.SIZE) {
      long first = offsets + ((long) from << 2);
      for (long left = present(bitmap, bit, from, rows); left != 0; left &= left - 1) {
        sum += length(first + (slot(left) << 2));
      }
    }
    return sum;
  }

  /** The first row that is left of 64. */
  private static long slot(long left) {
    return Long.numberOfTrailingZeros(left);
  }
}
