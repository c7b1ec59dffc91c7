package dev.intarsia.columns.append;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Validity;
import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.memory.buffer.Raw;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Fills one column of the row at the cursor. A setter takes the kinds of value its column can hold
 * and refuses the rest.
 *
 * <p>{@code filled} counts the rows accounted for, and is all the state a row has here: a column
 * that was not set simply lags behind. Lagging rows turn null when the next value comes or the
 * column is looked at, and the bitmap comes to life with the first of them. Dropping a row means
 * taking {@code filled} back.
 */
public abstract sealed class ColumnAppender extends ColumnSetters
    permits IntAppender,
        LongAppender,
        FloatAppender,
        DoubleAppender,
        BooleanAppender,
        FixedBytesAppender,
        BinaryAppender,
        NestedAppender {
  final RowCursor cursor;
  final Field field;
  final ColumnBuffers buffers = new ColumnBuffers();
  private final Column view;

  /** Whether a row must have a value. */
  private final boolean required;

  MemorySegment slots = MemorySegment.NULL;
  private MemorySegment bitmap = MemorySegment.NULL;

  /** Of the slots, as {@link Raw} wants it. */
  long slotsAddress;

  private long bitmapAddress;

  /** The bitmap once a row is null; bits from {@code filled} on are 1, so values leave it alone. */
  private @Nullable MemorySegment present;

  private int filled;
  private int nulls;

  ColumnAppender(RowCursor cursor, Field field, ColumnAppender... children) {
    this.cursor = cursor;
    this.field = field;
    buffers.children = new ColumnBuffers[children.length];
    for (int i = 0; i < children.length; i++) {
      buffers.children[i] = children[i].buffers;
    }
    required = !field.nullable();
    view = Column.over(field, buffers);
  }

  static ColumnAppender of(
      RowCursor cursor,
      Field field,
      MemoryPool pool,
      BinaryAppender.Sizes sizes,
      boolean validateUtf8) {
    if (!(field instanceof PrimitiveField)) {
      return NestedAppender.of(cursor, field, pool, sizes, validateUtf8);
    }
    return switch (field.physicalType()) {
      case BOOLEAN -> new BooleanAppender(cursor, field);
      case INT32 -> new IntAppender(cursor, field);
      case INT64 -> new LongAppender(cursor, field);
      case FLOAT -> new FloatAppender(cursor, field);
      case DOUBLE -> new DoubleAppender(cursor, field);
      case FIXED_LEN_BYTE_ARRAY -> new FixedBytesAppender(cursor, field);
      case BYTE_ARRAY -> new BinaryAppender(cursor, field, pool, sizes, validateUtf8);
    };
  }

  /**
   * What the column holds.
   *
   * @return the field
   */
  public final Field field() {
    return field;
  }

  /** Bytes of slots that this many rows take. */
  abstract long slotBytes(int rows);

  /** Bytes of bitmap that this many rows take, in whole words. */
  final long bitmapBytes(int rows) {
    return required ? 0 : Bits.ceilDiv(rows, Long.SIZE) * Long.BYTES;
  }

  /** Gives the column its memory, or more of it with the content copied. */
  void place(MemorySegment newSlots, MemorySegment newBitmap) {
    slots = newSlots;
    slotsAddress = Raw.address(newSlots);
    bitmapAddress = Raw.address(newBitmap);
    if (present != null) {
      present = newBitmap;
      Bits.fill(newBitmap, filled, newBitmap.byteSize() * Byte.SIZE - filled, true);
    }
    bitmap = newBitmap;
  }

  /** The slot of the row at the cursor, free to be written. */
  final int slot() {
    int row = cursor.row;
    if (filled != row) {
      align(row);
    }
    return row;
  }

  /** Counts the row's value, which has been written. */
  final void done(int row) {
    filled = row + 1;
  }

  /** Counts rows that were written in one go, nulls where the source has them. */
  final void done(int row, int count, @Nullable Column source) {
    Validity validity = source == null ? null : source.validity();
    if (source != null && validity != null) {
      if (present == null) {
        bringBitmapToLife();
      }
      nulls += source.nullCount();
    }
    if (present != null && validity != null) {
      Bits.copy(validity.bitmap(), validity.bitOffset(), present, row, count);
    }
    filled = row + count;
    countSlots(row + count);
  }

  /** Takes note of what rows written in one go left outside their slots. */
  void countSlots(int rows) {}

  /** Refuses rows written in one go if a present one among them is not legal. */
  void checkSlots(int row, int count, @Nullable Validity validity) {}

  /** Refuses a column that this one cannot take the rows of. */
  final void checkSource(Column source) {
    Field other = source.field();
    if (!takesRowsOf(other)) {
      throw refuse("it does not take rows of a " + other.typeName());
    }
    if (required && source.nullCount() > 0) {
      throw refuse("a required column cannot be null, which rows of the source are");
    }
  }

  /** Whether the slots of a field are what this column has, those of fields within aside. */
  boolean takesRowsOf(Field other) {
    return other instanceof PrimitiveField
        && other.physicalType() == field.physicalType()
        && other.width() == field.width();
  }

  /** Makes the next value that of a row. */
  final void align(int row) {
    if (filled > row) {
      undo(row);
    } else if (filled < row) {
      fillGap(row);
    }
  }

  /** The slots of a required column that lags belong to structs that are null. */
  private void fillGap(int row) {
    if (!required) {
      clearBits(filled, row);
    }
    skip(filled, row);
    filled = row;
  }

  /** By words, mostly one. */
  private void clearBits(int from, int to) {
    if (present == null) {
      bringBitmapToLife();
    }
    nulls += to - from;
    long row = from;
    while (row < to) {
      long next = Math.min(to, (row | (Long.SIZE - 1)) + 1);
      long cleared = -1L >>> (Long.SIZE - (next - row)) << row;
      long at = (row >>> 6) * Long.BYTES;
      long word = Raw.getLong(bitmap, bitmapAddress, at);
      Raw.putLong(bitmap, bitmapAddress, at, word & ~cleared);
      row = next;
    }
  }

  private void bringBitmapToLife() {
    present = bitmap;
    for (long at = 0; at < bitmap.byteSize(); at += Long.BYTES) {
      Raw.putLong(bitmap, bitmapAddress, at, -1L);
    }
  }

  /** Writes what slots of null rows must hold to keep the layout sound. */
  void skip(int from, int to) {}

  /** Takes back the value of the row at the cursor, if it was set. */
  final void undo(int row) {
    if (filled > row) {
      takeBack(row);
      filled = row;
      if (present != null) {
        Bits.set(present, row);
      }
    }
  }

  /** Takes back the values from a row on; nulls before them stay counted. */
  final void truncate(int rows) {
    if (filled <= rows) {
      return;
    }
    takeBack(rows);
    MemorySegment bits = present;
    if (bits != null) {
      int dropped = filled - rows;
      nulls -= dropped - (int) Bits.count(bits, rows, dropped);
      Bits.fill(bits, rows, dropped, true);
    }
    filled = rows;
  }

  /** Takes back what values from a row on left outside their slots. */
  void takeBack(int row) {}

  /** Rows that have a value, or were found to have none. */
  final int filled() {
    return filled;
  }

  /** Whether the row at the cursor has a value here. */
  final boolean isSet() {
    return isSet(cursor.row);
  }

  /** The same by one who knows where the cursor is. */
  final boolean isSet(int row) {
    return filled > row;
  }

  /** How a required column is complained about that has no value. */
  final String notSet() {
    return "required column '%s' (%s) was not set".formatted(path(), field.typeName());
  }

  final boolean isRequired() {
    return required;
  }

  /** The complete rows; the same object every time. */
  final Column view() {
    return view(cursor.row);
  }

  /** So many rows; those that were not set are null. */
  final Column view(int rows) {
    if (filled < rows) {
      fillGap(rows);
    }
    buffers.length = rows;
    buffers.nullCount = nulls;
    buffers.validity = nulls == 0 ? null : bitmap;
    buffers.values = slots;
    pointBuffers(rows);
    return view;
  }

  /** Bytes outside the slots, the row being filled included. */
  long variableBytes() {
    return 0;
  }

  /** Points the buffers at what lies outside the slots. */
  void pointBuffers(int rows) {}

  /** Forgets the complete rows; a value of the row under way moves to the first slot. */
  final void clear() {
    clear(cursor.row);
  }

  /** Forgets rows; values of those behind them move to the front. */
  final void clear(int rows) {
    int kept = Math.max(0, filled - rows);
    if (kept == 0) {
      forget();
    } else {
      moveToFront(rows, kept);
    }
    moveBitmap(rows, kept);
    filled = kept;
  }

  private void moveBitmap(int rows, int kept) {
    MemorySegment bits = present;
    if (bits != null && kept > 0) {
      moveBits(bits, rows, kept);
      Bits.fill(bits, kept, bits.byteSize() * Byte.SIZE - kept, true);
      nulls = kept - (int) Bits.count(bits, 0, kept);
    } else {
      nulls = 0;
    }
    if (nulls == 0) {
      present = null;
    }
  }

  /** Moves bits to the front; those behind them in the last word are of no use any more. */
  static void moveBits(MemorySegment bits, int from, int count) {
    for (int bit = 0; bit < count; bit += Byte.SIZE) {
      long moved = Bits.word(bits, from + bit, Math.min(Byte.SIZE, count - bit));
      bits.set(Layouts.BYTE, bit / Byte.SIZE, (byte) moved);
    }
  }

  /** Moves offsets to the front, to count from 0. */
  static void moveOffsets(MemorySegment offsets, int from, int count) {
    int start = offsets.get(Layouts.INT_LE, (long) from * Integer.BYTES);
    for (long i = 0; i <= count; i++) {
      int offset = offsets.get(Layouts.INT_LE, (from + i) * Integer.BYTES);
      offsets.set(Layouts.INT_LE, i * Integer.BYTES, offset - start);
    }
  }

  /** Forgets what values left outside their slots. */
  void forget() {}

  /** Moves the values from a row on to the front. */
  void moveToFront(int row, int count) {
    long start = slotBytes(row);
    MemorySegment.copy(slots, start, slots, 0, slotBytes(row + count) - start);
  }

  /** Begins a struct, a list or a map in the row at the cursor. */
  void begin() {
    throw refuse("it is neither a struct nor a list nor a map");
  }

  /** Looks through the value that was begun last, to be told that nothing more comes. */
  void complete() {}

  /** Says what values of this column are part of. */
  void stand(ValuePlace place) {}

  /** Sets a null: takes the value back, which is what an unset column is. */
  public final void setNull() {
    if (required) {
      throw refuse("a required column cannot be null");
    }
    undo(cursor.row);
  }

  /**
   * Passes a value on, and rejects the row if there is none.
   *
   * @param value what the caller gave
   * @param <T> its type
   * @return the value
   */
  public final <T> T present(@Nullable T value) {
    if (value == null) {
      throw cursor.reject(new NullPointerException(where() + "null is set by setNull"));
    }
    return value;
  }

  /** Rejects the row, saying where and why. */
  @Override
  final IllegalArgumentException refuse(String problem) {
    return refuse(0, problem);
  }

  /** Rejects the row so far behind the cursor's. */
  final IllegalArgumentException refuse(int ahead, String problem) {
    return cursor.reject(new IllegalArgumentException(where(ahead) + problem));
  }

  /** Rejects the row for a range that its source does not have, or for no source. */
  final void checkRange(byte[] source, int offset, int length) {
    if (source == null || (offset | length) < 0 || length > source.length - offset) {
      throw outOfBounds(present(source), offset, length);
    }
  }

  private IndexOutOfBoundsException outOfBounds(byte[] source, int offset, int length) {
    return cursor.reject(
        new IndexOutOfBoundsException(
            where()
                + "%d bytes from %d on are not in an array of %d"
                    .formatted(length, offset, source.length)));
  }

  final String where() {
    return where(0);
  }

  private String where(int ahead) {
    return "column '%s' (%s), row %d: "
        .formatted(path(), field.typeName(), cursor.rowNumber() + ahead);
  }

  /**
   * The field's name, with those of the fields around it before it.
   *
   * @return names with dots between them
   */
  public final String path() {
    return cursor.path + field.name();
  }

  /** What the memory of this column is called in reports. */
  final String owner() {
    return "rows of " + path();
  }

  /** Has text checked from now on. */
  void validateUtf8() {}

  /** Hands memory that the column took itself over to an arena. */
  void adoptData(BatchArena arena) {}

  /** Gives memory back that the column took itself. */
  void close() {}
}
