package dev.intarsia.bench.experiment.stream;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetryRows;

/** The rows of a buffer over and over. Getting the next one allocates nothing. */
public final class EndlessRows implements AutoCloseable {
  private final Input input;
  private final TelemetryRows rows;
  private final TelemetryReader reader = new TelemetryReader();

  /**
   * @param seed what the rows depend on
   * @param count how many there are until they repeat
   */
  public EndlessRows(long seed, int count) {
    input = Input.generate(Source.BUFFER, seed, count);
    rows = input.buffer();
    rows.read(reader);
  }

  /** A reader at the next row. */
  public TelemetryReader next() {
    if (!reader.next()) {
      rows.read(reader);
      reader.next();
    }
    return reader;
  }

  /** Bytes off the heap that the rows take until they repeat. */
  public long offHeapBytes() {
    return input.offHeapBytes();
  }

  @Override
  public void close() {
    input.close();
  }
}
