package dev.intarsia.cli.print;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListColumn;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.MapColumn;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.StructColumn;
import dev.intarsia.columns.StructField;
import java.util.List;

/**
 * The values of a column as JSON: lists are arrays, structs are objects, and so are maps whose keys
 * are text; other maps are arrays of objects with a key and a value.
 */
sealed interface JsonValue {
  /** Appends a value that is not null. */
  void appendPresent(Column column, int row, StringBuilder out);

  /** Appends a value. */
  default void append(Column column, int row, StringBuilder out) {
    if (column.isNull(row)) {
      out.append("null");
    } else {
      appendPresent(column, row, out);
    }
  }

  static JsonValue of(Field field, BinaryForm binary) {
    return switch (field) {
      case PrimitiveField leaf -> new Leaf(CellText.of(leaf, binary));
      case StructField struct ->
          new Struct(
              struct.fields().stream().map(Field::name).toList(),
              struct.fields().stream().map(child -> of(child, binary)).toList());
      case ListField list -> new Items(of(list.element(), binary));
      case MapField map -> new Entries(of(map.key(), binary), of(map.value(), binary));
    };
  }

  /** A primitive value. */
  record Leaf(CellText text) implements JsonValue {
    @Override
    public void appendPresent(Column column, int row, StringBuilder out) {
      int start = out.length();
      text.text().append(column, row, out);
      if (!text.isLiteral() || !isLiteral(out, start)) {
        JsonText.quote(out, start);
      }
    }

    /** JSON has neither NaN nor infinities. */
    private static boolean isLiteral(StringBuilder out, int start) {
      char last = out.charAt(out.length() - 1);
      return out.charAt(start) != 'N' && last != 'y';
    }

    /** Whether the text is a string's. */
    boolean isText() {
      return !text.isLiteral();
    }
  }

  /** An object. */
  record Struct(List<String> names, List<JsonValue> values) implements JsonValue {
    @Override
    public void appendPresent(Column column, int row, StringBuilder out) {
      StructColumn struct = (StructColumn) column;
      out.append('{');
      for (int i = 0; i < names.size(); i++) {
        JsonText.appendName(names.get(i), i, out);
        values.get(i).append(struct.column(i), row, out);
      }
      out.append('}');
    }
  }

  /** An array. */
  record Items(JsonValue element) implements JsonValue {
    @Override
    public void appendPresent(Column column, int row, StringBuilder out) {
      ListColumn list = (ListColumn) column;
      int start = list.start(row);
      out.append('[');
      for (int i = 0; i < list.size(row); i++) {
        if (i > 0) {
          out.append(',');
        }
        element.append(list.element(), start + i, out);
      }
      out.append(']');
    }
  }

  /** A map. */
  record Entries(JsonValue key, JsonValue value) implements JsonValue {
    @Override
    public void appendPresent(Column column, int row, StringBuilder out) {
      MapColumn map = (MapColumn) column;
      boolean object = key instanceof Leaf leaf && leaf.isText();
      int start = map.start(row);
      out.append(object ? '{' : '[');
      for (int i = 0; i < map.size(row); i++) {
        if (i > 0) {
          out.append(',');
        }
        if (!object) {
          out.append("{\"key\":");
        }
        key.append(map.keys(), start + i, out);
        out.append(object ? ":" : ",\"value\":");
        value.append(map.values(), start + i, out);
        if (!object) {
          out.append('}');
        }
      }
      out.append(object ? '}' : ']');
    }
  }
}
