package dev.intarsia.cli.ingest;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import java.io.IOException;
import java.util.List;

/** Newline-delimited JSON. */
final class NdjsonFormat extends RecordFormat {
  private final IngestOptions options;

  NdjsonFormat(IngestOptions options) {
    this.options = options;
  }

  @Override
  Schema infer(List<Input> inputs) throws IOException {
    JsonShape shape = new JsonShape();
    for (Input input : inputs) {
      sample(input, shape);
    }
    List<Field> columns = shape.columns();
    if (columns.isEmpty()) {
      throw nothingFound();
    }
    return Schema.of("ndjson", columns);
  }

  private void sample(Input input, JsonShape shape) throws IOException {
    JsonLines lines = new JsonLines(input.open(true));
    boolean times = Boolean.TRUE.equals(options.times());
    for (long n = 0; !isSampled(input, n, options) && lines.next(); n++) {
      try {
        lines.begin();
        shape.addObject(lines, options.depth(), times);
        lines.finish();
      } catch (BadRecord bad) {
        badSample(input, lines.number(), lines.abandon(bad), options);
      }
    }
  }

  @Override
  void ingest(Input input, Schema schema, RowAppender row, RowLoop loop) throws IOException {
    JsonRows rows = new JsonRows(schema, row, options.ignoreUnknown());
    JsonLines lines = new JsonLines(input.open(false));
    RowLoop.Setter setter = _ -> rows.set(lines);
    while (lines.next()) {
      try {
        loop.row(setter);
      } catch (BadRecord bad) {
        loop.bad(input, lines.number(), lines.abandon(bad));
      }
      loop.passed(input);
    }
  }
}
