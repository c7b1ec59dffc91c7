package dev.intarsia.columns.compute;

import dev.intarsia.columns.Field;
import org.jspecify.annotations.Nullable;

/** Whether a byte string lies within bounds. */
final class BytesRange extends ValueTest {
  private final @Nullable Bytes from;
  private final @Nullable Bytes to;

  BytesRange(Field field, @Nullable Bytes from, @Nullable Bytes to, boolean negated) {
    super(field, negated);
    this.from = from;
    this.to = to;
  }

  @Override
  public ValueTest negate() {
    return new BytesRange(field(), from, to, !isNegated());
  }

  @Override
  Outcome ofBounds(byte @Nullable [] min, byte @Nullable [] max) {
    Bytes low = Bytes.ofNullable(field(), min);
    Bytes high = Bytes.ofNullable(field(), max);
    return Outcome.ofRange(
        isEmpty() || isBelow(high, from) || isBelow(to, low),
        !isBelow(low, from) && !isBelow(to, high) && isKnown(low, from) && isKnown(high, to));
  }

  private boolean isEmpty() {
    return isBelow(to, from);
  }

  private static boolean isBelow(@Nullable Bytes a, @Nullable Bytes b) {
    return a != null && b != null && a.compareTo(b) < 0;
  }

  /** Whether an end of the values is known, or need not be, for want of a bound. */
  private static boolean isKnown(@Nullable Bytes end, @Nullable Bytes bound) {
    return end != null || bound == null;
  }

  @Override
  long pass(ColumnReading source, int row, long present) {
    long passing = 0;
    for (long rest = present; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      passing |= (isWithin(source, row + bit) ? 1L : 0L) << bit;
    }
    return passing;
  }

  private boolean isWithin(ColumnReading source, int row) {
    long at = source.start(row);
    int length = source.byteLength(row);
    return (from == null || from.compareValue(source.data, at, length) >= 0)
        && (to == null || to.compareValue(source.data, at, length) <= 0);
  }
}
