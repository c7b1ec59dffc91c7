package dev.intarsia.cli.print;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns side by side. The first rows decide how wide they are; what comes later and is longer
 * stands out, for no table waits for its last row.
 */
final class TableRows implements RowPrinter {
  private static final int DECIDING_ROWS = 500;
  private static final int LONGEST_CELL = 60;
  private static final String CUT = "...";

  private final Schema schema;
  private final List<Cells> cells;
  private final List<String[]> held = new ArrayList<>();
  private final int[] widths;
  private boolean decided;

  TableRows(Schema schema, BinaryForm binary) {
    this.schema = schema;
    cells = schema.fields().stream().map(field -> Cells.of(field, binary)).toList();
    widths = new int[cells.size()];
  }

  @Override
  public void begin(StringBuilder out) {}

  @Override
  public void row(ColumnBatch batch, int row, StringBuilder out) {
    String[] line = new String[cells.size()];
    for (int i = 0; i < line.length; i++) {
      line[i] = cell(cells.get(i), batch.column(i), row);
    }
    if (decided) {
      append(line, out);
      return;
    }
    held.add(line);
    if (held.size() == DECIDING_ROWS) {
      decide(out);
    }
  }

  private static String cell(Cells cells, Column column, int row) {
    if (column.isNull(row)) {
      return "null";
    }
    StringBuilder text = new StringBuilder();
    cells.append(column, row, text);
    return shown(text);
  }

  /** On one line, and not longer than what a table takes. */
  static String shown(StringBuilder text) {
    boolean cut = text.codePointCount(0, text.length()) > LONGEST_CELL;
    if (cut) {
      text.setLength(text.offsetByCodePoints(0, LONGEST_CELL - CUT.length()));
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        text.setCharAt(i, ' ');
      }
    }
    return cut ? text.append(CUT).toString() : text.toString();
  }

  private void decide(StringBuilder out) {
    decided = true;
    String[] names = schema.fields().stream().map(Field::name).toArray(String[]::new);
    widen(names);
    held.forEach(this::widen);
    append(names, out);
    for (int i = 0; i < widths.length; i++) {
      out.append(i > 0 ? "  " : "").repeat('-', widths[i]);
    }
    out.append('\n');
    held.forEach(line -> append(line, out));
    held.clear();
  }

  private void widen(String[] line) {
    for (int i = 0; i < line.length; i++) {
      widths[i] = Math.max(widths[i], line[i].codePointCount(0, line[i].length()));
    }
  }

  private void append(String[] line, StringBuilder out) {
    for (int i = 0; i < line.length; i++) {
      out.append(i > 0 ? "  " : "");
      int padding = Math.max(0, widths[i] - line[i].codePointCount(0, line[i].length()));
      boolean right = cells.get(i).isNumber();
      out.repeat(' ', right ? padding : 0).append(line[i]);
      out.repeat(' ', right || i == line.length - 1 ? 0 : padding);
    }
    out.append('\n');
  }

  @Override
  public void end(StringBuilder out) {
    if (!decided) {
      decide(out);
    }
  }
}
