package dev.intarsia.parquet.read;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.parquet.FileMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a file batch by batch. It belongs to one thread at a time, and so do the batches
 * it gives away; with {@link DecodeThreads} others decode meanwhile.
 */
public final class BatchReader implements AutoCloseable {
  private final OpenFile file;

  /** Unless the file is in memory. */
  private final @Nullable SharedReads reads;

  private final Schema schema;
  private final List<FieldReader> fields = new ArrayList<>();
  private final RowPlan plan;
  private final DecodeThreads threads;

  private long rows;
  private long batches;
  private boolean failed;
  private boolean closed;

  /**
   * Prepares to read; nothing is read yet.
   *
   * @param file open as long as this
   * @param projection indexes of the schema's fields, in the order wanted
   * @param plan which rows; closed with this, and where this constructor throws
   * @param batchRows the most rows of a batch
   * @param threads how many decode, the calling one among them
   */
  public BatchReader(OpenFile file, int[] projection, RowPlan plan, int batchRows, int threads) {
    this.file = file;
    this.plan = plan;
    FileMetadata metadata = file.metadata();
    schema = metadata.schema().select(projection);
    file.enter();
    reads = SharedReads.of(file, projection, plan);
    OpenFile shared = reads == null ? file : file.through(reads);
    try {
      int drafts = DecodeThreads.drafts(threads);
      for (int field : projection) {
        fields.add(FieldReader.of(shared, field, drafts));
      }
      this.threads = new DecodeThreads(fields, plan, batchRows, threads, shared);
    } catch (Throwable e) {
      fields.forEach(FieldReader::close);
      plan.close();
      file.leave();
      throw e;
    }
  }

  /**
   * What messages call the file.
   *
   * @return its path, or whatever its source is called
   */
  public String name() {
    return file.name();
  }

  /**
   * What the batches hold.
   *
   * @return the fields asked for, in that order
   */
  public Schema schema() {
    return schema;
  }

  /**
   * Reads the next batch.
   *
   * @return a batch of the calling thread, to be closed by it; null at the end
   * @throws IOException if the file cannot be read, or is corrupt; nothing can be read afterwards
   */
  public @Nullable ColumnBatch next() throws IOException {
    if (closed || failed) {
      throw new IllegalStateException(closed ? "the scan is closed" : "the scan failed before");
    }
    failed = true;
    int draft = threads.take();
    ColumnBatch batch = draft < 0 ? null : build(draft);
    failed = false;
    return batch;
  }

  private ColumnBatch build(int draft) {
    BatchArena arena = file.pool().arena("batch of " + schema.name());
    try {
      List<Column> columns = new ArrayList<>(fields.size());
      for (FieldReader field : fields) {
        columns.add(field.build(draft, arena));
      }
      ColumnBatch batch = ColumnBatch.of(schema, columns, arena);
      threads.giveBack(draft);
      rows += batch.rowCount();
      batches++;
      return batch;
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  /**
   * Rows given away so far.
   *
   * @return those of all batches together
   */
  public long rows() {
    return rows;
  }

  /**
   * Batches given away so far.
   *
   * @return closed ones and open ones
   */
  public long batches() {
    return batches;
  }

  /**
   * What was decompressed so far.
   *
   * @return for all columns that are delivered; those of a filter are not among them
   */
  public Loaded loaded() {
    return fields.stream().map(FieldReader::loaded).reduce(Loaded.NOTHING, Loaded::plus);
  }

  /** Waits for the threads and gives their memory back; batches stay their owners'. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      threads.close();
      fields.forEach(FieldReader::close);
      plan.close();
      if (reads != null) {
        reads.close();
      }
      file.leave();
    }
  }
}
