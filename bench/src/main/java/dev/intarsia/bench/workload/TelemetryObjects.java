package dev.intarsia.bench.workload;

import java.util.List;

/** Telemetry rows as objects on the Java heap. */
public final class TelemetryObjects {
  private final TelemetryObject[] rows;

  TelemetryObjects(List<TelemetryObject> rows) {
    this.rows = rows.toArray(TelemetryObject[]::new);
  }

  /** How many rows there are. */
  public int rowCount() {
    return rows.length;
  }

  /** A row, from 0. */
  public TelemetryObject row(int index) {
    return rows[index];
  }
}
