package dev.intarsia.bench.experiment.allocator;

import dev.intarsia.bench.experiment.work.Operation;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetryRows;
import java.lang.foreign.MemorySegment;

/**
 * Turns rows into columns of Arrow's layout, batch by batch: takes two or three buffers a column,
 * fills them, sums them up as a consumer would read them, gives them back.
 */
public final class BatchBuilding implements Operation {
  private static final int COLUMNS = TelemetryLayout.COLUMNS;

  /** How many buffers the columns of a batch take. */
  public static final int BUFFERS_PER_BATCH = BatchShape.buffers();

  private final TelemetryRows rows;
  private final Allocator allocator;
  private final BatchShape shape;
  private final BatchColumns columns = new BatchColumns();
  private final TelemetryReader reader = new TelemetryReader();

  public BatchBuilding(TelemetryRows rows, int batchRows, Allocator allocator) {
    this.rows = rows;
    this.allocator = allocator;
    shape = new BatchShape(rows, batchRows);
  }

  @Override
  public long run() {
    rows.read(reader);
    long sum = 0;
    for (int batch = 0; batch < shape.batches(); batch++) {
      int count = shape.rows(batch);
      take(batch, count);
      for (int row = 0; row < count; row++) {
        reader.next();
        columns.append(reader, row);
      }
      sum += columns.sum();
      allocator.giveBack();
    }
    return sum;
  }

  private void take(int batch, int count) {
    for (int column = 0; column < COLUMNS; column++) {
      int width = BatchShape.WIDTHS[column];
      boolean text = BatchShape.TEXTS[column];
      long bits = (count + 7L) >>> 3;
      long bytes = width == 0 ? bits : (long) width * (text ? count + 1 : count);
      columns.place(
          column,
          allocator.take(bytes),
          bytes,
          text ? allocator.take(Math.max(1, shape.textBytes(batch, column))) : MemorySegment.NULL,
          BatchShape.NULLABLE[column] ? allocator.take(bits) : MemorySegment.NULL);
    }
  }
}
