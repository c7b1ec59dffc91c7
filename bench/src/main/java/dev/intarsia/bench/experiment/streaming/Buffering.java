package dev.intarsia.bench.experiment.streaming;

import dev.intarsia.bench.contender.HeapBatchBuilder;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;

/** How much of a file is built before it is written. */
public enum Buffering {
  /** Rows go straight into pages. */
  ROWS_STREAMED("off-heap, rows streamed", true),
  /** A row group's columns, then the next one's. */
  BATCHES_STREAMED("off-heap, batches streamed", true),
  /** All columns, then the file. */
  WHOLE_FILE("off-heap, whole columns first", false),
  /** A row group's columns in fresh arrays, then the next one's. */
  HEAP_BATCHES_STREAMED("on-heap, batches streamed", true),
  /** All columns in arrays, then the file. */
  HEAP_WHOLE_FILE("on-heap, whole columns first", false),
  /** All columns in arrays, then the file in an array, then to the disk. */
  HEAP_WHOLE_FILE_TWICE("on-heap, whole columns and file first", false);

  private final String label;
  private final boolean streaming;

  Buffering(String label, boolean streaming) {
    this.label = label;
    this.streaming = streaming;
  }

  /** What plots and tables call it. */
  public String label() {
    return label;
  }

  /** Whether what is in memory does not depend on the length of the file. */
  public boolean isStreaming() {
    return streaming;
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
