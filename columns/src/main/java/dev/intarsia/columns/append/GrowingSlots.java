package dev.intarsia.columns.append;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Slots and bitmap of a column that grows with its rows, and of the fields of its structs, which
 * grow with it.
 */
final class GrowingSlots implements AutoCloseable {
  private final ColumnAppender appender;
  private final GrowableSegment slots;
  private final GrowableSegment bitmap;
  private final GrowingSlots[] fields;
  private final int expectedRows;
  private int capacity;

  /** Takes memory with the first row. */
  GrowingSlots(ColumnAppender appender, MemoryPool pool, int expectedRows) {
    this.appender = appender;
    this.expectedRows = expectedRows;
    String name = appender.path();
    slots = GrowableSegment.allocate(pool, "slots of " + name, appender.slotBytes(expectedRows));
    bitmap =
        GrowableSegment.allocate(pool, "validity of " + name, appender.bitmapBytes(expectedRows));
    fields =
        appender instanceof StructColumnAppender struct
            ? Arrays.stream(struct.fields())
                .map(field -> new GrowingSlots(field, pool, expectedRows))
                .toArray(GrowingSlots[]::new)
            : new GrowingSlots[0];
  }

  int capacity() {
    return capacity;
  }

  /** Makes room for so many rows in all. */
  void reserve(int rows) {
    if (rows > capacity) {
      long doubled = Math.min(2L * capacity, Integer.MAX_VALUE - 1);
      grow(Math.max(rows, capacity == 0 ? Math.max(expectedRows, 1) : (int) doubled));
    }
  }

  private void grow(int rows) {
    for (GrowingSlots field : fields) {
      field.reserve(rows);
    }
    long before = slots.capacity() + bitmap.capacity();
    // One after the other: if there is memory for the first only, the column is whole all the same.
    MemorySegment newBitmap =
        resize(bitmap, appender.bitmapBytes(capacity), appender.bitmapBytes(rows));
    appender.place(appender.slots, newBitmap);
    MemorySegment newSlots = resize(slots, appender.slotBytes(capacity), appender.slotBytes(rows));
    appender.place(newSlots, newBitmap);
    capacity = rows;
    appender.cursor.root.variableCapacity += slots.capacity() + bitmap.capacity() - before;
  }

  private static MemorySegment resize(GrowableSegment memory, long used, long needed) {
    if (needed == 0) {
      return MemorySegment.NULL;
    }
    memory.commit(Math.min(used, memory.capacity()) - memory.size());
    memory.reserve(needed - memory.size());
    return memory.segment().asSlice(0, needed);
  }

  /** Bytes that so many rows take. */
  long bytes(int rows) {
    long bytes = appender.slotBytes(rows) + appender.bitmapBytes(rows);
    for (GrowingSlots field : fields) {
      bytes += field.bytes(rows);
    }
    return bytes;
  }

  /** Gives the memory back if it is more than so many bytes; there are no rows. */
  void trim(long kept) {
    if (held() > kept) {
      release();
    }
  }

  /** Bytes of the pool. */
  private long held() {
    long bytes = slots.capacity() + bitmap.capacity();
    for (GrowingSlots field : fields) {
      bytes += field.held();
    }
    return bytes;
  }

  private void release() {
    appender.cursor.root.variableCapacity -= slots.capacity() + bitmap.capacity();
    slots.release();
    bitmap.release();
    appender.place(MemorySegment.NULL, MemorySegment.NULL);
    capacity = 0;
    for (GrowingSlots field : fields) {
      field.release();
    }
  }

  /** Hands the memory of so many rows over to an arena. */
  Column build(BatchArena arena, int rows) {
    if (capacity == 0 && hasSlotsWithoutRows()) {
      reserve(1);
    }
    Column column = appender.view(rows);
    adopt(arena, rows);
    return column;
  }

  /** Offsets are one more than rows. */
  boolean hasSlotsWithoutRows() {
    return appender.slotBytes(0) > 0
        || Arrays.stream(fields).anyMatch(GrowingSlots::hasSlotsWithoutRows);
  }

  private void adopt(BatchArena arena, int rows) {
    ColumnBuffers buffers = appender.buffers;
    ColumnBuffers raw = raw(rows);
    buffers.raw = raw;
    buffers.values = adopt(slots, appender.slotBytes(rows), arena);
    if (buffers.validity != null) {
      buffers.validity = adopt(bitmap, appender.bitmapBytes(rows), arena);
    }
    for (GrowingSlots field : fields) {
      field.adopt(arena, rows);
    }
    appender.adoptData(arena);
    if (buffers.data.byteSize() == 0) {
      raw.data = MemorySegment.NULL; // what was taken for empty texts is given back
      raw.dataAddress = 0;
    }
    raw.children = new ColumnBuffers[buffers.children.length];
    for (int i = 0; i < raw.children.length; i++) {
      ColumnBuffers child = buffers.children[i];
      raw.children[i] = child.raw == null ? child : child.raw;
    }
  }

  private ColumnBuffers raw(int rows) {
    ColumnBuffers raw = appender.buffers.slice(0, rows, 0);
    raw.values = content(slots, appender.slotBytes(rows));
    if (raw.validity != null) {
      raw.validity = content(bitmap, appender.bitmapBytes(rows));
    }
    return raw;
  }

  private static MemorySegment content(GrowableSegment memory, long bytes) {
    return bytes == 0 || memory.capacity() == 0
        ? MemorySegment.NULL
        : memory.segment().asSlice(0, bytes);
  }

  /** What is not worth a chunk of the arena stays an empty segment. */
  static MemorySegment adopt(GrowableSegment memory, long bytes, BatchArena arena) {
    if (bytes == 0 || memory.capacity() == 0) {
      return MemorySegment.NULL;
    }
    memory.truncate(Math.min(memory.size(), bytes));
    memory.commit(bytes - memory.size());
    return arena.adopt(memory);
  }

  /** Gives back what no arena took over. */
  @Override
  public void close() {
    slots.close();
    bitmap.close();
    for (GrowingSlots field : fields) {
      field.close();
    }
  }
}
