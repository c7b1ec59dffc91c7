package dev.intarsia.columns.append;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType.IntegerType;
import dev.intarsia.columns.LogicalType.TimeType;
import dev.intarsia.columns.LogicalType.TimestampType;
import dev.intarsia.columns.LogicalType.Unit;
import dev.intarsia.columns.Validity;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.memory.buffer.Raw;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Fills an INT64 column. */
public final class LongAppender extends ColumnAppender {
  private final IntegerRange range;
  private final long min;
  private final long max;
  private final boolean unsigned;

  LongAppender(RowCursor cursor, Field field) {
    super(cursor, field);
    range = IntegerRange.of(field);
    min = range.min();
    max = range.max();
    unsigned = field.logicalType() instanceof IntegerType integer && !integer.signed();
  }

  @Override
  public void setLong(long value) {
    if (value < min || value > max) {
      throw refuse(range.refusal(value));
    }
    int row = slot();
    Raw.putLong(slots, slotsAddress, (long) row * Long.BYTES, value);
    done(row);
  }

  /** An int is a number here, not raw bits, so an unsigned column takes no negative one. */
  @Override
  public void setInt(int value) {
    if (unsigned && value < 0) {
      throw refuse(value + " is out of range; legal is 0 to 18446744073709551615");
    }
    setLong(value);
  }

  @Override
  public void setDecimal(BigDecimal value) {
    setLong(Decimals.unscaledLong(this, value, range));
  }

  @Override
  public void setInstant(Instant value) {
    if (field.logicalType() instanceof TimestampType(Unit unit, boolean utc) && utc) {
      setTimestamp(value, value, unit);
    } else {
      super.setInstant(value);
    }
  }

  @Override
  public void setLocalDateTime(LocalDateTime value) {
    if (field.logicalType() instanceof TimestampType(Unit unit, boolean utc) && !utc) {
      setTimestamp(value.toInstant(ZoneOffset.UTC), value, unit);
    } else {
      super.setLocalDateTime(value);
    }
  }

  private void setTimestamp(Instant instant, Object value, Unit unit) {
    try {
      setLong(count(instant.getEpochSecond(), instant.getNano(), unit));
    } catch (ArithmeticException e) {
      throw refuse(
          "%s is out of range; 64 bits of %s reach from %s to %s"
              .formatted(value, unit, limit(Long.MIN_VALUE, unit), limit(Long.MAX_VALUE, unit)));
    }
  }

  /** Rounds down. Counts from the next second on before the epoch, or the first one overflows. */
  private static long count(long seconds, int nanos, Unit unit) {
    long part = nanos / unit.nanos();
    return seconds < 0 && part > 0
        ? Math.addExact(Math.multiplyExact(seconds + 1, unit.perSecond()), part - unit.perSecond())
        : Math.addExact(Math.multiplyExact(seconds, unit.perSecond()), part);
  }

  private static LocalDateTime limit(long count, Unit unit) {
    long seconds = Math.floorDiv(count, unit.perSecond());
    long nanos = Math.floorMod(count, unit.perSecond()) * unit.nanos();
    return LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
  }

  @Override
  public void setLocalTime(LocalTime value) {
    if (field.logicalType() instanceof TimeType time) {
      setLong(value.toNanoOfDay() / time.unit().nanos());
    } else {
      super.setLocalTime(value);
    }
  }

  @Override
  void checkSlots(int row, int count, @Nullable Validity validity) {
    if (min == Long.MIN_VALUE && max == Long.MAX_VALUE) {
      return;
    }
    for (int i = 0; i < count; i++) {
      long value = slots.get(Layouts.LONG_LE, (long) (row + i) * Long.BYTES);
      if ((value < min || value > max) && (validity == null || validity.isPresent(i))) {
        throw refuse(i, range.refusal(value));
      }
    }
  }

  @Override
  long slotBytes(int rows) {
    return (long) rows * Long.BYTES;
  }
}
