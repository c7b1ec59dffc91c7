package dev.intarsia.cli.ingest;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import java.io.IOException;
import java.util.List;

/** Any text: every line is the value of one column. */
final class LinesFormat extends RecordFormat {
  @Override
  Schema infer(List<Input> inputs) {
    return Schema.builder("lines").required("line", LogicalType.string()).build();
  }

  @Override
  void ingest(Input input, Schema schema, RowAppender row, RowLoop loop) throws IOException {
    LineReader lines = new LineReader(input.open(false));
    RowLoop.Setter setter =
        appender ->
            appender.setBytes(0, lines.buffer(), lines.start(), lines.end() - lines.start());
    while (lines.next()) {
      try {
        loop.row(setter);
      } catch (BadRecord bad) {
        loop.bad(input, lines.number(), bad);
      }
      loop.passed(input);
    }
  }
}
