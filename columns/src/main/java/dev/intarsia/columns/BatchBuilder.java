package dev.intarsia.columns;

import dev.intarsia.columns.append.GrowingColumn;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills a batch column by column; see {@link ColumnBatch#builder}. Columns may be filled in any
 * order and in turns, and must be of one length in the end.
 *
 * <p>Belongs to one thread at a time. Close it in any case: after {@link #build} that does nothing,
 * before it, it gives the memory back.
 */
public final class BatchBuilder implements AutoCloseable {
  private final Schema schema;
  private final MemoryPool pool;
  private final List<ColumnBuilder> columns = new ArrayList<>();
  private boolean done;

  BatchBuilder(Schema schema, MemoryPool pool, int expectedRows) {
    if (expectedRows < 0) {
      throw new IllegalArgumentException("expecting " + expectedRows + " rows");
    }
    this.schema = schema;
    this.pool = pool;
    for (Field field : schema.fields()) {
      columns.add(new ColumnBuilder(new GrowingColumn(field, pool, expectedRows)));
    }
  }

  /**
   * Has text checked to be UTF-8 from now on.
   *
   * @return this
   */
  public BatchBuilder validateUtf8() {
    columns.forEach(column -> column.growing.validateUtf8());
    return this;
  }

  /**
   * The way to fill a column.
   *
   * @param index 0 to {@code schema.size() - 1}
   * @return the same builder every time
   */
  public ColumnBuilder column(int index) {
    return columns.get(index);
  }

  /**
   * The way to fill a column.
   *
   * @param name its field's
   * @return the same builder every time
   * @throws IllegalArgumentException if there is none of that name
   */
  public ColumnBuilder column(String name) {
    return column(schema.index(name));
  }

  /**
   * Turns what was appended into a batch of the calling thread. Nothing is copied. The builder is
   * used up.
   *
   * @return the batch, to be closed by the caller
   * @throws IllegalStateException if the columns differ in length, or a struct, list or map lacks
   *     something and was dropped; more may be appended then
   */
  public ColumnBatch build() {
    if (done) {
      throw new IllegalStateException("the builder of '" + schema.name() + "' is used up");
    }
    columns.forEach(column -> column.growing.finish());
    checkLengths();
    BatchArena arena = pool.arena("batch of " + schema.name());
    try {
      List<Column> built = columns.stream().map(column -> column.growing.build(arena)).toList();
      ColumnBatch batch = ColumnBatch.of(schema, built, arena);
      close();
      return batch;
    } catch (RuntimeException | OutOfMemoryError e) {
      close();
      arena.close();
      throw e;
    }
  }

  private void checkLengths() {
    for (ColumnBuilder column : columns) {
      if (column.length() != columns.getFirst().length()) {
        throw new IllegalStateException(
            "column '%s' has %d rows, but column '%s' has %d"
                .formatted(
                    schema.field(0).name(),
                    columns.getFirst().length(),
                    column.growing.field().name(),
                    column.length()));
      }
    }
  }

  /** Gives back what no batch took over. */
  @Override
  public void close() {
    if (!done) {
      done = true;
      columns.forEach(column -> column.growing.close());
    }
  }
}
