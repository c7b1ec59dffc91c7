package dev.intarsia.parquet.write;

import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;

/** What a column chunk says about its values: the sum of what its pages say. */
final class ChunkStatistics implements AutoCloseable {
  private final ValueOrder order;
  private final GrowableSegment min;
  private final GrowableSegment max;
  private boolean present;
  private long nans;

  ChunkStatistics(ValueOrder order, MemoryPool pool, String owner) {
    this.order = order;
    this.min = GrowableSegment.allocate(pool, owner, 2 * Long.BYTES);
    this.max = GrowableSegment.allocate(pool, owner, 2 * Long.BYTES);
  }

  /** Takes in a page. */
  void add(PageBounds page) {
    nans = page.nans() < 0 ? -1 : nans + page.nans();
    Extremes extremes = page.extremes();
    if (!extremes.present()) {
      return;
    }
    MemorySegment values = extremes.segment();
    if (!present || compare(values, extremes.minOffset(), extremes.minLength(), min) < 0) {
      set(min, values, extremes.minOffset(), extremes.minLength());
    }
    if (!present || compare(values, extremes.maxOffset(), extremes.maxLength(), max) > 0) {
      set(max, values, extremes.maxOffset(), extremes.maxLength());
    }
    present = true;
  }

  private int compare(MemorySegment values, long offset, int length, GrowableSegment bound) {
    return order.compare(values, offset, length, bound.segment(), 0, (int) bound.size());
  }

  private static void set(GrowableSegment bound, MemorySegment values, long offset, int length) {
    bound.clear();
    bound.reserve(Math.max(length, 1));
    bound.putBytes(values, offset, length);
  }

  /** Whether there are a minimum and a maximum. */
  boolean present() {
    return present;
  }

  GrowableSegment min() {
    return min;
  }

  GrowableSegment max() {
    return max;
  }

  /** Values that are NaN, -1 where the type knows none. */
  long nans() {
    return nans;
  }

  /** Begins the next column chunk; an extreme may have been a large value. */
  void clear() {
    present = false;
    min.release();
    max.release();
    nans = 0;
  }

  @Override
  public void close() {
    min.close();
    max.close();
  }
}
