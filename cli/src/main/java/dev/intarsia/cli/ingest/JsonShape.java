package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.intarsia.cli.console.Failure;
import dev.intarsia.columns.Field;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What sampled values in one place look like; that of an object holds those of its members, in the
 * order they came.
 */
final class JsonShape {
  private final Map<String, JsonShape> members = new LinkedHashMap<>();
  private boolean object;
  private int seen;

  /**
   * Adds the object that the parser has entered.
   *
   * @param lines stands on START_OBJECT, and afterwards on its END_OBJECT
   * @param depth how many more levels of objects become columns
   * @param times tells the kind of text, or null if all text is text
   */
  void addObject(JsonLines lines, int depth, boolean times) throws IOException {
    object = true;
    while (lines.advance() == JsonToken.FIELD_NAME) {
      String name = lines.parser().currentName();
      JsonShape member = members.computeIfAbsent(name, _ -> new JsonShape());
      lines.advance();
      member.add(lines, depth, times);
    }
  }

  private void add(JsonLines lines, int depth, boolean times) throws IOException {
    JsonParser parser = lines.parser();
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        if (depth > 0) {
          addObject(lines, depth - 1, times);
        } else {
          addWhole(lines);
        }
      }
      case START_ARRAY -> addWhole(lines);
      case VALUE_NUMBER_INT -> addKind(TextKind.whole(ColumnFeed.look(parser, new Text())));
      case VALUE_NUMBER_FLOAT -> addKind(Kind.DOUBLE);
      case VALUE_TRUE, VALUE_FALSE -> addKind(Kind.BOOLEAN);
      case VALUE_STRING -> addKind(times ? textKind(parser) : Kind.STRING);
      default -> {}
    }
  }

  private void addWhole(JsonLines lines) throws IOException {
    lines.skipChildren();
    addKind(Kind.JSON);
  }

  private void addKind(Kind kind) {
    seen |= kind.bit();
  }

  private static Kind textKind(JsonParser parser) throws IOException {
    Text text = ColumnFeed.look(parser, new Text());
    Kind kind = text.length() == 0 ? Kind.STRING : new TextKind().of(text, true);
    return switch (kind) {
      case DATE, LOCAL, LOCAL_NANOS, INSTANT, INSTANT_NANOS -> kind;
      case BOOLEAN, INTEGER, BIG_INTEGER, DOUBLE, STRING, JSON -> Kind.STRING;
    };
  }

  /**
   * Adds the columns of this shape's members.
   *
   * @param path names of the objects around, each with a dot behind it
   * @param columns gets the columns
   * @throws Failure if two members have the same dotted name
   */
  void addColumns(String path, Map<String, Field> columns) {
    members.forEach((name, member) -> member.addColumn(path + name, columns));
  }

  private void addColumn(String name, Map<String, Field> columns) {
    if (object && seen == 0 && !members.isEmpty()) {
      addColumns(name + ".", columns);
      return;
    }
    Kind kind = object ? Kind.JSON : Kind.widest(seen, Kind.JSON);
    if (name.isEmpty() || columns.put(name, kind.field(name)) != null) {
      throw new Failure(
          name.isEmpty()
              ? "a member has an empty name, which no column can have"
              : "two members would both be the column '"
                  + name
                  + "': one whose name has a dot in it, and one inside an object."
                  + " Rename one of them, or keep the object whole with --depth.");
    }
  }

  /** The columns of an object's members. */
  List<Field> columns() {
    Map<String, Field> columns = new LinkedHashMap<>();
    addColumns("", columns);
    return List.copyOf(columns.values());
  }
}
