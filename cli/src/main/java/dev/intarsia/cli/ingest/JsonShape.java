package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.intarsia.cli.console.Failure;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.StructField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What sampled values in one place look like; that of an object holds those of its members, in the
 * order they came, that of an array the one of its elements.
 */
final class JsonShape {
  private final Map<String, JsonShape> members = new LinkedHashMap<>();
  private @Nullable JsonShape elements;
  private boolean object;
  private int seen;

  /**
   * Adds the object that the parser has entered.
   *
   * @param lines stands on START_OBJECT, and afterwards on its END_OBJECT
   * @param depth how many more levels of objects and arrays become nested columns
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

  private void addArray(JsonLines lines, int depth, boolean times) throws IOException {
    JsonShape shape = elements == null ? new JsonShape() : elements;
    elements = shape;
    while (lines.advance() != JsonToken.END_ARRAY) {
      shape.add(lines, depth, times);
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
      case START_ARRAY -> {
        if (depth > 0) {
          addArray(lines, depth - 1, times);
        } else {
          addWhole(lines);
        }
      }
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
   * The columns of an object's members.
   *
   * @throws Failure if a member has no name
   */
  List<Field> columns() {
    List<Field> columns = new ArrayList<>();
    members.forEach(
        (name, member) -> {
          if (name.isEmpty()) {
            throw new Failure("a member has an empty name, which no column can have");
          }
          columns.add(member.field(name));
        });
    return columns;
  }

  /** What holds all that was seen. Different kinds, in an array or in its place, are JSON text. */
  private Field field(String name) {
    if (object && elements == null && seen == 0 && !members.isEmpty()) {
      return new StructField(name, columns(), true);
    }
    if (elements != null && !object && seen == 0) {
      Field element = elements.field(ListField.ELEMENT);
      boolean mixed = element.equals(Kind.JSON.field(ListField.ELEMENT));
      return mixed ? Kind.JSON.field(name) : new ListField(name, element, true);
    }
    boolean nested = object || elements != null;
    return (nested ? Kind.JSON : Kind.widest(seen, Kind.JSON)).field(name);
  }
}
