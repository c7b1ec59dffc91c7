package dev.intarsia.parquet;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.append.RowBuffer;
import dev.intarsia.columns.append.RowSink;
import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.format.FileFacts;
import dev.intarsia.parquet.format.FooterBuilder;
import dev.intarsia.parquet.format.SchemaLeaves;
import dev.intarsia.parquet.format.SortKey;
import dev.intarsia.parquet.write.RowGroupWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Parquet file from rows or columns.
 *
 * <pre>{@code
 * try (ParquetWriter writer = ParquetWriter.create(path, schema, pool, WriterOptions.defaults())) {
 *   RowAppender row = writer.rows();
 *   while (source.next()) {
 *     row.setLong(timestamp, source.time());
 *     row.setUtf8(service, source.segment(), source.offset(), source.length());
 *     row.end();
 *   }
 *   writer.finish();
 * }
 * }</pre>
 *
 * <p>The file appears under its name when {@link #finish} returns, complete. Whatever happens
 * before, in the writer or in the caller's loop, {@link #close} without {@code finish} leaves
 * nothing behind.
 *
 * <p>Memory: everything but a few objects lies in the given pool, is bounded by the options
 * whatever the file's length, and goes back on close. Where the pool runs short the row group ends
 * early; only if that does not help {@link dev.intarsia.memory.MemoryLimitExceededException} is
 * thrown, and what was appended before is kept: free memory and go on, or finish. To keep it, the
 * encoding of a few rows, the end of a row group and {@code finish} may go over the pool's limits
 * by what they need.
 *
 * <p>Threads: a writer belongs to one thread at a time, first the one that created it; any other is
 * refused. {@link #detach} lets go of it, and the next thread to use it takes it over, as it does
 * when the owner has ended.
 */
public final class ParquetWriter implements AutoCloseable {
  /** In the form that readers parse: application, version, build. */
  private static final String CREATED_BY = "intarsia version 0.1.0 (build 0)";

  /** Variable-width bytes that appended rows may gather before they are encoded. */
  private static final long STAGED_BYTES = 4 << 20;

  private enum State {
    OPEN,
    FAILED,
    FINISHED,
    DISCARDED
  }

  private static final System.Logger LOG = System.getLogger(ParquetWriter.class.getName());
  private static final VarHandle OWNER = owner();

  private final Schema schema;
  private final WriterOptions options;
  private final MemoryPool pool;
  private final FileSink sink;
  private final FooterBuilder footer;
  private final RowGroupWriter rowGroup;
  private @Nullable RowBuffer staged;
  private @Nullable RowAppender appender;
  private int stagedFrom;
  private volatile @Nullable Thread owner = Thread.currentThread();
  private State state = State.OPEN;
  private @Nullable Throwable failure;
  private boolean released;

  private ParquetWriter(Schema schema, MemoryPool pool, WriterOptions options, FileSink sink) {
    this.schema = schema;
    this.options = options;
    this.pool = pool;
    this.sink = sink;
    this.footer = new FooterBuilder(schema, pool, options.boundBytes());
    try {
      this.rowGroup = new RowGroupWriter(schema, options, pool, sink, footer);
    } catch (Throwable e) {
      footer.close();
      throw e;
    }
  }

  /**
   * Begins a file. It appears under its name when {@link #finish} returns; one that is there is
   * replaced. Closing the writer without finishing leaves nothing behind.
   *
   * @param file the file's name
   * @param schema what the rows look like
   * @param pool where memory comes from; stays the caller's
   * @param options how to write
   * @return a writer, to be closed by the caller
   * @throws IllegalArgumentException if the options do not fit the schema, before anything is
   *     opened
   * @throws IOException if the file cannot be created
   */
  public static ParquetWriter create(
      Path file, Schema schema, MemoryPool pool, WriterOptions options) throws IOException {
    OptionCheck.check(schema, options);
    return create(FileSink.of(file), schema, pool, options);
  }

  /**
   * Begins a file in a sink.
   *
   * @param sink where the bytes go; committed by {@link #finish}, discarded by {@link #close}
   *     without it and where this method throws
   * @param schema what the rows look like
   * @param pool where memory comes from; stays the caller's
   * @param options how to write
   * @return a writer, to be closed by the caller
   * @throws IllegalArgumentException if the options do not fit the schema
   * @throws IOException if the sink fails
   */
  public static ParquetWriter create(
      FileSink sink, Schema schema, MemoryPool pool, WriterOptions options) throws IOException {
    MemoryPool own = null;
    ParquetWriter writer = null;
    try {
      OptionCheck.check(schema, options);
      own = pool.child("writer of " + schema.name(), MemoryLimit.unlimited());
      writer = new ParquetWriter(schema, own, options, sink);
      writer.begin();
      return writer;
    } catch (Throwable e) {
      abandon(sink, writer, own, e);
      throw e;
    }
  }

  private static void abandon(
      FileSink sink, @Nullable ParquetWriter writer, @Nullable MemoryPool own, Throwable cause) {
    try (sink) {
      if (writer != null) {
        writer.close();
      } else if (own != null) {
        own.close();
      }
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private void begin() throws IOException {
    footer.writeMagic(sink);
  }

  /**
   * The way in for rows. What it gathers is encoded every {@link WriterOptions#stagedRows} rows.
   *
   * @return the appender, always the same
   */
  public RowAppender rows() {
    enter();
    RowAppender known = appender;
    if (known == null) {
      RowBuffer buffer =
          RowBuffer.allocate(
              schema, pool, options.stagedRows(), STAGED_BYTES, options.validateUtf8());
      staged = buffer;
      known = buffer.appender(new Staging());
      appender = known;
    }
    return known;
  }

  /**
   * Writes the rows of a batch, after those that were appended before. The batch stays the
   * caller's, and may be closed as soon as this returns.
   *
   * @param batch columns of the writer's schema
   * @throws IllegalArgumentException if the schemas differ, or a value, or all values of a row in
   *     one leaf of a nested column, take more than {@link BinaryColumn#LONGEST_VALUE} bytes; no
   *     row is taken
   * @throws dev.intarsia.memory.MemoryLimitExceededException if memory is too short for even a few
   *     rows; {@link #rowCount} tells how many of the batch were taken
   * @throws IOException if the sink fails; the writer can then only be closed
   */
  public void write(ColumnBatch batch) throws IOException {
    enter();
    if (!batch.schema().fields().equals(schema.fields())) {
      throw new IllegalArgumentException(
          "the batch is of %s%nand the writer of %s".formatted(batch.schema(), schema));
    }
    for (int i = 0; i < schema.size(); i++) {
      LongValues.check(batch.column(i));
    }
    encodeStaged();
    List<Column> columns = engineColumns(batch);
    // should a sink close the caller's batch, of all things: whatever shares its memory holds it
    try (ColumnBatch _ = batch.select(0)) {
      encode(columns::get, 0, batch.rowCount());
    }
  }

  private static List<Column> engineColumns(ColumnBatch batch) {
    return IntStream.range(0, batch.schema().size())
        .mapToObj(
            i -> {
              Column column = batch.column(i);
              ColumnBuffers raw = column.buffers().raw;
              return raw == null ? column : Column.over(column.field(), raw);
            })
        .toList();
  }

  /**
   * Ends the row group, if it has rows. The next row begins another.
   *
   * @throws IOException if the sink fails; the writer can then only be closed
   */
  public void endRowGroup() throws IOException {
    enter();
    encodeStaged();
    endGroup();
  }

  private void endGroup() throws IOException {
    try {
      rowGroup.end();
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
      throw e;
    }
  }

  /**
   * Rows that were appended or written so far.
   *
   * @return rows
   */
  public long rowCount() {
    RowBuffer buffer = staged;
    return rowGroup.totalRows() + (buffer == null ? 0 : buffer.rowCount() - stagedFrom);
  }

  /**
   * Lets go of the writer, so that another thread may use it: the next one that does takes it over.
   * What this thread wrote must happen before, as it does through any queue or lock.
   */
  public void detach() {
    enter();
    owner = null;
  }

  /**
   * Writes what is left, then the footer, and publishes the file.
   *
   * @return what the file holds
   * @throws IllegalStateException if a row was begun and neither ended nor cancelled
   * @throws IOException if the sink fails; the writer can then only be closed
   */
  public FileSummary finish() throws IOException {
    enter();
    RowBuffer buffer = staged;
    if (buffer != null && buffer.rowStarted()) {
      throw new IllegalStateException(
          "row %d was begun, but neither ended nor cancelled".formatted(rowCount()));
    }
    rowGroup.overdraft().begin(); // what was appended is written, whatever the budget says
    try {
      encodeStaged();
      rowGroup.end();
      footer.writeTo(sink, facts());
      long bytes = sink.position();
      sink.commit();
      state = State.FINISHED;
      return new FileSummary(rowGroup.totalRows(), rowGroup.rowGroups(), bytes);
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
      throw e;
    } finally {
      rowGroup.overdraft().end();
      release();
    }
  }

  private FileFacts facts() {
    List<SortKey> sorting =
        options.sortedBy().stream()
            .map(key -> new SortKey(leaf(key.column()), key.descending(), key.nullsFirst()))
            .toList();
    return new FileFacts(CREATED_BY, options.keyValues(), sorting);
  }

  private int leaf(String name) {
    return SchemaLeaves.of(schema).stream()
        .filter(leaf -> leaf.name().equals(name))
        .findFirst()
        .orElseThrow()
        .index();
  }

  /**
   * Gives all memory back, and discards the file unless {@link #finish} has published it. Closing
   * again does nothing.
   *
   * @throws IOException if a remnant of the file could not be removed
   */
  @Override
  public void close() throws IOException {
    if (state == State.FINISHED || state == State.DISCARDED) {
      return;
    }
    checkThread();
    if (state == State.OPEN && rowCount() > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "a file of {0} rows is discarded: finish() was not called",
          rowCount());
    }
    state = State.DISCARDED;
    try {
      release();
    } finally {
      sink.discard();
    }
  }

  private void release() {
    if (released) {
      return;
    }
    released = true;
    try (pool;
        footer;
        rowGroup) {
      if (staged != null) {
        staged.close();
      }
    }
  }

  private void encodeStaged() throws IOException {
    RowBuffer buffer = staged;
    if (buffer == null || buffer.rowCount() == 0) {
      return;
    }
    try {
      encode(buffer::column, stagedFrom, buffer.rowCount() - stagedFrom);
    } catch (MemoryLimitExceededException e) {
      stagedFrom += rowGroup.accepted();
      throw e;
    }
    buffer.clear();
    stagedFrom = 0;
  }

  private void encode(IntFunction<Column> columns, int from, int count) throws IOException {
    try {
      rowGroup.add(columns, from, count);
    } catch (MemoryLimitExceededException e) {
      if (!rowGroup.aligned()) {
        fail(e);
      }
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
      throw e;
    }
  }

  private void fail(Throwable cause) {
    state = State.FAILED;
    failure = cause;
  }

  private void enter() {
    checkThread();
    if (state == State.FAILED) {
      throw new IllegalStateException("the writer failed before; it can only be closed", failure);
    }
    if (state != State.OPEN) {
      throw new IllegalStateException(
          "the writer is " + (state == State.FINISHED ? "finished" : "closed"));
    }
  }

  @SuppressWarnings("ReferenceEquality") // a thread is itself
  private void checkThread() {
    Thread current = Thread.currentThread();
    if (owner != current) {
      takeOver(current);
    }
  }

  private static VarHandle owner() {
    try {
      return MethodHandles.lookup().findVarHandle(ParquetWriter.class, "owner", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private void takeOver(Thread current) {
    Thread found = owner;
    boolean free = found == null || !found.isAlive();
    if (!free || !OWNER.compareAndSet(this, found, current)) {
      throw new WrongThreadException(
          "the writer belongs to %s, not to %s; detach() lets go of it".formatted(owner, current));
    }
  }

  /** What appended rows call for. */
  private final class Staging implements RowSink {
    @Override
    public void check() {
      enter();
      RowBuffer buffer = staged;
      if (buffer != null && buffer.rowCount() >= options.stagedRows()) {
        try {
          encodeStaged();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void full(RowBuffer rows) throws IOException {
      enter();
      encodeStaged();
    }

    @Override
    public boolean relieve() throws IOException {
      enter();
      long before = pool.used();
      try {
        encodeStaged();
      } catch (MemoryLimitExceededException e) {
        // The complete rows stay staged; ending the row group may still free enough.
      }
      endGroup();
      return pool.used() < before;
    }
  }
}
