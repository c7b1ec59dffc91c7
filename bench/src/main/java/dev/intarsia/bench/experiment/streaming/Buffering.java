package dev.intarsia.bench.experiment.streaming;

import dev.intarsia.bench.contender.HeapBatchBuilder;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;

/** How much of a file is built before it is written. */
public enum Buffering {
  /** Rows go straight into pages. */
  ROWS_STREAMED("off-heap, rows streamed"),
  /** A row group's columns, then the next one's. */
  BATCHES_STREAMED("off-heap, batches streamed"),
  /** All columns, then the file. */
  WHOLE_FILE("off-heap, whole columns first"),
  /** A row group's columns in fresh arrays, then the next one's. */
  HEAP_BATCHES_STREAMED("on-heap, batches streamed"),
  /** All columns in arrays, then the file. */
  HEAP_WHOLE_FILE("on-heap, whole columns first"),
  /** All columns in arrays, then the file in an array, then to the disk. */
  HEAP_WHOLE_FILE_TWICE("on-heap, whole columns and file first");

  private final String label;

  Buffering(String label) {
    this.label = label;
  }

  /** What plots and tables call it. */
  public String label() {
    return label;
  }

  boolean isOnHeap() {
    return this == HEAP_BATCHES_STREAMED
        || this == HEAP_WHOLE_FILE
        || this == HEAP_WHOLE_FILE_TWICE;
  }

  /** Memory of the encoders: where the columns are. */
  MemoryPool pool() {
    return isOnHeap()
        ? MemoryPool.onHeap(label, MemoryLimit.unlimited())
        : MemoryPool.create(label, MemoryLimit.unlimited());
  }

  /** Where columns come to be, unless rows are streamed. */
  Columns columns(MemoryPool pool) {
    return isOnHeap() ? new HeapColumns(HeapBatchBuilder.growing()) : new PoolColumns(pool);
  }
}
