package dev.intarsia.columns.append;

import dev.intarsia.columns.Field;
import dev.intarsia.memory.buffer.Raw;

/** Fills a DOUBLE column. */
public final class DoubleAppender extends ColumnAppender {

  DoubleAppender(RowCursor cursor, Field field) {
    super(cursor, field);
  }

  @Override
  public void setDouble(double value) {
    int row = slot();
    long bits = Double.doubleToRawLongBits(value);
    Raw.putLong(slots, slotsAddress, (long) row * Double.BYTES, bits);
    done(row);
  }

  @Override
  public void setFloat(float value) {
    setDouble(value);
  }

  @Override
  long slotBytes(int rows) {
    return (long) rows * Double.BYTES;
  }
}
