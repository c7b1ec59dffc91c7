package dev.intarsia.bench.micro;

import static dev.intarsia.bench.micro.AppendedValues.COLUMNS;
import static dev.intarsia.bench.micro.AppendedValues.FIXED;
import static dev.intarsia.bench.micro.AppendedValues.ROWS;
import static dev.intarsia.bench.micro.AppendedValues.VALUES;
import static java.util.Objects.requireNonNull;

import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.ColumnBuilder;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.append.RowBuffer;
import dev.intarsia.columns.append.RowSink;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Appending by width and kind of memory: value by value into the row buffer that a writer has (512
 * rows of 16 columns) and into a batch's builder (one column), and a whole column at once. An
 * operation is one value; ending its row, or building its batch, is shared. {@link
 * ArrayAppendBenchmark} is the baseline.
 */
@SuppressWarnings("NullAway.Init") // by setUp
@OperationsPerInvocation(VALUES)
public class AppendBenchmark extends KernelBenchmark {
  private static final long MAX_BYTES = 4 << 20;

  /** Where the columns lie. */
  public enum Memory {
    /** In native memory. */
    OFF_HEAP,
    /** In recycled arrays. */
    ON_HEAP
  }

  /** Sets the value of a column. */
  private interface Setter {
    void set(RowAppender rows, int column, int value);
  }

  /** Appends a value to a column. */
  private interface Appender {
    void append(ColumnBuilder column, int value);
  }

  /** What the columns hold. */
  @Param({"BOOLEAN", "INT32", "INT64", "INT64_NULLS", "FIXED_16", "TEXT"})
  public AppendedKind kind = AppendedKind.BOOLEAN;

  /** Where the columns lie. */
  @Param({"OFF_HEAP", "ON_HEAP"})
  public Memory memory = Memory.OFF_HEAP;

  private final AppendedValues values = new AppendedValues();
  private MemorySegment texts;
  private MemoryPool columnPool;
  private Schema schema;
  private Setter setter;
  private Appender appender;
  private RowBuffer buffer;
  private RowAppender row;
  private ColumnBatch source;
  private @Nullable ColumnBatch batch;

  /** Takes the memory, and makes the column that {@link #wholeColumn} copies. */
  @Setup
  public void setUp() {
    texts = copyOf(values.texts.bytes());
    MemoryLimit none = MemoryLimit.unlimited();
    columnPool =
        own(
            memory == Memory.OFF_HEAP
                ? MemoryPool.create("columns", none)
                : MemoryPool.onHeap("columns", none));
    schema = kind.schema(1);
    setter = setter();
    appender = appender();
    buffer = own(RowBuffer.allocate(kind.schema(COLUMNS), columnPool, ROWS + 1, MAX_BYTES, false));
    row = buffer.appender(new NeverFull());
    source = own(byValue());
    own(() -> replace(null));
  }

  private Setter setter() {
    int[] offsets = values.texts.offsets();
    return switch (kind) {
      case BOOLEAN -> (rows, column, i) -> rows.setBoolean(column, values.booleans[i]);
      case INT32 -> (rows, column, i) -> rows.setInt(column, values.ints[i]);
      case INT64 -> (rows, column, i) -> rows.setLong(column, values.longs[i]);
      case INT64_NULLS ->
          (rows, column, i) -> {
            if (values.present[i]) {
              rows.setLong(column, values.longs[i]);
            }
          };
      case FIXED_16 -> (rows, column, i) -> rows.setBytes(column, values.fixed, i * FIXED, FIXED);
      case TEXT ->
          (rows, column, i) -> rows.setUtf8(column, texts, offsets[i], offsets[i + 1] - offsets[i]);
    };
  }

  private Appender appender() {
    int[] offsets = values.texts.offsets();
    return switch (kind) {
      case BOOLEAN -> (column, i) -> column.appendBoolean(values.booleans[i]);
      case INT32 -> (column, i) -> column.appendInt(values.ints[i]);
      case INT64 -> (column, i) -> column.appendLong(values.longs[i]);
      case INT64_NULLS ->
          (column, i) -> {
            if (values.present[i]) {
              column.appendLong(values.longs[i]);
            } else {
              column.appendNull();
            }
          };
      case FIXED_16 -> (column, i) -> column.appendBytes(values.fixed, i * FIXED, FIXED);
      case TEXT -> (column, i) -> column.appendUtf8(texts, offsets[i], offsets[i + 1] - offsets[i]);
    };
  }

  /** By rows into a row buffer that is used again and again. */
  @Benchmark
  @NoGarbage
  public int rowBuffer() throws IOException {
    buffer.clear();
    int value = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int column = 0; column < COLUMNS; column++) {
        setter.set(row, column, value++);
      }
      row.end();
    }
    return buffer.rowCount();
  }

  /** By value into a new batch. */
  @Benchmark
  @NoGarbage
  public int batchBuilder() {
    return replace(byValue());
  }

  private ColumnBatch byValue() {
    try (BatchBuilder builder = ColumnBatch.builder(schema, columnPool, VALUES)) {
      ColumnBuilder column = builder.column(0);
      for (int i = 0; i < VALUES; i++) {
        appender.append(column, i);
      }
      return builder.build();
    }
  }

  /** All values at once into a new batch. */
  @Benchmark
  @NoGarbage
  public int wholeColumn() {
    try (BatchBuilder builder = ColumnBatch.builder(schema, columnPool, VALUES)) {
      builder.column(0).appendAll(source.column(0));
      return replace(builder.build());
    }
  }

  private int replace(@Nullable ColumnBatch next) {
    ColumnBatch old = batch;
    batch = next;
    if (old != null) {
      old.close();
    }
    return next == null ? 0 : next.rowCount();
  }

  /** A column of the row buffer as it was left. */
  Column rowColumn(int index) {
    return buffer.column(index);
  }

  /** The column of the last batch. */
  Column batchColumn() {
    return requireNonNull(batch).column(0);
  }

  /** The buffer has room for one more row than comes. */
  private static final class NeverFull implements RowSink {
    @Override
    public void full(RowBuffer rows) {
      throw new IllegalStateException("more rows than expected");
    }

    @Override
    public boolean relieve() {
      return false;
    }

    @Override
    public void check() {}
  }
}
