package dev.intarsia.columns.append;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.MapField;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Fills a column of lists or of maps: offsets in its slots, one more than rows, and one column of
 * elements, or two of keys and values, with slots of their own that grow.
 *
 * <p>Only the list that was begun last takes elements, so its end is written no sooner than the
 * next is begun or the column is looked at. An element is counted as it is set or begun; what it is
 * made of may follow. A pair is counted with its key.
 */
public final class ListColumnAppender extends NestedAppender {
  /** Stands at the slot of the next element, or key. */
  private final RowCursor elements;

  /** Stands at the slot of the last key, for its value; null for a list. */
  private final @Nullable RowCursor values;

  private final ColumnAppender[] items;
  private final GrowingSlots[] itemSlots;
  private final ValuePlace[] places;
  private final BinaryAppender.Sizes sizes;

  /** Elements, or pairs, that there is memory for. */
  private int capacity;

  ListColumnAppender(
      RowCursor cursor,
      Field list,
      MemoryPool pool,
      BinaryAppender.Sizes sizes,
      RowCursor elements,
      ColumnAppender element) {
    this(cursor, list, pool, sizes, elements, null, new ColumnAppender[] {element});
  }

  ListColumnAppender(
      RowCursor cursor,
      Field list,
      MemoryPool pool,
      BinaryAppender.Sizes sizes,
      RowCursor elements,
      @Nullable RowCursor values,
      ColumnAppender... items) {
    super(cursor, list, items);
    this.elements = elements;
    this.values = values;
    this.items = items;
    this.sizes = sizes;
    int expected = Math.clamp(sizes.expected() / Long.BYTES, 0, 1 << 20);
    itemSlots = new GrowingSlots[items.length];
    places = new ValuePlace[items.length];
    for (int i = 0; i < items.length; i++) {
      itemSlots[i] = new GrowingSlots(items[i], pool, expected);
      places[i] = i == 0 ? new OfElement(items[i]) : new OfValue(items[i]);
    }
  }

  /** The next element of the list begun last, or key of the map. */
  private final class OfElement extends ValuePlace {
    OfElement(ColumnAppender column) {
      super(column);
    }

    @Override
    public @Nullable ColumnAppender next() {
      if (!takesMore()) {
        return null;
      }
      if (values != null) {
        completePair();
      }
      if (elements.row >= capacity) {
        makeRoom();
      }
      return column();
    }

    @Override
    public void set() {
      elements.row++;
    }

    @Override
    boolean isCurrent() {
      return isOpen() && elements.row > start() && column().filled() == elements.row;
    }
  }

  /** The value that goes with the last key. */
  private final class OfValue extends ValuePlace {
    OfValue(ColumnAppender column) {
      super(column);
    }

    @Override
    public @Nullable ColumnAppender next() {
      if (!takesMore()) {
        return null;
      }
      if (elements.row == start()) {
        throw cursor.reject(new IllegalStateException(where() + "the key comes before its value"));
      }
      valueCursor().row = elements.row - 1;
      return column();
    }

    @Override
    public void set() {}

    @Override
    boolean isCurrent() {
      return isOpen() && elements.row > start() && column().filled() == elements.row;
    }
  }

  @Override
  void standChildren() {
    for (ValuePlace place : places) {
      place.column().stand(place);
    }
  }

  /**
   * Where the elements of a list go, or keys and values of a map.
   *
   * @param item 0 for elements and keys, 1 for values
   * @return the same object every time
   */
  public ValuePlace place(int item) {
    return places[item];
  }

  @Override
  boolean takesRowsOf(Field other) {
    return values == null ? other instanceof ListField : other instanceof MapField;
  }

  private RowCursor valueCursor() {
    if (values == null) {
      throw new IllegalStateException("a list has no values");
    }
    return values;
  }

  @Override
  void begin() {
    if (values != null && filled() <= cursor.row) {
      completePair();
    }
    endLast();
    int row = slot();
    setOffset(row + 1, elements.row);
    done(row);
  }

  /** The first element of the list begun last. */
  private int start() {
    return offset(filled() - 1);
  }

  /** Writes where the list begun last ends. */
  private void endLast() {
    if (filled() > 0) {
      setOffset(filled(), elements.row);
    }
  }

  private void completePair() {
    checkPair();
    RuntimeException rejection = cursor.root.rejection();
    if (rejection != null) {
      throw rejection;
    }
  }

  /** The last key must have its value, if that may not be null. */
  private void checkPair() {
    if (values != null && items[1].isRequired() && items[1].filled() < elements.row) {
      missing(items[1]);
    }
  }

  @Override
  void complete() {
    checkPair();
    for (ColumnAppender item : items) {
      item.complete();
    }
  }

  private void makeRoom() {
    try {
      grow();
    } catch (MemoryLimitExceededException shortage) {
      cursor.relieve(shortage);
      growAfterRelief();
    }
  }

  private void growAfterRelief() {
    try {
      grow();
    } catch (MemoryLimitExceededException shortage) {
      throw cursor.reject(shortage);
    }
  }

  private void grow() {
    grow(1);
  }

  private void grow(int more) {
    long rows = (long) elements.row + more;
    if (rows >= Integer.MAX_VALUE || itemSlots[0].bytes((int) rows) > sizes.limit()) {
      throw cursor.reject(
          new IllegalStateException(
              where() + "one batch does not hold as many as %d elements".formatted(rows)));
    }
    for (GrowingSlots slotsOfItem : itemSlots) {
      slotsOfItem.reserve((int) rows);
    }
    capacity = capacityOfAll();
  }

  private int capacityOfAll() {
    int least = Integer.MAX_VALUE;
    for (GrowingSlots slotsOfItem : itemSlots) {
      least = Math.min(least, slotsOfItem.capacity());
    }
    return least;
  }

  /** Makes room for elements that are copied, and returns where the first of them goes. */
  int reserve(int more) {
    endLast();
    grow(more);
    return elements.row;
  }

  /** Takes over the lists of elements that were copied behind the present ones. */
  void copyOffsets(MemorySegment source, long at, int row, int count) {
    int shift = elements.row - source.get(Layouts.INT_LE, at);
    int end = elements.row;
    for (int i = 1; i <= count; i++) {
      end = source.get(Layouts.INT_LE, at + (long) i * Integer.BYTES) + shift;
      setOffset(row + i, end);
    }
    elements.row = end;
  }

  private int offset(int index) {
    return slots.get(Layouts.INT_LE, (long) index * Integer.BYTES);
  }

  private void setOffset(int index, int offset) {
    slots.set(Layouts.INT_LE, (long) index * Integer.BYTES, offset);
  }

  @Override
  void place(MemorySegment newSlots, MemorySegment newBitmap) {
    super.place(newSlots, newBitmap);
    if (filled() == 0 && newSlots.byteSize() > 0) {
      setOffset(0, 0);
    }
  }

  @Override
  long slotBytes(int rows) {
    return (rows + 1L) * Integer.BYTES;
  }

  @Override
  void skip(int from, int to) {
    endLast();
    for (int row = from; row < to; row++) {
      setOffset(row + 1, elements.row);
    }
  }

  @Override
  void takeBack(int row) {
    cut(offset(row));
  }

  private void cut(int rows) {
    for (ColumnAppender item : items) {
      item.truncate(rows);
    }
    elements.row = rows;
  }

  @Override
  void forget() {
    elements.row = 0;
    for (int i = 0; i < items.length; i++) {
      items[i].clear(Integer.MAX_VALUE);
      itemSlots[i].trim(sizes.kept());
    }
    capacity = capacityOfAll();
    if (slots.byteSize() > 0) {
      setOffset(0, 0);
    }
  }

  @Override
  void moveToFront(int row, int count) {
    endLast();
    int start = offset(row);
    for (ColumnAppender item : items) {
      item.clear(start);
    }
    elements.row -= start;
    if (values != null) {
      values.row -= start;
    }
    moveOffsets(slots, row, count);
  }

  @Override
  void pointBuffers(int rows) {
    endLast();
    for (int i = 0; i < items.length; i++) {
      if (itemSlots[i].capacity() == 0 && itemSlots[i].hasSlotsWithoutRows()) {
        itemSlots[i].reserve(1);
      }
      items[i].view(offset(rows));
    }
  }

  @Override
  long variableBytes() {
    long bytes = 0;
    for (int i = 0; i < items.length; i++) {
      bytes += itemSlots[i].bytes(elements.row) + items[i].variableBytes();
    }
    return bytes;
  }

  @Override
  void validateUtf8() {
    for (ColumnAppender item : items) {
      item.validateUtf8();
    }
  }

  @Override
  void adoptData(BatchArena arena) {
    for (GrowingSlots slotsOfItem : itemSlots) {
      slotsOfItem.build(arena, elements.row);
    }
  }

  @Override
  void close() {
    for (int i = 0; i < items.length; i++) {
      itemSlots[i].close();
      items[i].close();
    }
  }
}
