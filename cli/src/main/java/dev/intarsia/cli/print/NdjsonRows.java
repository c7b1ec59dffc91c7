package dev.intarsia.cli.print;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.Schema;
import java.util.List;

/** A JSON object on each line. */
final class NdjsonRows implements RowPrinter {
  private final List<String> names;
  private final List<JsonValue> values;

  NdjsonRows(Schema schema, BinaryForm binary) {
    names = schema.fields().stream().map(Field::name).toList();
    values = schema.fields().stream().map(field -> JsonValue.of(field, binary)).toList();
  }

  @Override
  public void begin(StringBuilder out) {}

  @Override
  public void row(ColumnBatch batch, int row, StringBuilder out) {
    out.append('{');
    for (int i = 0; i < names.size(); i++) {
      JsonText.appendName(names.get(i), i, out);
      values.get(i).append(batch.column(i), row, out);
    }
    out.append("}\n");
  }

  @Override
  public void end(StringBuilder out) {}
}
