package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.TelemetryObjects;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;

/** Gives all rows of an input to a taker, in the form they are held in. */
final class RowFeed {
  private final Input input;
  private final TelemetryReader reader = new TelemetryReader();

  RowFeed(Input input) {
    this.input = input;
  }

  void giveTo(RowTaker taker) throws IOException {
    switch (input.source()) {
      case BUFFER -> giveBuffer(taker);
      case OBJECTS -> giveObjects(taker);
      case COLUMNS -> throw new IllegalStateException("columns have no rows to give");
    }
  }

  private void giveBuffer(RowTaker taker) throws IOException {
    input.buffer().read(reader);
    while (reader.next()) {
      taker.take(reader);
    }
  }

  private void giveObjects(RowTaker taker) throws IOException {
    TelemetryObjects objects = input.objects();
    for (int i = 0; i < objects.rowCount(); i++) {
      taker.take(objects.row(i));
    }
  }
}
