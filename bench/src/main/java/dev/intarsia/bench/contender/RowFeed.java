package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.TelemetryObjects;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.RowAppender;
import java.io.IOException;

/** Sets all rows of an input in a row appender, however they are held. */
final class RowFeed {
  private final Input input;
  private final TelemetryReader reader = new TelemetryReader();

  RowFeed(Input input) {
    this.input = input;
  }

  void appendTo(RowAppender row) throws IOException {
    switch (input.source()) {
      case BUFFER -> appendBuffer(row);
      case OBJECTS -> appendObjects(row);
      case COLUMNS -> throw new IllegalStateException("columns have no rows to append");
    }
  }

  private void appendBuffer(RowAppender row) throws IOException {
    input.buffer().read(reader);
    while (reader.next()) {
      reader.appendTo(row);
    }
  }

  private void appendObjects(RowAppender row) throws IOException {
    TelemetryObjects objects = input.objects();
    for (int i = 0; i < objects.rowCount(); i++) {
      objects.row(i).appendTo(row);
    }
  }
}
