package dev.intarsia.columns.append;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.LogicalType.EnumType;
import dev.intarsia.columns.LogicalType.JsonType;
import dev.intarsia.columns.LogicalType.StringType;
import dev.intarsia.columns.Validity;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.memory.buffer.Raw;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Fills a BYTE_ARRAY column: offsets in its slots, one more than rows, and the bytes in memory of
 * their own that grows.
 */
public final class BinaryAppender extends ColumnAppender {
  /**
   * How much memory the values of a column take.
   *
   * @param expected bytes to start with
   * @param kept bytes that may stay when the rows are cleared; a larger chunk is given back
   * @param limit bytes there can be at most
   */
  record Sizes(long expected, long kept, long limit) {
    /** As far as 32-bit offsets reach. */
    static final long MAX = Integer.MAX_VALUE;
  }

  /** Room for so many bytes is made on the mere chance that a string needs them. */
  private static final long UNCOUNTED = 1024;

  /** So many slots are filled by four longs. */
  private static final int FEW = 8;

  private final GrowableSegment data;
  private final long limit;
  private final long kept;
  private final boolean text;
  private final boolean utf8;
  private boolean validated;
  private final @Nullable Decimals decimals;

  /** Whether values are looked at, as text or as decimals. */
  private boolean verified;

  /** The content of {@link #data}; its size is set when it grows. */
  private MemorySegment bytes = MemorySegment.NULL;

  /** Of the bytes, as {@link Raw} wants it. */
  private long address;

  /** How far {@link #bytes} may be filled; below zero while there is no memory. */
  private long capacity = -1;

  /** Where the next value goes. */
  private long position;

  /**
   * The last position where any short text fits; below zero where texts are not taken as they are.
   */
  private long lastShort = -1;

  BinaryAppender(
      RowCursor cursor, Field field, MemoryPool pool, Sizes sizes, boolean validateUtf8) {
    super(cursor, field);
    LogicalType type = field.logicalType();
    utf8 = type instanceof StringType || type instanceof EnumType || type instanceof JsonType;
    limit = sizes.limit();
    kept = sizes.kept();
    text = utf8 || type == null;
    validated = utf8 && validateUtf8;
    decimals = type instanceof DecimalType decimal ? new Decimals(decimal) : null;
    verified = validated || decimals != null;
    data = GrowableSegment.allocate(pool, owner(), sizes.expected());
  }

  @Override
  public void setBytes(MemorySegment source, long offset, long length) {
    int row = room(length);
    try {
      ByteCopy.copy(source, offset, bytes, address, position, length);
    } catch (RuntimeException e) {
      throw cursor.reject(e);
    }
    finish(row, length);
  }

  @Override
  public void setBytes(byte[] source, int offset, int length) {
    checkRange(source, offset, length);
    int row = room(length);
    ByteCopy.copy(source, offset, bytes, position, length);
    finish(row, length);
  }

  @Override
  public void setUtf8(MemorySegment source, long offset, long length) {
    if (Long.compareUnsigned(length, ByteCopy.SHORT) <= 0 && position <= lastShort) {
      setShort(source, offset, length);
      return;
    }
    if (!text) {
      super.setUtf8(source, offset, length);
    }
    setBytes(source, offset, length);
  }

  private void setShort(MemorySegment source, long offset, long length) {
    int row = slot();
    try {
      ByteCopy.copyShort(source, offset, bytes, address, position, length);
    } catch (RuntimeException e) {
      throw cursor.reject(e);
    }
    commit(row, position + length);
  }

  @Override
  public void setUtf8(byte[] source, int offset, int length) {
    if (!text) {
      super.setUtf8(source, offset, length);
    }
    setBytes(source, offset, length);
  }

  @Override
  public void setString(String value) {
    if (!text) {
      super.setString(value);
    }
    long most = (long) value.length() * Utf8.MAX_BYTES_PER_CHAR;
    boolean counts = most > UNCOUNTED || most > limit - position;
    int row = room(counts ? Utf8.length(value) : most);
    long end = Utf8.encode(value, bytes, position);
    if (end < 0) {
      throw refuse("the text has half a surrogate pair at char " + ~end);
    }
    commit(row, end);
  }

  @Override
  public void setDecimal(BigDecimal value) {
    if (decimals == null) {
      super.setDecimal(value);
    } else {
      byte[] unscaled = decimals.unscaled(this, value).toByteArray();
      setBytes(unscaled, 0, unscaled.length);
    }
  }

  /** Makes room behind {@code position}, and returns the row to write. */
  private int room(long length) {
    if (length > capacity - position || length < 0) {
      makeRoomForOne(length);
    }
    return slot();
  }

  private void finish(int row, long length) {
    long end = position + length;
    if (verified) {
      verify(0, position, end);
    }
    commit(row, end);
  }

  private void commit(int row, long end) {
    Raw.putInt(slots, slotsAddress, (row + 1L) * Integer.BYTES, (int) end);
    position = end;
    done(row);
  }

  private void verify(int ahead, long start, long end) {
    if (decimals != null) {
      if (!decimals.isLegal(bytes, start, end - start)) {
        throw refuse(ahead, "the value is out of range; " + decimals.legal());
      }
      return;
    }
    long malformed = Utf8.firstMalformed(bytes, start, end);
    if (malformed >= 0) {
      throw refuse(ahead, "the text is not UTF-8 from byte " + (malformed - start) + " on");
    }
  }

  /** Writes values and offsets; neither counts before {@link #countSlots}. */
  void copySlots(BinaryColumn source, int row) {
    long count = source.length();
    MemorySegment offsets = source.offsets();
    long at = source.offsetsByteOffset();
    long first = offsets.get(Layouts.INT_LE, at);
    long length = offsets.get(Layouts.INT_LE, at + count * Integer.BYTES) - first;
    if (length > capacity - position) {
      makeRoom(length);
    }
    MemorySegment.copy(source.data(), first, bytes, position, length);
    int shift = (int) (position - first);
    for (long i = 1; i <= count; i++) {
      int end = offsets.get(Layouts.INT_LE, at + i * Integer.BYTES) + shift;
      slots.set(Layouts.INT_LE, (row + i) * Integer.BYTES, end);
    }
  }

  @Override
  void checkSlots(int row, int count, @Nullable Validity validity) {
    if (!verified) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (validity == null || validity.isPresent(i)) {
        verify(i, offset(row + i), offset(row + i + 1));
      }
    }
  }

  @Override
  void countSlots(int rows) {
    position = offset(rows);
  }

  private int offset(int index) {
    return slots.get(Layouts.INT_LE, (long) index * Integer.BYTES);
  }

  private void makeRoomForOne(long length) {
    if (length > BinaryColumn.LONGEST_VALUE) {
      throw refuse(
          "a value of %d bytes; legal are %d".formatted(length, BinaryColumn.LONGEST_VALUE));
    }
    makeRoom(length);
  }

  private void makeRoom(long length) {
    if (length < 0) {
      throw cursor.reject(new IndexOutOfBoundsException(where() + "a length of " + length));
    }
    try {
      grow(length);
    } catch (MemoryLimitExceededException shortage) {
      cursor.relieve(shortage);
      growAfterRelief(length);
    }
  }

  private void growAfterRelief(long length) {
    try {
      grow(length);
    } catch (MemoryLimitExceededException shortage) {
      throw cursor.reject(shortage);
    }
  }

  private void grow(long length) {
    if (length > limit - position) {
      throw tooMuch(position + length);
    }
    syncSize();
    data.reserve(length + ByteCopy.SLACK);
    bytes = data.segment();
    address = Raw.address(bytes);
    resize(Math.min(bytes.byteSize() - ByteCopy.SLACK, limit));
  }

  private void resize(long newCapacity) {
    cursor.root.variableCapacity += newCapacity - capacity;
    capacity = newCapacity;
    lastShort = lastShort();
  }

  private long lastShort() {
    return text && !verified ? capacity - ByteCopy.SHORT : -1;
  }

  @Override
  long variableBytes() {
    return position;
  }

  private IllegalStateException tooMuch(long end) {
    return cursor.reject(
        new IllegalStateException(
            where()
                + "32-bit offsets reach "
                + limit
                + " bytes in one batch, and this value would end at "
                + end));
  }

  private void syncSize() {
    if (position < data.size()) {
      data.truncate(position);
    } else {
      data.commit(position - data.size());
    }
  }

  @Override
  void place(MemorySegment newSlots, MemorySegment newBitmap) {
    super.place(newSlots, newBitmap);
    if (position == 0 && newSlots.byteSize() > 0) {
      newSlots.set(Layouts.INT_LE, 0, 0);
    }
  }

  @Override
  long slotBytes(int rows) {
    return (rows + 1L) * Integer.BYTES;
  }

  /** Few rows by the same four longs however many they are; slots behind are yet to come. */
  @Override
  void skip(int from, int to) {
    long first = (from + 1L) * Integer.BYTES;
    if (to - from <= FEW && first + FEW * Integer.BYTES <= slots.byteSize()) {
      long twice = (position << Integer.SIZE) | position;
      Raw.putLong(slots, slotsAddress, first, twice);
      Raw.putLong(slots, slotsAddress, first + Long.BYTES, twice);
      Raw.putLong(slots, slotsAddress, first + 2 * Long.BYTES, twice);
      Raw.putLong(slots, slotsAddress, first + 3 * Long.BYTES, twice);
    } else {
      skipMany(from, to);
    }
  }

  private void skipMany(int from, int to) {
    int end = (int) position;
    for (long row = from; row < to; row++) {
      slots.set(Layouts.INT_LE, (row + 1) * Integer.BYTES, end);
    }
  }

  @Override
  void takeBack(int row) {
    position = offset(row);
  }

  @Override
  void pointBuffers(int rows) {
    buffers.data = bytes;
    buffers.dataAddress = address;
  }

  @Override
  void forget() {
    position = 0;
    if (capacity > kept) {
      data.release();
      bytes = MemorySegment.NULL;
      address = 0;
      resize(-1);
    }
  }

  @Override
  void validateUtf8() {
    validated = utf8;
    verified = validated || decimals != null;
    lastShort = lastShort();
  }

  @Override
  void adoptData(BatchArena arena) {
    buffers.data = GrowingSlots.adopt(data, position, arena);
    buffers.dataAddress = 0;
  }

  @Override
  void close() {
    data.close();
  }

  @Override
  void moveToFront(int row, int count) {
    int start = offset(row);
    MemorySegment.copy(bytes, start, bytes, 0, position - start);
    position -= start;
    moveOffsets(slots, row, count);
  }
}
