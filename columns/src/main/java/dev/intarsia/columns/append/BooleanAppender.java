package dev.intarsia.columns.append;

import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Field;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;

/** Fills a BOOLEAN column, a bit a row. */
public final class BooleanAppender extends ColumnAppender {

  BooleanAppender(RowCursor cursor, Field field) {
    super(cursor, field);
  }

  @Override
  public void setBoolean(boolean value) {
    int row = slot();
    put(row, value);
    done(row);
  }

  private void put(int row, boolean value) {
    long at = (long) row >>> 3;
    int bit = 1 << (row & 7);
    int others = slots.get(Layouts.BYTE, at) & ~bit;
    slots.set(Layouts.BYTE, at, (byte) (value ? others | bit : others));
  }

  void copySlots(BooleanColumn source, int row) {
    Bits.copy(source.bits(), source.bitOffset(), slots, row, source.length());
  }

  @Override
  long slotBytes(int rows) {
    return Bits.ceilDiv(rows, Byte.SIZE);
  }

  @Override
  void moveToFront(int row, int count) {
    moveBits(slots, row, count);
  }
}
