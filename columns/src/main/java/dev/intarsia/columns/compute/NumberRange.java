package dev.intarsia.columns.compute;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ValueOrder;
import org.jspecify.annotations.Nullable;

/** Whether a number lies within bounds. */
final class NumberRange extends ValueTest {
  private final Slots slots;
  private final long from;
  private final long to;

  /** The bounds in sortable form; no number lies between the first and a second below it. */
  private NumberRange(Field field, long from, long to, boolean negated) {
    super(field, negated);
    slots = Slots.of(ValueOrder.of(field));
    this.from = from;
    this.to = to;
  }

  static NumberRange of(Field field, long from, long to) {
    Slots slots = Slots.of(ValueOrder.of(field));
    if (Numbers.isLong(field)) {
      return new NumberRange(field, slots.turn(from), slots.turn(to), false);
    }
    long least = Numbers.least(field);
    long greatest = Numbers.greatest(field);
    if (from > greatest || to < least) {
      return new NumberRange(field, 1, 0, false);
    }
    return new NumberRange(
        field, slots.turn(Math.max(from, least)), slots.turn(Math.min(to, greatest)), false);
  }

  static NumberRange of(Field field, double from, double to) {
    Slots slots = Slots.of(ValueOrder.of(field));
    return new NumberRange(
        field, Numbers.ceiling(field, slots, from), Numbers.floor(field, slots, to), false);
  }

  @Override
  public ValueTest negate() {
    return new NumberRange(field(), from, to, !isNegated());
  }

  @Override
  Outcome ofBounds(byte @Nullable [] min, byte @Nullable [] max) {
    long low = slots.least(min);
    long high = slots.greatest(max);
    return Outcome.ofRange(from > to || high < from || low > to, from <= low && high <= to);
  }

  @Override
  long pass(ColumnReading source, int row, long present) {
    if (from > to) {
      return 0;
    }
    long at = source.offset + (long) row * slots.width();
    return slots.within(source.values, at, source.rows(row), from, to - from);
  }
}
