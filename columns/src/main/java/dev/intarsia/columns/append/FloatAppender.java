package dev.intarsia.columns.append;

import dev.intarsia.columns.Field;
import dev.intarsia.memory.buffer.Layouts;

/** Fills a FLOAT column. A double is refused: it would lose digits. */
public final class FloatAppender extends ColumnAppender {

  FloatAppender(RowCursor cursor, Field field) {
    super(cursor, field);
  }

  @Override
  public void setFloat(float value) {
    int row = slot();
    slots.set(Layouts.FLOAT_LE, (long) row * Float.BYTES, value);
    done(row);
  }

  @Override
  long slotBytes(int rows) {
    return (long) rows * Float.BYTES;
  }
}
