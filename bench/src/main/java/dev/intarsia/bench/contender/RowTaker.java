package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.TelemetryObject;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;

/** Takes one row after the other, from either form that rows are held in. */
interface RowTaker {

  /** Takes the row that a reader is at. */
  void take(TelemetryReader row) throws IOException;

  /** Takes an object, which never changes. */
  void take(TelemetryObject row) throws IOException;
}
