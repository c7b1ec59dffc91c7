package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.intarsia.columns.MapAppender;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.ValueAppender;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON objects into rows: a member goes to the column of its name, what is in it to the
 * fields within, or to the columns of its dotted names if the schema has such.
 */
final class JsonRows {
  private final JsonPlace root;
  private final boolean ignoreUnknown;
  private final Text text = new Text();

  JsonRows(Schema schema, RowAppender row, boolean ignoreUnknown) {
    root = JsonPlace.ofRows(schema, row);
    this.ignoreUnknown = ignoreUnknown;
  }

  /**
   * Sets the row's columns from the line's object; ending or cancelling the row is up to the
   * caller.
   */
  void set(JsonLines lines) throws IOException {
    lines.begin();
    setMembers(lines, root);
    lines.finish();
  }

  private void setMembers(JsonLines lines, JsonPlace object) throws IOException {
    object.rewind();
    while (lines.advance() == JsonToken.FIELD_NAME) {
      String name = lines.parser().currentName();
      JsonPlace member = object.find(name);
      if (member == null) {
        skipUnknown(lines, object.pathOf(name));
      } else {
        int start = member.takesJson() ? lines.valueStart() : -1;
        lines.advance();
        set(lines, member, start);
      }
    }
  }

  /** Sets the value that the parser stands at; where it starts is known if its text matters. */
  private void set(JsonLines lines, JsonPlace place, int start) throws IOException {
    JsonToken token = lines.parser().currentToken();
    ValueAppender to = place.to();
    if (token == JsonToken.VALUE_NULL) {
      if (to != null) {
        to.setNull(); // also where the member came before: the last one counts
      }
    } else if (to != null && place.takesJson()) {
      setJson(lines, to, start);
    } else if (token == JsonToken.START_OBJECT && place.isObject()) {
      setObject(lines, place, to);
    } else if (token == JsonToken.START_ARRAY && to != null && place.isList()) {
      setList(lines, place, to);
    } else {
      setScalar(lines, place, to);
    }
  }

  private void setObject(JsonLines lines, JsonPlace place, @Nullable ValueAppender to)
      throws IOException {
    if (to != null && place.isMap()) {
      setMap(lines, place, to.map());
      return;
    }
    if (to != null && place.isStruct()) {
      begin(to.struct()::begin);
    }
    setMembers(lines, place);
  }

  /** The struct before may lack something, which is a matter of the line. */
  private static void begin(Runnable begin) {
    try {
      begin.run();
    } catch (IllegalStateException lacking) {
      throw new BadRecord(String.valueOf(lacking.getMessage()));
    }
  }

  private void setList(JsonLines lines, JsonPlace place, ValueAppender to) throws IOException {
    begin(to.list()::begin);
    JsonPlace element = place.element();
    while (true) {
      int start = element.takesJson() ? lines.valueStart() : -1;
      if (lines.advance() == JsonToken.END_ARRAY) {
        return;
      }
      set(lines, element, start);
    }
  }

  private void setMap(JsonLines lines, JsonPlace place, MapAppender map) throws IOException {
    begin(map::begin);
    JsonPlace value = place.element();
    while (lines.advance() == JsonToken.FIELD_NAME) {
      String name = lines.parser().currentName();
      begin(() -> map.key().setString(name));
      int start = value.takesJson() ? lines.valueStart() : -1;
      lines.advance();
      set(lines, value, start);
    }
  }

  private void setScalar(JsonLines lines, JsonPlace place, @Nullable ValueAppender to)
      throws IOException {
    try {
      ColumnFeed feed = place.feed();
      if (feed == null || to == null) {
        throw ColumnFeed.mismatch(lines.parser(), place.isList() ? "an array" : "an object");
      }
      if (lines.parser().currentToken().isStructStart()) {
        String wanted = feed.takesAnyText() ? "a string" : "a single value";
        throw ColumnFeed.mismatch(lines.parser(), wanted);
      }
      feed.scalar(to, lines.parser(), text);
    } catch (BadRecord bad) {
      throw new BadRecord("field '" + place.path() + "': " + bad.reason());
    }
  }

  // The bytes as they stand in the line: digits, escapes and spaces of the original survive.
  private static void setJson(JsonLines lines, ValueAppender to, int start) throws IOException {
    if (lines.parser().currentToken().isStructStart()) {
      lines.skipChildren();
    }
    to.setBytes(lines.buffer(), start, lines.position() - start);
  }

  private void skipUnknown(JsonLines lines, String name) throws IOException {
    JsonToken token = lines.advance();
    if (!ignoreUnknown && token != JsonToken.VALUE_NULL) {
      throw new BadRecord(
          "field '"
              + name
              + "' is not in the schema; a larger --sample may find it, a --schema can name it,"
              + " --ignore-unknown leaves it out");
    }
    if (token.isStructStart()) {
      lines.skipChildren();
    }
  }
}
