package dev.intarsia.cli.ingest;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Separated values. */
final class CsvFormat extends RecordFormat {
  private final IngestOptions options;
  private final boolean tabs;
  private final NullText nulls;
  private final Map<Input, CsvLayout> layouts = new HashMap<>();
  // What the first input showed holds for all.
  private @Nullable Boolean header;

  CsvFormat(IngestOptions options, boolean tabs) {
    this.options = options;
    this.tabs = tabs;
    header = options.header();
    nulls = new NullText(options.nullValues());
  }

  @Override
  Schema infer(List<Input> inputs) throws IOException {
    List<CsvShape> shapes = new ArrayList<>();
    for (Input input : inputs) {
      CsvLayout layout = layout(input, null);
      if (layout == null) {
        continue;
      }
      shapes.add(sample(input, layout));
    }
    if (shapes.isEmpty()) {
      throw nothingFound();
    }
    return Schema.of("csv", CsvShape.merge(shapes));
  }

  @Override
  void prepare(List<Input> inputs, Schema schema) throws IOException {
    for (Input input : inputs) {
      layout(input, schema);
    }
  }

  private CsvShape sample(Input input, CsvLayout layout) throws IOException {
    boolean times = !Boolean.FALSE.equals(options.times());
    CsvShape shape = new CsvShape(layout.names(), nulls, times);
    CsvRecords records = CsvRecords.open(input, layout.delimiter(), true, shape);
    skipHeader(records, layout);
    for (long n = 0; !isSampled(input, n, options) && records.next(); n++) {
      try {
        shape.check(layout.names().size());
        shape.add();
      } catch (BadRecord bad) {
        badSample(input, shape.line(), bad, options);
      }
    }
    return shape;
  }

  @Override
  void ingest(Input input, Schema schema, RowAppender row, RowLoop loop) throws IOException {
    CsvLayout layout = layouts.get(input);
    if (layout == null) {
      return;
    }
    CsvRows record = new CsvRows(input, layout.names(), schema, row, options);
    CsvRecords records = CsvRecords.open(input, layout.delimiter(), false, record);
    record.mute(true);
    skipHeader(records, layout);
    record.mute(false);
    int fields = layout.names().size();
    RowLoop.Setter check = _ -> record.check(fields);
    while (records.next()) {
      try {
        loop.row(check);
      } catch (BadRecord bad) {
        loop.bad(input, record.line(), bad);
      }
      loop.passed(input);
    }
  }

  private static void skipHeader(CsvRecords records, CsvLayout layout) throws IOException {
    if (layout.header()) {
      records.next();
    }
  }

  /** The input's layout, or null if there is nothing in it. */
  private @Nullable CsvLayout layout(Input input, @Nullable Schema schema) throws IOException {
    char delimiter = delimiter(input);
    CsvFirstRecord first = new CsvFirstRecord(nulls);
    if (!CsvRecords.open(input, delimiter, true, first).next()) {
      return null;
    }
    if (header == null) {
      header = first.looksLikeNames();
    }
    boolean hasHeader = Objects.requireNonNull(header);
    List<String> names = names(input, first.values(), hasHeader, schema);
    CsvLayout layout = new CsvLayout(delimiter, hasHeader, names);
    layouts.put(input, layout);
    return layout;
  }

  private char delimiter(Input input) throws IOException {
    if (options.delimiter() != null) {
      return options.delimiter();
    }
    return tabs ? '\t' : CsvLayout.likelyDelimiter(input.head());
  }

  private List<String> names(
      Input input, List<String> first, boolean hasHeader, @Nullable Schema schema) {
    List<String> names = options.columns();
    if (names.isEmpty() && !hasHeader && schema != null) {
      names = schema.fields().stream().map(Field::name).toList();
    }
    if (names.isEmpty()) {
      names = hasHeader ? first : List.of();
      return CsvLayout.named(names, first.size(), input.name());
    }
    if (names.size() != first.size()) {
      throw new Failure(
          "%s has %d fields in its first record, but %d columns are named"
              .formatted(input.name(), first.size(), names.size()));
    }
    return CsvLayout.named(names, names.size(), input.name());
  }
}
