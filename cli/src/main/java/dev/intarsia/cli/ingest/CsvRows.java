package dev.intarsia.cli.ingest;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.ValueAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns CSV records into rows: a field goes to the column of its name. */
final class CsvRows extends CsvRecord {
  private final NullText nulls;
  private final List<String> names;
  // Of each field; null for a field that is left out.
  private final @Nullable ColumnFeed[] feeds;
  private final @Nullable ValueAppender[] values;
  private boolean muted;

  /**
   * Rows of one input.
   *
   * @throws Failure if its columns are not those of the schema
   */
  CsvRows(Input input, List<String> names, Schema schema, RowAppender row, IngestOptions options) {
    this.names = names;
    nulls = new NullText(options.nullValues());
    feeds = new ColumnFeed[names.size()];
    values = new ValueAppender[names.size()];
    ColumnFeed[] columns = schema.fields().stream().map(ColumnFeed::of).toArray(ColumnFeed[]::new);
    for (int i = 0; i < feeds.length; i++) {
      String name = names.get(i);
      if (schema.contains(name)) {
        feeds[i] = columns[schema.index(name)];
        values[i] = row.value(schema.index(name));
      } else if (!options.ignoreUnknown()) {
        throw new Failure(
            "%s has a column '%s' that the schema has not; --ignore-unknown leaves it out"
                .formatted(input.name(), name));
      }
    }
    schema.fields().stream()
        .filter(field -> !field.nullable() && !names.contains(field.name()))
        .findFirst()
        .ifPresent(
            field -> {
              throw new Failure(
                  "%s has no column '%s', which the schema requires"
                      .formatted(input.name(), field.name()));
            });
  }

  /** Whether fields are let pass: those of a header are no values. */
  void mute(boolean mute) {
    muted = mute;
  }

  @Override
  void field(int index, Text field, boolean quoted) {
    ColumnFeed feed = !muted && index < feeds.length ? feeds[index] : null;
    ValueAppender value = feed == null ? null : values[index];
    if (feed != null && value != null && !isNull(feed, field, quoted)) {
      feed.text(value, field);
    }
  }

  // "" is an empty text, where a text can be empty; a number cannot.
  private boolean isNull(ColumnFeed feed, Text field, boolean quoted) {
    return nulls.matches(field) && !(quoted && feed.takesAnyText());
  }

  @Override
  String nameOf(int index) {
    return "field " + (index + 1) + (index < names.size() ? " '" + names.get(index) + "'" : "");
  }
}
