package dev.intarsia.columns.compute;

import dev.intarsia.columns.ValueOrder;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in slots of one width, as signed integers that sort like them.
 *
 * <pre>
 * signed      themselves
 * unsigned    the highest bit turned
 * floats      a negative one's other bits turned, so that -0 comes before +0; NaN is further out
 *             than the infinities, on the side of its sign
 * </pre>
 *
 * <p>So that a loop is compiled once for each width, the two turns are masks, not cases.
 */
abstract sealed class Slots permits ShortSlots, IntSlots, LongSlots {
  /** The sortable form of minus infinity, or of the least integer. */
  final long lowest;

  /** The sortable form of infinity, or of the greatest integer. */
  final long highest;

  Slots(long lowest, long highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  /** The slots of numbers of an order. */
  static Slots of(ValueOrder order) {
    return switch (order) {
      case INT32 -> new IntSlots(0, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UNSIGNED_INT32 ->
          new IntSlots(0, Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> new LongSlots(0, 0, Long.MIN_VALUE, Long.MAX_VALUE);
      case UNSIGNED_INT64 -> new LongSlots(0, Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> new IntSlots(Integer.MAX_VALUE, 0, ~0x7F80_0000, 0x7F80_0000);
      case DOUBLE ->
          new LongSlots(Long.MAX_VALUE, 0, ~0x7FF0_0000_0000_0000L, 0x7FF0_0000_0000_0000L);
      case FLOAT16 -> new ShortSlots();
      case BOOLEAN, BYTES, SIGNED_BYTES, UNDEFINED ->
          throw new IllegalArgumentException(order + " has no slots of numbers");
    };
  }

  /** Bytes. */
  abstract int width();

  /** The sortable form of a slot's bits, sign-extended, and back: the same turn undoes itself. */
  abstract long turn(long bits);

  /** The sortable form of a bound from below, in PLAIN; without one, the lowest there is. */
  final long least(byte @Nullable [] bound) {
    return bound == null ? lowest : turn(bits(bound));
  }

  /** The sortable form of a bound from above, in PLAIN; without one, the highest there is. */
  final long greatest(byte @Nullable [] bound) {
    return bound == null ? highest : turn(bits(bound));
  }

  /** Little-endian; the sign of what is narrower than a long is for {@link #turn} to find. */
  private static long bits(byte[] plain) {
    long bits = 0;
    for (int i = 0; i < plain.length; i++) {
      bits |= (plain[i] & 0xFFL) << (i << 3);
    }
    return bits;
  }

  /** The sortable form of a slot. */
  abstract long read(MemorySegment values, long at);

  /**
   * The smallest of the slots' sortable forms once each is xored with {@code flip}: 0 for the
   * smallest, -1 for the complement of the largest.
   */
  abstract long smallest(MemorySegment values, long at, int rows, long flip);

  /** The same of the slots whose bit is set, the width's largest number if there are none. */
  abstract long smallest(MemorySegment values, long at, long present, int rows, long flip);

  /** Which of up to 64 slots lie in {@code from} to {@code from + span}, a bit each. */
  abstract long within(MemorySegment values, long at, int rows, long from, long span);

  /** Which of up to 64 slots are one of some sortable forms, a bit each. */
  final long among(MemorySegment values, long at, long present, long[] sorted) {
    long found = 0;
    for (long rest = present; rest != 0; rest &= rest - 1) {
      int row = Long.numberOfTrailingZeros(rest);
      long value = read(values, at + (long) row * width());
      found |= (Arrays.binarySearch(sorted, value) >= 0 ? 1L : 0L) << row;
    }
    return found;
  }
}
