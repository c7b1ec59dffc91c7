package dev.intarsia.cli.ingest;

import dev.intarsia.columns.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the sampled fields of each CSV column look like. */
final class CsvShape extends CsvRecord {
  private final List<String> names;
  private final NullText nulls;
  private final boolean times;
  private final TextKind kinds = new TextKind();
  private final int[] seen;
  // A record counts once it is known to be whole.
  private final int[] record;

  CsvShape(List<String> names, NullText nulls, boolean times) {
    this.names = names;
    this.nulls = nulls;
    this.times = times;
    seen = new int[names.size()];
    record = new int[names.size()];
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    super.handleBegin(startingLineNumber);
    Arrays.fill(record, 0);
  }

  @Override
  void field(int index, Text field, boolean quoted) {
    if (index < record.length && !nulls.matches(field)) {
      record[index] = kind(field).bit();
    }
  }

  private Kind kind(Text field) {
    return field.length() == 0 ? Kind.STRING : kinds.of(field, times);
  }

  @Override
  String nameOf(int index) {
    return "field " + (index + 1);
  }

  /** Counts the record that was read. */
  void add() {
    for (int i = 0; i < seen.length; i++) {
      seen[i] |= record[i];
    }
  }

  /** The columns that hold all that was seen, in any of the inputs. */
  static List<Field> merge(List<CsvShape> shapes) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (CsvShape shape : shapes) {
      for (int i = 0; i < shape.seen.length; i++) {
        seen.merge(shape.names.get(i), shape.seen[i], (a, b) -> a | b);
      }
    }
    List<Field> columns = new ArrayList<>();
    seen.forEach((name, kinds) -> columns.add(Kind.widest(kinds, Kind.STRING).field(name)));
    return columns;
  }
}
