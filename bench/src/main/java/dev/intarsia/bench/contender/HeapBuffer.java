package dev.intarsia.bench.contender;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A byte[] that is filled from its start and doubles when it is full, little-endian, as the buffers
 * of on-heap Arrow builders do.
 */
final class HeapBuffer {
  /** What a buffer starts with. */
  static final int INITIAL_BYTES = 32;

  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private final Growth growth;
  private byte[] bytes = {};
  private int size;

  HeapBuffer(Growth growth) {
    this.growth = growth;
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** Begins anew with an array of so many bytes. */
  void begin(int capacity) {
    bytes = new byte[capacity];
    size = 0;
    growth.allocated(capacity);
  }

  /** Makes room behind what is there, and says where. */
  private int room(int length) {
    int at = size;
    if (length > bytes.length - at) {
      grow(at + length);
    }
    size = at + length;
    return at;
  }

  private void grow(int needed) {
    int capacity = bytes.length;
    while (capacity < needed) {
      capacity = Math.multiplyExact(capacity, 2);
    }
    growth.allocated(capacity);
    growth.copied(size);
    bytes = Arrays.copyOf(bytes, capacity);
  }

  void putInt(int value) {
    int at = room(Integer.BYTES);
    INT.set(bytes, at, value);
  }

  void putLong(long value) {
    int at = room(Long.BYTES);
    LONG.set(bytes, at, value);
  }

  /** Sets a bit of an array that starts out as zeros; bits are set in ascending order. */
  void putBit(int index, boolean value) {
    int at = index >>> 3;
    if (at == size) {
      room(1);
    }
    if (value) {
      bytes[at] |= (byte) (1 << (index & 7));
    }
  }

  void put(MemorySegment source, long offset, int length) {
    int at = room(length);
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, bytes, at, length);
  }

  void put(byte[] source) {
    int at = room(source.length);
    System.arraycopy(source, 0, bytes, at, source.length);
  }

  int size() {
    return size;
  }

  /** What was put in, for as long as the array is not begun anew. */
  MemorySegment segment() {
    return MemorySegment.ofArray(bytes).asSlice(0, size);
  }
}
