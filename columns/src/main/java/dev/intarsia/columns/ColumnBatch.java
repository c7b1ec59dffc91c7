package dev.intarsia.columns;

import dev.intarsia.columns.buffer.ColumnBuffers;
import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryPool;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Columns of equal length. {@linkplain #builder Built} column by column in memory of the engine, or
 * {@linkplain #wrap wrapped} around segments of the caller; either way the values do not change any
 * more.
 *
 * <p>A batch is counted: it starts with one reference, {@link #retain} adds one, {@link #close}
 * takes one, and with the last the batch is at its end. Slices and selections are batches of their
 * own that share the buffers and must be closed too; the memory goes when the last of them does.
 * Using a batch after its end throws {@link IllegalStateException}, and so do the segments of its
 * columns.
 *
 * <p>It belongs to the thread that made it, which the segments enforce where they are the engine's.
 * {@link #detach} and {@link #attach} hand it over to another.
 */
public final class ColumnBatch implements AutoCloseable {
  private final Schema schema;
  private final int rowCount;
  private final List<Column> columns;
  private final BatchMemory memory;
  private int references = 1;
  private boolean detached;

  private ColumnBatch(Schema schema, List<Column> columns, BatchMemory memory) {
    this.schema = schema;
    this.columns = List.copyOf(columns);
    this.memory = memory;
    rowCount = columns.getFirst().length();
    memory.hold();
  }

  /**
   * Starts a batch that is filled column by column.
   *
   * @param schema the columns
   * @param pool where the memory comes from; must outlive the batch
   * @param expectedRows how many rows to make room for at first; more may come
   * @return a builder, to be closed by the caller
   */
  public static BatchBuilder builder(Schema schema, MemoryPool pool, int expectedRows) {
    return new BatchBuilder(schema, pool, expectedRows);
  }

  /**
   * A batch around segments of the caller, which must stay alive and unchanged as long as the batch
   * is used. Nothing is copied, and closing the batch does not close them.
   *
   * @param schema the columns' fields
   * @param columns one for each field, made by {@code wrap} of the column classes, of equal length;
   *     those of another batch are good until that one is closed or detached
   * @return the batch, to be closed by the caller
   * @throws IllegalArgumentException if the columns do not make up the schema
   */
  public static ColumnBatch wrap(Schema schema, List<Column> columns) {
    check(schema, columns);
    return new ColumnBatch(
        schema, columns.stream().map(Column::scoped).toList(), new BatchMemory(null));
  }

  /**
   * A batch that takes over the arena its columns lie in, and closes it at its end.
   *
   * @param schema the columns' fields
   * @param columns one for each field, of equal length, all of their segments from the arena
   * @param arena attached to the calling thread; still the caller's if this throws
   * @return the batch, to be closed by the caller
   * @throws IllegalArgumentException if the columns do not make up the schema
   */
  public static ColumnBatch of(Schema schema, List<Column> columns, BatchArena arena) {
    check(schema, columns);
    return new ColumnBatch(schema, columns, new BatchMemory(Objects.requireNonNull(arena)));
  }

  private static void check(Schema schema, List<Column> columns) {
    if (columns.size() != schema.size()) {
      throw new IllegalArgumentException(
          "%d columns for the %d fields of schema '%s'"
              .formatted(columns.size(), schema.size(), schema.name()));
    }
    Column first = columns.getFirst();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (!column.field().equals(schema.field(i))) {
        throw new IllegalArgumentException(
            "column %d is '%s', but the schema has '%s' there"
                .formatted(i, column.field(), schema.field(i)));
      }
      if (column.length() != first.length()) {
        throw new IllegalArgumentException(
            "column '%s' has %d rows, but column '%s' has %d"
                .formatted(
                    first.field().name(), first.length(), column.field().name(), column.length()));
      }
    }
  }

  /**
   * What the columns hold.
   *
   * @return the schema
   */
  public Schema schema() {
    return schema;
  }

  /**
   * The length of every column.
   *
   * @return rows
   */
  public int rowCount() {
    return rowCount;
  }

  /**
   * A column.
   *
   * @param index 0 to {@code schema().size() - 1}
   * @return a view, good until the end of the batch
   * @throws IllegalStateException if the batch is at its end, or detached
   */
  public Column column(int index) {
    requireUsable();
    return columns.get(index);
  }

  /**
   * A column.
   *
   * @param name its field's
   * @return a view, good until the end of the batch
   * @throws IllegalArgumentException if there is none of that name
   * @throws IllegalStateException if the batch is at its end, or detached
   */
  public Column column(String name) {
    return column(schema.index(name));
  }

  /**
   * Adds a reference, for someone who will close the batch too.
   *
   * @return this
   * @throws IllegalStateException if the batch is at its end, or detached
   */
  public ColumnBatch retain() {
    requireUsable();
    references++;
    return this;
  }

  /**
   * Takes a reference; the last one ends the batch.
   *
   * @throws IllegalStateException if the batch is at its end already
   */
  @Override
  public void close() {
    if (references == 0) {
      throw new IllegalStateException("double close: the batch of '" + schema.name() + "'");
    }
    if (!detached) {
      memory.requireOwner();
    }
    if (references == 1) {
      memory.release();
    }
    references--;
  }

  /**
   * A window of the rows that shares the buffers.
   *
   * @param from the first row
   * @param count how many
   * @return a batch of its own, to be closed by the caller
   * @throws IndexOutOfBoundsException if there are no such rows
   */
  public ColumnBatch slice(int from, int count) {
    Objects.checkFromIndexSize(from, count, rowCount);
    return view(schema, columns, from, count);
  }

  /**
   * Some of the columns, in the order given: a selection, a reordering or both.
   *
   * @param indexes positions, each at most once
   * @return a batch of its own that shares the buffers, to be closed by the caller
   */
  public ColumnBatch select(int... indexes) {
    List<Column> selected = Arrays.stream(indexes).mapToObj(columns::get).toList();
    return view(schema.select(indexes), selected, 0, rowCount);
  }

  /**
   * Some of the columns, in the order given.
   *
   * @param names fields of the schema, each at most once
   * @return a batch of its own that shares the buffers, to be closed by the caller
   */
  public ColumnBatch select(String... names) {
    return select(Arrays.stream(names).mapToInt(schema::index).toArray());
  }

  /**
   * All columns but some.
   *
   * @param names fields of the schema, not all of them
   * @return a batch of its own that shares the buffers, to be closed by the caller
   */
  public ColumnBatch drop(String... names) {
    List<Integer> dropped = Arrays.stream(names).map(schema::index).toList();
    return select(
        IntStream.range(0, schema.size()).filter(index -> !dropped.contains(index)).toArray());
  }

  /**
   * The columns with one under another name.
   *
   * @param name a field of the schema
   * @param newName what it is called in the result
   * @return a batch of its own that shares the buffers, to be closed by the caller
   */
  public ColumnBatch rename(String name, String newName) {
    return view(schema.rename(name, newName), columns, 0, rowCount);
  }

  private ColumnBatch view(Schema newSchema, List<Column> sources, int from, int count) {
    requireUsable();
    List<Column> views =
        IntStream.range(0, sources.size())
            .mapToObj(i -> sources.get(i).view(newSchema.field(i), from, count))
            .toList();
    return new ColumnBatch(newSchema, views, memory);
  }

  /**
   * Lets go of the batch so that another thread can {@linkplain #attach take it}. Segments taken
   * from its columns are dead from now on.
   *
   * @throws IllegalStateException if the batch has more than one reference, shares its buffers with
   *     others, or wraps segments of the caller
   */
  public void detach() {
    requireUsable();
    if (references > 1) {
      throw new IllegalStateException(
          "the batch has " + references + " references; only a sole one can be handed over");
    }
    memory.handedOver().detach();
    detached = true;
  }

  /**
   * Takes a detached batch over for this thread. Whatever passes the batch between the threads must
   * order the two calls, as a queue does.
   *
   * @throws IllegalStateException if it is not detached
   */
  public void attach() {
    if (!detached || references == 0) {
      throw new IllegalStateException("the batch is not detached");
    }
    BatchArena arena = memory.attach();
    for (Column column : columns) {
      attach(column.buffers, arena);
    }
    detached = false;
  }

  /**
   * Segments of the old scope are dead and make way for those of the new one. The {@link
   * ColumnBuffers#raw raw} ones belong to no thread, show the same memory, and stay.
   */
  private static void attach(ColumnBuffers buffers, BatchArena arena) {
    buffers.values = attached(buffers.values, arena);
    buffers.data = attached(buffers.data, arena);
    MemorySegment validity = buffers.validity;
    buffers.validity = validity == null ? null : attached(validity, arena);
    for (ColumnBuffers child : buffers.children) {
      attach(child, arena);
    }
  }

  /** A segment without bytes need not come from the arena. */
  private static MemorySegment attached(MemorySegment segment, BatchArena arena) {
    return segment.byteSize() == 0 ? segment : arena.attached(segment);
  }

  private void requireUsable() {
    if (references == 0) {
      throw new IllegalStateException("Already closed: the batch of '" + schema.name() + "'");
    }
    if (detached) {
      throw new IllegalStateException("Detached: the batch of '" + schema.name() + "'");
    }
    memory.requireOwner();
  }

  @Override
  public String toString() {
    return "ColumnBatch['%s': %d columns, %d rows, %d references]"
        .formatted(schema.name(), schema.size(), rowCount, references);
  }
}
