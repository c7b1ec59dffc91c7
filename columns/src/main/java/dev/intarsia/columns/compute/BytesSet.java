package dev.intarsia.columns.compute;

import dev.intarsia.columns.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether a byte string is one of some. */
final class BytesSet extends ValueTest {
  private final Bytes[] sorted;

  private BytesSet(Field field, Bytes[] sorted, boolean negated) {
    super(field, negated);
    this.sorted = sorted;
  }

  static BytesSet of(Field field, byte[][] values) {
    Bytes[] sorted =
        Arrays.stream(values).map(value -> Bytes.of(field, value)).sorted().toArray(Bytes[]::new);
    return new BytesSet(field, sorted, false);
  }

  @Override
  public ValueTest negate() {
    return new BytesSet(field(), sorted, !isNegated());
  }

  @Override
  Outcome ofBounds(byte @Nullable [] min, byte @Nullable [] max) {
    Bytes low = Bytes.ofNullable(field(), min);
    Bytes high = Bytes.ofNullable(field(), max);
    int next = low == null ? 0 : firstFrom(low);
    boolean isOutside = next == sorted.length || (high != null && sorted[next].compareTo(high) > 0);
    return Outcome.ofRange(isOutside, low != null && high != null && low.compareTo(high) == 0);
  }

  /** The first that is not less than a value. */
  private int firstFrom(Bytes value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle].compareTo(value) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  long pass(ColumnReading source, int row, long present) {
    long passing = 0;
    for (long rest = present; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      passing |= (contains(source, row + bit) ? 1L : 0L) << bit;
    }
    return passing;
  }

  private boolean contains(ColumnReading source, int row) {
    long at = source.start(row);
    int length = source.byteLength(row);
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = sorted[middle].compareValue(source.data, at, length);
      if (order == 0) {
        return true;
      } else if (order < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return false;
  }
}
