package dev.intarsia.cli.telemetry;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Telemetry rows back to back in one segment, as a network buffer holds them. Belongs to one thread
 * at a time; the memory belongs to the arena it was taken from.
 */
public final class TelemetryRows {
  private final MemorySegment segment;
  private long byteSize;
  private int rowCount;

  private TelemetryRows(MemorySegment segment) {
    this.segment = segment;
  }

  /**
   * An empty buffer that holds one block at a time.
   *
   * @param arena owns the {@link TelemetryGenerator#BLOCK_BYTES} of the buffer
   * @return the buffer, to be filled
   */
  public static TelemetryRows block(Arena arena) {
    return new TelemetryRows(arena.allocate(TelemetryGenerator.BLOCK_BYTES, Long.BYTES));
  }

  /**
   * Generates rows into one buffer of their own. They are generated twice: once to learn how many
   * bytes they take.
   *
   * @param arena owns the buffer, and {@link TelemetryGenerator#BLOCK_BYTES} besides
   * @param seed what the rows depend on
   * @param rows how many
   * @return the rows
   */
  public static TelemetryRows generate(Arena arena, long seed, int rows) {
    TelemetryGenerator generator = new TelemetryGenerator(seed, arena);
    TelemetryRows block = block(arena);
    long bytes = 0;
    for (int from = 0; from < rows; from += TelemetryGenerator.BLOCK_ROWS) {
      block.fill(generator, from / TelemetryGenerator.BLOCK_ROWS, blockRows(from, rows));
      bytes += block.byteSize();
    }
    TelemetryRows all =
        new TelemetryRows(arena.allocate(bytes + TelemetryGenerator.SLACK_BYTES, Long.BYTES));
    for (int from = 0; from < rows; from += TelemetryGenerator.BLOCK_ROWS) {
      all.append(generator, from / TelemetryGenerator.BLOCK_ROWS, blockRows(from, rows));
    }
    return all;
  }

  private static int blockRows(int from, int rows) {
    return Math.min(rows - from, TelemetryGenerator.BLOCK_ROWS);
  }

  /**
   * Puts the first rows of a block in the place of what was here.
   *
   * @param generator makes the rows
   * @param block number of the block, from 0
   * @param rows how many, at most {@link TelemetryGenerator#BLOCK_ROWS}
   */
  public void fill(TelemetryGenerator generator, long block, int rows) {
    byteSize = 0;
    rowCount = 0;
    append(generator, block, rows);
  }

  private void append(TelemetryGenerator generator, long block, int rows) {
    byteSize = generator.generate(block, rows, segment, byteSize);
    rowCount += rows;
  }

  /**
   * Puts a reader in front of the first row.
   *
   * @param reader valid until the next {@link #fill}
   */
  public void read(TelemetryReader reader) {
    reader.reset(segment, 0, byteSize);
  }

  /**
   * How long the rows are together.
   *
   * @return bytes
   */
  public long byteSize() {
    return byteSize;
  }

  /**
   * How many rows there are.
   *
   * @return the number of rows
   */
  public int rowCount() {
    return rowCount;
  }
}
