package dev.intarsia.cli.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Keeps the fields of a first record, which may be names. */
final class CsvFirstRecord extends CsvRecord {
  private final NullText nulls;
  private final TextKind kinds = new TextKind();
  private final List<String> values = new ArrayList<>();
  private boolean allWords = true;

  CsvFirstRecord(NullText nulls) {
    this.nulls = nulls;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    super.handleBegin(startingLineNumber);
    values.clear();
    allWords = true;
  }

  @Override
  void field(int index, Text field, boolean quoted) {
    values.add(field.toString());
    allWords &= field.length() > 0 && !nulls.matches(field) && kinds.of(field, true) == Kind.STRING;
  }

  @Override
  String nameOf(int index) {
    return "field " + (index + 1);
  }

  /** The fields. */
  List<String> values() {
    return List.copyOf(values);
  }

  /**
   * Whether they could be names: none is empty, a number, a date or a boolean, and no two are the
   * same.
   */
  boolean looksLikeNames() {
    return allWords && new HashSet<>(values).size() == values.size();
  }
}
