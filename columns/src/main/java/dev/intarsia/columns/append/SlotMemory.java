package dev.intarsia.columns.append;

import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of fixed size that the columns of a row buffer need, packed into few chunks.
 *
 * <p>Columns of power-of-two size side by side would have the same row of each fall into the same
 * set of the processor's cache, where a wide row evicts itself; so every piece is followed by a
 * cache line that no one uses.
 */
final class SlotMemory implements AutoCloseable {
  private static final long CACHE_LINE = 64;

  /** Pieces share chunks of up to this size. */
  private static final long CHUNK = 1 << 20;

  private final MemoryPool pool;
  private final List<GrowableSegment> chunks = new ArrayList<>();
  private MemorySegment chunk = MemorySegment.NULL;
  private long taken;
  private long outstanding;

  /** Expects pieces of so many bytes in all, as {@link #padded} counts them. */
  SlotMemory(MemoryPool pool, long total) {
    this.pool = pool;
    outstanding = total;
  }

  /** What a piece takes from the total. */
  static long padded(long bytes) {
    return bytes == 0 ? 0 : Bits.align(bytes, CACHE_LINE) + CACHE_LINE;
  }

  /** A piece of memory, not zeroed, that lasts until this is closed. */
  MemorySegment take(long bytes) {
    long padded = padded(bytes);
    if (padded > chunk.byteSize() - taken) {
      open(Math.max(padded, Math.min(outstanding, CHUNK)));
    }
    MemorySegment piece = chunk.asSlice(taken, bytes);
    taken += padded;
    outstanding -= padded;
    return piece;
  }

  private void open(long bytes) {
    GrowableSegment segment = GrowableSegment.allocate(pool, "rows", bytes);
    chunks.add(segment);
    segment.reserve(bytes);
    chunk = segment.segment();
    taken = 0;
  }

  @Override
  public void close() {
    chunks.forEach(GrowableSegment::close);
  }
}
