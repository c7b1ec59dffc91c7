package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.PoolOptions;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Inputs and outputs of kernels in a test: closes all it made, and then the pool, which fails if
 * anything is still out.
 */
public final class Buffers implements AutoCloseable {
  /** Where the kernels under test take their memory from. */
  public final MemoryPool pool;

  private final List<GrowableSegment> made = new ArrayList<>();

  public Buffers() {
    this(true);
  }

  private Buffers(boolean poisoned) {
    pool =
        MemoryPool.create(
            "test", MemoryLimit.unlimited(), PoolOptions.defaults().withPoisoned(poisoned));
  }

  /** For runs so many that nobody waits until memory is poisoned. */
  static Buffers unpoisoned() {
    return new Buffers(false);
  }

  /** An empty output. */
  public GrowableSegment out() {
    GrowableSegment out = GrowableSegment.allocate(pool, "test", 0);
    made.add(out);
    return out;
  }

  /** Exactly these bytes, at an odd address: nothing may rely on alignment or read beyond. */
  public MemorySegment bytes(byte[] bytes) {
    GrowableSegment segment = out();
    segment.putByte((byte) 0);
    segment.putBytes(bytes, 0, bytes.length);
    return segment.segment().asSlice(1, bytes.length);
  }

  /** Little-endian int32 values. */
  public MemorySegment ints(int... values) {
    byte[] bytes = new byte[4 * values.length];
    MemorySegment heap = MemorySegment.ofArray(bytes);
    for (int i = 0; i < values.length; i++) {
      heap.set(INT_LE, 4L * i, values[i]);
    }
    return bytes(bytes);
  }

  /** A bitmap, LSB first, starting at bit {@code offset}; the bits before and behind it are set. */
  public MemorySegment bits(boolean[] values, int offset) {
    byte[] bytes = new byte[(offset + values.length + 7) / 8];
    Arrays.fill(bytes, (byte) 0xFF);
    MemorySegment heap = MemorySegment.ofArray(bytes);
    for (int i = 0; i < values.length; i++) {
      if (!values[i]) {
        Bits.clear(heap, offset + i);
      }
    }
    return bytes(bytes);
  }

  /** What an output holds. */
  public static byte[] written(GrowableSegment out) {
    return out.segment().asSlice(0, out.size()).toArray(JAVA_BYTE);
  }

  @Override
  public void close() {
    made.forEach(GrowableSegment::close);
    pool.close();
  }
}
