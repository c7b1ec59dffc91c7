package dev.intarsia.columns.compute;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ValueOrder;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Whether a number is one of some. */
final class NumberSet extends ValueTest {
  /** Up to so many are compared one by one, 64 rows at a time. */
  private static final int FEW = 4;

  private final Slots slots;
  private final long[] sorted;

  private NumberSet(Field field, long[] sorted, boolean negated) {
    super(field, negated);
    slots = Slots.of(ValueOrder.of(field));
    this.sorted = sorted;
  }

  static NumberSet of(Field field, long[] values) {
    Slots slots = Slots.of(ValueOrder.of(field));
    long least = Numbers.isLong(field) ? Long.MIN_VALUE : Numbers.least(field);
    long greatest = Numbers.isLong(field) ? Long.MAX_VALUE : Numbers.greatest(field);
    LongStream legal = Arrays.stream(values).filter(value -> least <= value && value <= greatest);
    return new NumberSet(field, legal.map(slots::turn).sorted().distinct().toArray(), false);
  }

  /**
   * From its ceiling to its floor a number has itself, or nothing if the width cannot hold it, or
   * both zeros.
   */
  static NumberSet of(Field field, double[] values) {
    Slots slots = Slots.of(ValueOrder.of(field));
    LongStream equal =
        Arrays.stream(values)
            .mapToObj(
                value ->
                    LongStream.rangeClosed(
                        Numbers.ceiling(field, slots, value), Numbers.floor(field, slots, value)))
            .flatMapToLong(range -> range);
    return new NumberSet(field, equal.sorted().distinct().toArray(), false);
  }

  @Override
  public ValueTest negate() {
    return new NumberSet(field(), sorted, !isNegated());
  }

  @Override
  Outcome ofBounds(byte @Nullable [] min, byte @Nullable [] max) {
    long low = slots.least(min);
    long high = slots.greatest(max);
    int place = Arrays.binarySearch(sorted, low);
    int next = place < 0 ? -place - 1 : place;
    boolean isOutside = next == sorted.length || sorted[next] > high;
    return Outcome.ofRange(isOutside, low == high);
  }

  @Override
  long pass(ColumnReading source, int row, long present) {
    long at = source.offset + (long) row * slots.width();
    if (sorted.length > FEW) {
      return slots.among(source.values, at, present, sorted);
    }
    int rows = source.rows(row);
    long found = 0;
    for (long value : sorted) {
      found |= slots.within(source.values, at, rows, value, 0);
    }
    return found;
  }
}
