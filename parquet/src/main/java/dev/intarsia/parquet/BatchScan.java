package dev.intarsia.parquet;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Schema;
import dev.intarsia.parquet.event.ScanEvent;
import dev.intarsia.parquet.read.BatchReader;
import dev.intarsia.parquet.read.FilteredRows;
import dev.intarsia.parquet.read.Loaded;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a file, batch by batch.
 *
 * <pre>{@code
 * try (BatchScan scan = reader.scan().project("timestamp", "service").open()) {
 *   ColumnBatch next;
 *   while ((next = scan.next()) != null) {
 *     try (ColumnBatch batch = next) {
 *       …
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A batch belongs to the caller until it is closed, also beyond the end of the scan and of the
 * reader; its memory comes from the reader's pool, which must outlive it. What the scan works with
 * goes back on {@link #close}. Once {@link #next} has thrown, the scan can only be closed.
 *
 * <p>For one thread at a time. Further threads that {@link ScanBuilder#threads} asks for are the
 * scan's own business.
 */
public final class BatchScan implements AutoCloseable {
  private final BatchReader batches;
  private final int rowGroups;
  private final @Nullable FilteredRows filtered;
  private @Nullable ScanEvent event = ScanEvent.started();

  BatchScan(BatchReader batches, int rowGroups, @Nullable FilteredRows filtered) {
    this.batches = batches;
    this.rowGroups = rowGroups;
    this.filtered = filtered;
  }

  /**
   * What the batches hold: the fields asked for, in that order.
   *
   * @return the schema
   */
  public Schema schema() {
    return batches.schema();
  }

  /**
   * Reads the next batch, which has one row at least.
   *
   * @return a batch of the calling thread, to be closed by the caller; null at the end
   * @throws CorruptFileException if the file is not what Parquet says it must be
   * @throws UnsupportedFeatureException if it uses what this reader does not have
   * @throws IOException if it cannot be read
   * @throws dev.intarsia.memory.MemoryLimitExceededException if the pool cannot serve the batch
   * @throws IllegalStateException if the scan is closed or failed before, or if the texts of one
   *     column take more than 2 GiB in a batch
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public @Nullable ColumnBatch next() throws IOException {
    return batches.next();
  }

  /**
   * What the scan did so far.
   *
   * @return counts
   */
  public ScanMetrics metrics() {
    Loaded loaded = batches.loaded();
    return new ScanMetrics(
        rowGroups,
        batches.rows(),
        batches.batches(),
        loaded.pages(),
        loaded.bytes(),
        filtered == null ? FilterMetrics.NONE : filtered.metrics());
  }

  /** Ends the scan; a second call does nothing. Batches stay their owners'. */
  @Override
  public void close() {
    batches.close();
    ScanEvent open = event;
    if (open != null) {
      event = null;
      emit(open, metrics());
    }
  }

  private void emit(ScanEvent open, ScanMetrics done) {
    FilterMetrics filter = done.filter();
    open.decoded(
            done.decodedPages() + filter.decodedPages(),
            done.decodedBytes() + filter.decodedBytes())
        .filtered(filter.prunedRows(), filter.testedRows())
        .emit(batches.name(), rowGroups, done.rows(), done.batches());
  }
}
