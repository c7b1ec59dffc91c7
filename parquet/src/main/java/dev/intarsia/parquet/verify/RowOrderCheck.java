package dev.intarsia.parquet.verify;

import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.HeapAccess;
import dev.intarsia.parquet.SortingColumn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Whether the values of a column come in the order that its row group is said to be sorted by. */
final class RowOrderCheck {
  private final ValueOrder order;
  private final SortingColumn key;

  /** The value before, whose batch may be gone. */
  private MemorySegment last = MemorySegment.NULL;

  private int lastLength;
  private boolean anyNull;
  private boolean anyValue;

  RowOrderCheck(ValueOrder order, SortingColumn key) {
    this.order = order;
    this.key = key;
  }

  /** Takes a null; returns whether it may come here. */
  boolean addNull() {
    anyNull = true;
    return !key.nullsFirst() || !anyValue;
  }

  /** Takes a value; returns whether it may come here. */
  boolean add(MemorySegment value, long offset, int length) {
    boolean holds = key.nullsFirst() || !anyNull;
    if (anyValue) {
      int sign = order.compare(last, 0, lastLength, value, offset, length);
      holds &= key.descending() ? sign >= 0 : sign <= 0;
    }
    keep(value, offset, length);
    return holds;
  }

  @HeapAccess("one value, of any length, for as long as its column is checked")
  private void keep(MemorySegment value, long offset, int length) {
    if (!anyValue || last.byteSize() < length) {
      last = MemorySegment.ofArray(new byte[2 * length]);
    }
    MemorySegment.copy(
        value, ValueLayout.JAVA_BYTE, offset, last, ValueLayout.JAVA_BYTE, 0, length);
    lastLength = length;
    anyValue = true;
  }
}
