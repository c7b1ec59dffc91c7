package dev.intarsia.bench.workload;

import dev.intarsia.cli.telemetry.TelemetryGenerator;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetryRows;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry rows that are there before the clock starts, in one of the forms of {@link Source}; the
 * same rows in each, by seed. Owns their memory, and belongs to the thread that generated it.
 */
public final class Input implements AutoCloseable {
  private final Source source;
  private final int rows;
  private final Arena arena = Arena.ofShared();
  private @Nullable TelemetryRows buffer;
  private @Nullable TelemetryObjects objects;
  private @Nullable List<ColumnBatch> batches;
  private @Nullable MemoryPool pool;
  private long byteSize;
  private long offHeapBytes;

  private Input(Source source, int rows) {
    this.source = source;
    this.rows = rows;
  }

  /**
   * Makes rows up.
   *
   * @param source how to hold them
   * @param seed what they depend on
   * @param rows how many
   * @return the rows, to be closed by the caller
   */
  public static Input generate(Source source, long seed, int rows) {
    Input input = new Input(source, rows);
    try {
      switch (source) {
        case BUFFER -> input.generateBuffer(seed);
        case OBJECTS -> input.generateObjects(seed);
        case COLUMNS -> input.generateBatches(seed);
      }
      return input;
    } catch (RuntimeException | Error e) {
      input.close();
      throw e;
    }
  }

  private void generateBuffer(long seed) {
    TelemetryRows all = TelemetryRows.generate(arena, seed, rows);
    byteSize = all.byteSize();
    // The block that they were sized in stays in the arena.
    offHeapBytes = byteSize + TelemetryGenerator.BLOCK_BYTES + TelemetryGenerator.SLACK_BYTES;
    buffer = all;
  }

  private void generateObjects(long seed) {
    List<TelemetryObject> all = new ArrayList<>(rows);
    forEach(seed, row -> all.add(TelemetryObject.of(row)));
    objects = new TelemetryObjects(all);
  }

  private void generateBatches(long seed) {
    // None for the other forms: whoever comes first in a JVM is to find none of its classes there.
    MemoryPool columns = MemoryPool.create("input", MemoryLimit.unlimited());
    pool = columns;
    try (TelemetryBatches all = new TelemetryBatches(columns, rows)) {
      forEach(seed, all::add);
      batches = all.build();
    }
    offHeapBytes = TelemetryBatches.byteSize(held(batches, source));
  }

  /** Shows every row to a taker, a block of them in memory at a time. */
  private void forEach(long seed, Consumer<TelemetryReader> taker) {
    TelemetryReader reader = new TelemetryReader();
    try (Arena scratch = Arena.ofShared()) {
      TelemetryGenerator generator = new TelemetryGenerator(seed, scratch);
      TelemetryRows block = TelemetryRows.block(scratch);
      for (int from = 0; from < rows; from += TelemetryGenerator.BLOCK_ROWS) {
        int count = Math.min(rows - from, TelemetryGenerator.BLOCK_ROWS);
        block.fill(generator, from / TelemetryGenerator.BLOCK_ROWS, count);
        block.read(reader);
        while (reader.next()) {
          taker.accept(reader);
        }
        byteSize += block.byteSize();
      }
    }
  }

  /** How the rows are held. */
  public Source source() {
    return source;
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** How long the rows are in the layout of a buffer, however they are held. */
  public long byteSize() {
    return byteSize;
  }

  /**
   * Bytes that the rows take off the heap as they are held, and that nobody could do without: none
   * if they lie on it; of columns, their buffers without what slabs have to spare.
   */
  public long offHeapBytes() {
    return offHeapBytes;
  }

  /** The rows of a {@link Source#BUFFER}. */
  public TelemetryRows buffer() {
    return held(buffer, Source.BUFFER);
  }

  /** The rows of {@link Source#OBJECTS}. */
  public TelemetryObjects objects() {
    return held(objects, Source.OBJECTS);
  }

  /** The rows of {@link Source#COLUMNS}, in their order; not to be closed by the caller. */
  public List<ColumnBatch> batches() {
    return held(batches, Source.COLUMNS);
  }

  private <T> T held(@Nullable T form, Source asked) {
    if (form == null) {
      throw new IllegalStateException("the rows are held as " + source + ", not as " + asked);
    }
    return form;
  }

  @Override
  public void close() {
    objects = null;
    if (batches != null) {
      batches.forEach(ColumnBatch::close);
      batches = null;
    }
    if (pool != null) {
      pool.close();
      pool = null;
    }
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
