package dev.intarsia.columns.append;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType.DateType;
import dev.intarsia.columns.LogicalType.TimeType;
import dev.intarsia.columns.Validity;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.memory.buffer.Raw;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Fills an INT32 column. */
public final class IntAppender extends ColumnAppender {
  private final IntegerRange range;

  /** The same range for ints: all of them where the raw bits of a UINT32 are set. */
  private final int min;

  private final int max;

  IntAppender(RowCursor cursor, Field field) {
    super(cursor, field);
    range = IntegerRange.of(field);
    boolean raw = range.max() > Integer.MAX_VALUE;
    min = raw ? Integer.MIN_VALUE : (int) range.min();
    max = raw ? Integer.MAX_VALUE : (int) range.max();
  }

  @Override
  public void setInt(int value) {
    if (value < min || value > max) {
      throw refuse(range.refusal(value));
    }
    put(value);
  }

  @Override
  public void setLong(long value) {
    if (!range.contains(value)) {
      throw refuse(range.refusal(value));
    }
    put((int) value);
  }

  private void put(int value) {
    int row = slot();
    Raw.putInt(slots, slotsAddress, (long) row * Integer.BYTES, value);
    done(row);
  }

  @Override
  public void setDecimal(BigDecimal value) {
    setLong(Decimals.unscaledLong(this, value, range));
  }

  @Override
  public void setLocalDate(LocalDate value) {
    if (field.logicalType() instanceof DateType) {
      setLong(value.toEpochDay());
    } else {
      super.setLocalDate(value);
    }
  }

  @Override
  public void setLocalTime(LocalTime value) {
    if (field.logicalType() instanceof TimeType time) {
      put((int) (value.toNanoOfDay() / time.unit().nanos()));
    } else {
      super.setLocalTime(value);
    }
  }

  @Override
  void checkSlots(int row, int count, @Nullable Validity validity) {
    if (min == Integer.MIN_VALUE && max == Integer.MAX_VALUE) {
      return;
    }
    for (int i = 0; i < count; i++) {
      int value = slots.get(Layouts.INT_LE, (long) (row + i) * Integer.BYTES);
      if ((value < min || value > max) && (validity == null || validity.isPresent(i))) {
        throw refuse(i, range.refusal(value));
      }
    }
  }

  @Override
  long slotBytes(int rows) {
    return (long) rows * Integer.BYTES;
  }
}
