package dev.intarsia.columns.append;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.LogicalType.Float16Type;
import dev.intarsia.columns.LogicalType.IntervalType;
import dev.intarsia.columns.LogicalType.UuidType;
import dev.intarsia.columns.Validity;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Fills a FIXED_LEN_BYTE_ARRAY column. */
public final class FixedBytesAppender extends ColumnAppender {
  private final int width;
  private final @Nullable Decimals decimals;

  FixedBytesAppender(RowCursor cursor, Field field) {
    super(cursor, field);
    width = field.typeLength();
    decimals = field.logicalType() instanceof DecimalType decimal ? new Decimals(decimal) : null;
  }

  @Override
  public void setBytes(MemorySegment source, long offset, long length) {
    checkLength(length);
    int row = slot();
    try {
      ByteCopy.exactly(source, offset, slots, at(row), width);
    } catch (RuntimeException e) {
      throw cursor.reject(e);
    }
    verify(row);
    done(row);
  }

  @Override
  public void setBytes(byte[] source, int offset, int length) {
    checkLength(length);
    checkRange(source, offset, length);
    int row = slot();
    ByteCopy.copy(source, offset, slots, at(row), width);
    verify(row);
    done(row);
  }

  @Override
  public void setUuid(long mostSignificant, long leastSignificant) {
    if (!(field.logicalType() instanceof UuidType)) {
      super.setUuid(mostSignificant, leastSignificant);
    }
    int row = slot();
    slots.set(Layouts.LONG_BE, at(row), mostSignificant);
    slots.set(Layouts.LONG_BE, at(row) + Long.BYTES, leastSignificant);
    done(row);
  }

  @Override
  public void setFloat16(short bits) {
    if (!(field.logicalType() instanceof Float16Type)) {
      super.setFloat16(bits);
    }
    int row = slot();
    slots.set(Layouts.SHORT_LE, at(row), bits);
    done(row);
  }

  /** Rounds to the nearest half-precision float; what is too large becomes infinite. */
  @Override
  public void setFloat(float value) {
    if (!(field.logicalType() instanceof Float16Type)) {
      super.setFloat(value);
    }
    setFloat16(Float.floatToFloat16(value));
  }

  @Override
  public void setInterval(int months, int days, int millis) {
    if (!(field.logicalType() instanceof IntervalType)) {
      super.setInterval(months, days, millis);
    }
    int row = slot();
    slots.set(Layouts.INT_LE, at(row), months);
    slots.set(Layouts.INT_LE, at(row) + Integer.BYTES, days);
    slots.set(Layouts.INT_LE, at(row) + 2 * Integer.BYTES, millis);
    done(row);
  }

  @Override
  public void setDecimal(BigDecimal value) {
    if (decimals == null) {
      super.setDecimal(value);
    } else {
      setUnscaled(decimals.unscaled(this, value).toByteArray());
    }
  }

  /** The sign fills the slot up to the front. */
  private void setUnscaled(byte[] unscaled) {
    int row = slot();
    int padding = width - unscaled.length;
    slots.asSlice(at(row), padding).fill((byte) (unscaled[0] >> 7));
    ByteCopy.copy(unscaled, 0, slots, at(row) + padding, unscaled.length);
    done(row);
  }

  private void checkLength(long length) {
    if (length != width) {
      throw refuse("%d bytes are not a value; legal are %d".formatted(length, width));
    }
  }

  private void verify(int row) {
    checkSlots(row, 1, null);
  }

  @Override
  void checkSlots(int row, int count, @Nullable Validity validity) {
    if (decimals == null) {
      return;
    }
    for (int i = 0; i < count; i++) {
      boolean present = validity == null || validity.isPresent(i);
      if (present && !decimals.isLegal(slots, at(row + i), width)) {
        throw refuse(i, "the value is out of range; " + decimals.legal());
      }
    }
  }

  private long at(int row) {
    return (long) row * width;
  }

  @Override
  long slotBytes(int rows) {
    return (long) rows * width;
  }
}
