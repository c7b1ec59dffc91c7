package dev.intarsia.parquet.write;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.encoding.DictionaryBuilder;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * Minimum and maximum of one page's values: ranges of the very buffer that holds the values where
 * they are bytes, of two words where they are numbers. Valid until the next page.
 */
final class PageBounds implements AutoCloseable {
  private final ValueOrder order;
  private final boolean prefixed;
  private final int width;
  private final NumberExtremes numbers;
  private final UsedEntries used;
  private final Extremes extremes;
  private long nans;

  PageBounds(Field field, ValueOrder order, MemoryPool pool, String owner) {
    this.order = order;
    this.prefixed = field.physicalType() == PhysicalType.BYTE_ARRAY;
    this.width = prefixed ? 0 : field.width();
    this.numbers = new NumberExtremes(pool, owner);
    this.used = new UsedEntries(pool, owner);
    this.extremes = new Extremes(order);
  }

  /** Where the minimum and the maximum are, if there are any. */
  Extremes extremes() {
    return extremes;
  }

  /** Values that are NaN, -1 where the type knows none. */
  long nans() {
    return nans;
  }

  private void begin(MemorySegment values) {
    extremes.begin(values);
    nans = order.hasNan() ? 0 : -1;
  }

  /** Looks at {@code count} values in PLAIN form. */
  void ofPlain(GrowableSegment values, int count) {
    MemorySegment plain = values.segment();
    begin(plain);
    if (count == 0) {
      return;
    }
    switch (order) {
      case BOOLEAN -> numbers.booleans(plain, count);
      case INT32 -> numbers.ints(plain, count, 0);
      case UNSIGNED_INT32 -> numbers.ints(plain, count, Integer.MIN_VALUE);
      case INT64 -> numbers.longs(plain, count, 0);
      case UNSIGNED_INT64 -> numbers.longs(plain, count, Long.MIN_VALUE);
      case FLOAT16 -> numbers.halves(plain, count);
      case FLOAT -> numbers.floats(plain, count);
      case DOUBLE -> numbers.doubles(plain, count);
      case BYTES, SIGNED_BYTES -> considerAll(plain, values.size());
      case UNDEFINED -> {}
    }
    if (order.hasNan()) {
      nans = numbers.nans();
    }
    if (isNumber() && nans < count) {
      extremes.set(numbers.words(), NumberExtremes.MIN, NumberExtremes.MAX, Math.max(width, 1));
    }
  }

  private boolean isNumber() {
    return switch (order) {
      case BOOLEAN, INT32, UNSIGNED_INT32, INT64, UNSIGNED_INT64, FLOAT16, FLOAT, DOUBLE -> true;
      case BYTES, SIGNED_BYTES, UNDEFINED -> false;
    };
  }

  private void considerAll(MemorySegment plain, long bytes) {
    long position = 0;
    while (position < bytes) {
      int length = prefixed ? plain.get(Layouts.INT_LE, position) : width;
      long offset = prefixed ? position + Integer.BYTES : position;
      extremes.consider(offset, length);
      position = offset + length;
    }
  }

  /** Looks once at each dictionary entry that a page uses. */
  void ofDictionary(DictionaryBuilder dictionary, GrowableSegment pageIds, int count) {
    begin(dictionary.plain());
    if (count == 0 || order == ValueOrder.UNDEFINED) {
      return;
    }
    used.mark(pageIds, count, dictionary.size());
    boolean anyNan = false;
    for (int id = used.next(0); id >= 0; id = used.next(id + 1)) {
      long offset = dictionary.offset(id);
      if (isNan(offset)) {
        anyNan = true;
      } else {
        extremes.consider(offset, dictionary.length(id));
      }
    }
    if (anyNan) {
      countNans(dictionary, pageIds, count);
    }
    if (extremes.present() && order.hasNan()) {
      normaliseZeros(extremes.segment(), extremes.minOffset(), extremes.maxOffset());
    }
  }

  private void countNans(DictionaryBuilder dictionary, GrowableSegment ids, int count) {
    for (int i = 0; i < count; i++) {
      int id = ids.getInt((long) i * Integer.BYTES);
      nans += isNan(dictionary.offset(id)) ? 1 : 0;
    }
  }

  private boolean isNan(long offset) {
    return order.hasNan() && Double.isNaN(number(extremes.segment(), offset));
  }

  private double number(MemorySegment values, long offset) {
    return switch (order) {
      case FLOAT16 -> Float.float16ToFloat(values.get(Layouts.SHORT_LE, offset));
      case FLOAT -> values.get(Layouts.FLOAT_LE, offset);
      default -> values.get(Layouts.DOUBLE_LE, offset);
    };
  }

  private void normaliseZeros(MemorySegment values, long minOffset, long maxOffset) {
    double min = number(values, minOffset);
    double max = number(values, maxOffset);
    switch (order) {
      case FLOAT16 -> numbers.putHalves((float) min, (float) max);
      case FLOAT -> numbers.putFloats((float) min, (float) max);
      default -> numbers.putDoubles(min, max);
    }
    extremes.set(numbers.words(), NumberExtremes.MIN, NumberExtremes.MAX, width);
  }

  /** Gives the memory back that grows with the dictionary. */
  void release() {
    used.release();
  }

  @Override
  public void close() {
    try (numbers) {
      used.close();
    }
  }
}
