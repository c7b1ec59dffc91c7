package dev.intarsia.parquet.write;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * Smallest and largest of a page's numbers, left in two words: found by plain loops over the dense
 * values, which the compiler unrolls.
 *
 * <pre>
 *   0         8         16
 *   | minimum | maximum |
 * </pre>
 */
final class NumberExtremes implements AutoCloseable {
  static final long MIN = 0;
  static final long MAX = Long.BYTES;

  private final GrowableSegment words;
  private int nans;

  NumberExtremes(MemoryPool pool, String owner) {
    this.words = GrowableSegment.allocate(pool, owner, 2 * Long.BYTES);
  }

  /** Where the extremes are, each at the start of its word. */
  MemorySegment words() {
    if (words.capacity() == 0) {
      words.reserve(2 * Long.BYTES);
    }
    return words.segment();
  }

  /** How many of the floating-point values looked at last are NaN. */
  int nans() {
    return nans;
  }

  void booleans(MemorySegment plain, int count) {
    long trues = Bits.count(plain, 0, count);
    words().set(Layouts.BYTE, MIN, (byte) (trues == count ? 1 : 0));
    words().set(Layouts.BYTE, MAX, (byte) (trues > 0 ? 1 : 0));
  }

  /** A bias of the sign bit makes the order unsigned. */
  void ints(MemorySegment plain, int count, int bias) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      int value = plain.get(Layouts.INT_LE, (long) i * Integer.BYTES) ^ bias;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    words().set(Layouts.INT_LE, MIN, min ^ bias);
    words().set(Layouts.INT_LE, MAX, max ^ bias);
  }

  /** A bias of the sign bit makes the order unsigned. */
  void longs(MemorySegment plain, int count, long bias) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      long value = plain.get(Layouts.LONG_LE, (long) i * Long.BYTES) ^ bias;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    words().set(Layouts.LONG_LE, MIN, min ^ bias);
    words().set(Layouts.LONG_LE, MAX, max ^ bias);
  }

  void halves(MemorySegment plain, int count) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    nans = 0;
    for (int i = 0; i < count; i++) {
      float value = Float.float16ToFloat(plain.get(Layouts.SHORT_LE, (long) i * Short.BYTES));
      nans += Float.isNaN(value) ? 1 : 0;
      min = value < min ? value : min;
      max = value > max ? value : max;
    }
    putHalves(min, max);
  }

  /** The specification wants a zero minimum written as -0 and a zero maximum as +0. */
  void putHalves(float min, float max) {
    words().set(Layouts.SHORT_LE, MIN, Float.floatToFloat16(min == 0 ? -0f : min));
    words().set(Layouts.SHORT_LE, MAX, Float.floatToFloat16(max == 0 ? 0f : max));
  }

  void floats(MemorySegment plain, int count) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    int notNumbers = 0;
    for (int i = 0; i < count; i++) {
      float value = plain.get(Layouts.FLOAT_LE, (long) i * Float.BYTES);
      notNumbers += Float.isNaN(value) ? 1 : 0;
      min = value < min ? value : min;
      max = value > max ? value : max;
    }
    nans = notNumbers;
    putFloats(min, max);
  }

  /** As {@link #putHalves}. */
  void putFloats(float min, float max) {
    words().set(Layouts.FLOAT_LE, MIN, min == 0 ? -0f : min);
    words().set(Layouts.FLOAT_LE, MAX, max == 0 ? 0f : max);
  }

  void doubles(MemorySegment plain, int count) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    int notNumbers = 0;
    for (int i = 0; i < count; i++) {
      double value = plain.get(Layouts.DOUBLE_LE, (long) i * Double.BYTES);
      notNumbers += Double.isNaN(value) ? 1 : 0;
      min = value < min ? value : min;
      max = value > max ? value : max;
    }
    nans = notNumbers;
    putDoubles(min, max);
  }

  /** As {@link #putHalves}. */
  void putDoubles(double min, double max) {
    words().set(Layouts.DOUBLE_LE, MIN, min == 0 ? -0d : min);
    words().set(Layouts.DOUBLE_LE, MAX, max == 0 ? 0d : max);
  }

  @Override
  public void close() {
    words.close();
  }
}
