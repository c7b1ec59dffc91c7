package dev.intarsia.cli.print;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.Schema;
import java.util.List;

/**
 * Comma-separated values with a header, as RFC 4180 has them but for the line's end. Null is
 * nothing at all, an empty text is "" in quotes: so the ingest command reads them.
 */
final class CsvRows implements RowPrinter {
  private final Schema schema;
  private final List<Cells> cells;

  CsvRows(Schema schema, BinaryForm binary) {
    this.schema = schema;
    cells = schema.fields().stream().map(field -> Cells.of(field, binary)).toList();
  }

  @Override
  public void begin(StringBuilder out) {
    String separator = "";
    for (Field field : schema.fields()) {
      int start = out.append(separator).length();
      quote(out.append(field.name()), start);
      separator = ",";
    }
    out.append('\n');
  }

  @Override
  public void row(ColumnBatch batch, int row, StringBuilder out) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      Column column = batch.column(i);
      if (!column.isNull(row)) {
        int start = out.length();
        cells.get(i).append(column, row, out);
        quote(out, start);
      }
    }
    out.append('\n');
  }

  private static void quote(StringBuilder out, int start) {
    boolean plain = out.length() > start;
    for (int i = start; i < out.length() && plain; i++) {
      char c = out.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    if (!plain) {
      String quoted = out.substring(start).replace("\"", "\"\"");
      out.setLength(start);
      out.append('"').append(quoted).append('"');
    }
  }

  @Override
  public void end(StringBuilder out) {}
}
