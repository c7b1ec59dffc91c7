package dev.intarsia.parquet.write;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.encoding.DictionaryBuilder;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.parquet.format.ValueOrder;
import java.lang.foreign.MemorySegment;

/**
 * Minimum and maximum of one page's values: ranges of the very buffer that holds the values where
 * they are bytes, of a scratch of two words where they are numbers. Valid until the next page.
 */
final class PageBounds implements AutoCloseable {
  private final ValueOrder order;
  private final boolean prefixed;
  private final int width;
  private final GrowableSegment scratch;
  private final GrowableSegment marks;
  private int epoch;

  private MemorySegment segment = MemorySegment.NULL;
  private long minOffset;
  private long maxOffset;
  private int minLength;
  private int maxLength;
  private boolean present;
  private long nans;

  PageBounds(Field field, ValueOrder order, MemoryPool pool, String owner) {
    this.order = order;
    this.prefixed = field.physicalType() == PhysicalType.BYTE_ARRAY;
    this.width = prefixed ? 0 : field.width();
    this.scratch = GrowableSegment.allocate(pool, owner, 2 * Long.BYTES);
    this.marks = GrowableSegment.allocate(pool, owner, 0);
  }

  boolean present() {
    return present;
  }

  MemorySegment segment() {
    return segment;
  }

  long minOffset() {
    return minOffset;
  }

  int minLength() {
    return minLength;
  }

  long maxOffset() {
    return maxOffset;
  }

  int maxLength() {
    return maxLength;
  }

  /** Values that are NaN, -1 where the type knows none. */
  long nans() {
    return nans;
  }

  private void reset() {
    present = false;
    nans = order.hasNan() ? 0 : -1;
  }

  /** Looks at {@code count} values in PLAIN form. */
  void ofPlain(GrowableSegment values, int count) {
    reset();
    if (count == 0) {
      return;
    }
    MemorySegment plain = values.segment();
    switch (order) {
      case BOOLEAN -> booleans(plain, count);
      case INT32 -> ints(plain, count, 0);
      case UNSIGNED_INT32 -> ints(plain, count, Integer.MIN_VALUE);
      case INT64 -> longs(plain, count, 0);
      case UNSIGNED_INT64 -> longs(plain, count, Long.MIN_VALUE);
      case FLOAT16 -> halves(plain, count);
      case FLOAT -> floats(plain, count);
      case DOUBLE -> doubles(plain, count);
      case BYTES -> bytes(plain, values.size());
      case SIGNED_BYTES -> signedBytes(plain, values.size());
      case UNDEFINED -> {}
    }
  }

  private void booleans(MemorySegment plain, int count) {
    long trues = Bits.count(plain, 0, count);
    MemorySegment words = scratchWords();
    words.set(Layouts.BYTE, 0, (byte) (trues == count ? 1 : 0));
    words.set(Layouts.BYTE, Long.BYTES, (byte) (trues > 0 ? 1 : 0));
    inScratch(1);
  }

  private void ints(MemorySegment plain, int count, int bias) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      int value = plain.get(Layouts.INT_LE, (long) i * Integer.BYTES) ^ bias;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    MemorySegment words = scratchWords();
    words.set(Layouts.INT_LE, 0, min ^ bias);
    words.set(Layouts.INT_LE, Long.BYTES, max ^ bias);
    inScratch(Integer.BYTES);
  }

  private void longs(MemorySegment plain, int count, long bias) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      long value = plain.get(Layouts.LONG_LE, (long) i * Long.BYTES) ^ bias;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    MemorySegment words = scratchWords();
    words.set(Layouts.LONG_LE, 0, min ^ bias);
    words.set(Layouts.LONG_LE, Long.BYTES, max ^ bias);
    inScratch(Long.BYTES);
  }

  private void halves(MemorySegment plain, int count) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      float value = Float.float16ToFloat(plain.get(Layouts.SHORT_LE, (long) i * Short.BYTES));
      if (Float.isNaN(value)) {
        nans++;
      } else {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    putHalves(min, max, nans < count);
  }

  private void putHalves(float min, float max, boolean any) {
    if (any) {
      MemorySegment words = scratchWords();
      words.set(Layouts.SHORT_LE, 0, Float.floatToFloat16(min == 0 ? -0f : min));
      words.set(Layouts.SHORT_LE, Long.BYTES, Float.floatToFloat16(max == 0 ? 0f : max));
      inScratch(Short.BYTES);
    }
  }

  private void floats(MemorySegment plain, int count) {
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
    putFloats(min, max, notNumbers < count);
  }

  /** The specification wants a zero minimum written as -0 and a zero maximum as +0. */
  private void putFloats(float min, float max, boolean any) {
    if (any) {
      MemorySegment words = scratchWords();
      words.set(Layouts.FLOAT_LE, 0, min == 0 ? -0f : min);
      words.set(Layouts.FLOAT_LE, Long.BYTES, max == 0 ? 0f : max);
      inScratch(Float.BYTES);
    }
  }

  private void doubles(MemorySegment plain, int count) {
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
    putDoubles(min, max, notNumbers < count);
  }

  private void putDoubles(double min, double max, boolean any) {
    if (any) {
      MemorySegment words = scratchWords();
      words.set(Layouts.DOUBLE_LE, 0, min == 0 ? -0d : min);
      words.set(Layouts.DOUBLE_LE, Long.BYTES, max == 0 ? 0d : max);
      inScratch(Double.BYTES);
    }
  }

  private MemorySegment scratchWords() {
    if (scratch.capacity() == 0) {
      scratch.reserve(2 * Long.BYTES);
    }
    return scratch.segment();
  }

  private void inScratch(int length) {
    segment = scratch.segment();
    minOffset = 0;
    maxOffset = Long.BYTES;
    minLength = length;
    maxLength = length;
    present = true;
  }

  /**
   * Compares the first eight bytes of each value, as one unsigned number, with those of the
   * extremes so far, and the rest only where they are equal.
   */
  private void bytes(MemorySegment plain, long bytes) {
    startAt(plain);
    long minPrefix = prefix(plain, minOffset, minLength);
    long maxPrefix = minPrefix;
    long position = minOffset + minLength;
    while (position < bytes) {
      int length = prefixed ? plain.get(Layouts.INT_LE, position) : width;
      long offset = prefixed ? position + Integer.BYTES : position;
      long prefix = prefix(plain, offset, length);
      if (prefix <= minPrefix && below(prefix, minPrefix, offset, length)) {
        minPrefix = prefix;
        minOffset = offset;
        minLength = length;
      } else if (prefix >= maxPrefix && above(prefix, maxPrefix, offset, length)) {
        maxPrefix = prefix;
        maxOffset = offset;
        maxLength = length;
      }
      position = offset + length;
    }
  }

  private boolean below(long prefix, long minPrefix, long offset, int length) {
    return prefix < minPrefix
        || order.compare(segment, offset, length, segment, minOffset, minLength) < 0;
  }

  private boolean above(long prefix, long maxPrefix, long offset, int length) {
    return prefix > maxPrefix
        || order.compare(segment, offset, length, segment, maxOffset, maxLength) > 0;
  }

  /** The first eight bytes, zeros behind a shorter value, biased so that signed order is theirs. */
  private static long prefix(MemorySegment plain, long offset, int length) {
    long word = plain.get(Layouts.LONG_BE, offset);
    if (length < Long.BYTES) {
      word = length == 0 ? 0 : word & (-1L << (Long.SIZE - Byte.SIZE * length));
    }
    return word ^ Long.MIN_VALUE;
  }

  private void signedBytes(MemorySegment plain, long bytes) {
    startAt(plain);
    long position = minOffset + minLength;
    while (position < bytes) {
      int length = prefixed ? plain.get(Layouts.INT_LE, position) : width;
      long offset = prefixed ? position + Integer.BYTES : position;
      widenTo(offset, length);
      position = offset + length;
    }
  }

  private void startAt(MemorySegment plain) {
    segment = plain;
    minOffset = prefixed ? Integer.BYTES : 0;
    minLength = prefixed ? plain.get(Layouts.INT_LE, 0) : width;
    maxOffset = minOffset;
    maxLength = minLength;
    present = true;
  }

  private void widenTo(long offset, int length) {
    if (!present) {
      minOffset = offset;
      minLength = length;
      maxOffset = offset;
      maxLength = length;
      present = true;
    } else if (order.compare(segment, offset, length, segment, minOffset, minLength) < 0) {
      minOffset = offset;
      minLength = length;
    } else if (order.compare(segment, offset, length, segment, maxOffset, maxLength) > 0) {
      maxOffset = offset;
      maxLength = length;
    }
  }

  /** Looks at each dictionary entry that a page uses once. */
  void ofDictionary(DictionaryBuilder dictionary, GrowableSegment pageIds, int count) {
    reset();
    if (count == 0 || order == ValueOrder.UNDEFINED) {
      return;
    }
    segment = dictionary.plain();
    MemorySegment ids = pageIds.segment();
    MemorySegment seen = marks(dictionary.size());
    int mark = epoch;
    boolean anyNan = false;
    for (int i = 0; i < count; i++) {
      int id = ids.get(Layouts.INT_LE, (long) i * Integer.BYTES);
      if (seen.get(Layouts.INT_LE, (long) id * Integer.BYTES) != mark) {
        seen.set(Layouts.INT_LE, (long) id * Integer.BYTES, mark);
        anyNan |= isNan(dictionary.offset(id)) || widened(dictionary, id);
      }
    }
    if (anyNan) {
      countNans(dictionary, ids, count);
    }
    if (present && order.hasNan()) {
      normaliseZeros();
    }
  }

  private boolean widened(DictionaryBuilder dictionary, int id) {
    widenTo(dictionary.offset(id), dictionary.length(id));
    return false;
  }

  private void countNans(DictionaryBuilder dictionary, MemorySegment ids, int count) {
    for (int i = 0; i < count; i++) {
      int id = ids.get(Layouts.INT_LE, (long) i * Integer.BYTES);
      nans += isNan(dictionary.offset(id)) ? 1 : 0;
    }
  }

  private boolean isNan(long offset) {
    return switch (order) {
      case FLOAT16 -> Float.isNaN(Float.float16ToFloat(segment.get(Layouts.SHORT_LE, offset)));
      case FLOAT -> Float.isNaN(segment.get(Layouts.FLOAT_LE, offset));
      case DOUBLE -> Double.isNaN(segment.get(Layouts.DOUBLE_LE, offset));
      case BOOLEAN, INT32, UNSIGNED_INT32, INT64, UNSIGNED_INT64, BYTES, SIGNED_BYTES, UNDEFINED ->
          false;
    };
  }

  private void normaliseZeros() {
    MemorySegment values = segment;
    switch (order) {
      case FLOAT16 ->
          putHalves(
              Float.float16ToFloat(values.get(Layouts.SHORT_LE, minOffset)),
              Float.float16ToFloat(values.get(Layouts.SHORT_LE, maxOffset)),
              true);
      case FLOAT ->
          putFloats(
              values.get(Layouts.FLOAT_LE, minOffset),
              values.get(Layouts.FLOAT_LE, maxOffset),
              true);
      case DOUBLE ->
          putDoubles(
              values.get(Layouts.DOUBLE_LE, minOffset),
              values.get(Layouts.DOUBLE_LE, maxOffset),
              true);
      case BOOLEAN,
          INT32,
          UNSIGNED_INT32,
          INT64,
          UNSIGNED_INT64,
          BYTES,
          SIGNED_BYTES,
          UNDEFINED -> {}
    }
  }

  /** One mark an entry: the last page that was seen to use it. */
  private MemorySegment marks(int entries) {
    long bytes = (long) entries * Integer.BYTES;
    if (marks.size() < bytes) {
      marks.putZeros(bytes - marks.size());
    }
    epoch++;
    return marks.segment();
  }

  /** Gives the memory back. */
  void release() {
    marks.release();
    epoch = 0;
    segment = MemorySegment.NULL;
  }

  @Override
  public void close() {
    scratch.close();
    marks.close();
  }
}
