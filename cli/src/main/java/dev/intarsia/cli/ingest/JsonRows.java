package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns JSON objects into rows: a member goes to the column of its dotted name. */
final class JsonRows {
  private final Schema schema;
  private final ColumnFeed[] feeds;
  private final boolean ignoreUnknown;
  private final TreeSet<String> names = new TreeSet<>();
  private final @Nullable Member[] owners;
  private final Member root = new Member("", -1, true);
  private final Text text = new Text();

  JsonRows(Schema schema, boolean ignoreUnknown) {
    this.schema = schema;
    this.ignoreUnknown = ignoreUnknown;
    feeds = ColumnFeed.of(schema);
    owners = new Member[feeds.length];
    schema.fields().forEach(field -> names.add(field.name()));
  }

  /**
   * Sets the row's columns from the line's object; ending or cancelling the row is up to the
   * caller.
   */
  void set(RowAppender row, JsonLines lines) throws IOException {
    lines.begin();
    setMembers(row, lines, root);
    lines.finish();
  }

  private void setMembers(RowAppender row, JsonLines lines, Member object) throws IOException {
    object.next = 0;
    while (lines.advance() == JsonToken.FIELD_NAME) {
      String name = lines.parser().currentName();
      Member member = object.find(name);
      if (member == null) {
        skipUnknown(lines, object.path + name);
      } else if (member.column >= 0 && feeds[member.column].takesJson()) {
        setJson(row, lines, member.column);
      } else {
        lines.advance();
        setMember(row, lines, member);
      }
    }
  }

  private void setMember(RowAppender row, JsonLines lines, Member member) throws IOException {
    JsonToken token = lines.parser().currentToken();
    if (token == JsonToken.START_OBJECT && member.object) {
      setMembers(row, lines, member);
    } else if (token == JsonToken.VALUE_NULL) {
      setNull(row, member.column);
    } else {
      try {
        setScalar(row, lines, member);
      } catch (BadRecord bad) {
        throw new BadRecord("field '" + member.name() + "': " + bad.reason());
      }
    }
  }

  private void setScalar(RowAppender row, JsonLines lines, Member member) throws IOException {
    if (member.column < 0) {
      throw ColumnFeed.mismatch(lines.parser(), "an object");
    }
    if (lines.parser().currentToken().isStructStart()) {
      String wanted = feeds[member.column].takesAnyText() ? "a string" : "a single value";
      throw ColumnFeed.mismatch(lines.parser(), wanted);
    }
    feeds[member.column].scalar(row, lines.parser(), text);
  }

  // The bytes as they stand in the line: digits, escapes and spaces of the original survive.
  private void setJson(RowAppender row, JsonLines lines, int column) throws IOException {
    int start = lines.valueStart();
    JsonToken token = lines.advance();
    if (token.isStructStart()) {
      lines.skipChildren();
    }
    if (token == JsonToken.VALUE_NULL) {
      setNull(row, column);
    } else {
      row.setBytes(column, lines.buffer(), start, lines.position() - start);
    }
  }

  // Also where the member came before: the last one counts. An object that is null leaves its
  // columns alone.
  private static void setNull(RowAppender row, int column) {
    if (column >= 0) {
      row.setNull(column);
    }
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

  /** A member of an object: a column, an object with columns below it, or both. */
  private final class Member {
    private final String path;
    private final int column;
    private final boolean object;
    private final Map<String, Member> members = new HashMap<>();
    // Records mostly have the same members in the same order, and the parser gives equal names as
    // one String.
    private final List<String> orderedNames = new ArrayList<>();
    private final List<Member> ordered = new ArrayList<>();
    private int position;
    private int next;

    Member(String path, int column, boolean object) {
      this.path = path;
      this.column = column;
      this.object = object;
    }

    String name() {
      return path.substring(0, path.length() - 1);
    }

    @SuppressWarnings("ReferenceEquality") // a quick look; the map decides
    @Nullable Member find(String name) {
      if (next < ordered.size() && orderedNames.get(next) == name) {
        return ordered.get(next++);
      }
      Member member = members.get(name);
      if (member == null) {
        member = resolve(name);
      } else {
        next = member.position + 1;
      }
      return member;
    }

    // Unknown names are not kept: there may be no end of them.
    private @Nullable Member resolve(String name) {
      String full = path + name;
      int index = schema.contains(full) ? schema.index(full) : -1;
      String below = names.ceiling(full + ".");
      boolean isObject = below != null && below.startsWith(full + ".");
      if (index < 0 && !isObject) {
        return null;
      }
      Member member = new Member(full + ".", index, isObject);
      claim(index, member);
      members.put(name, member);
      orderedNames.add(name);
      member.position = ordered.size();
      ordered.add(member);
      next = ordered.size();
      return member;
    }
  }

  private void claim(int column, Member member) {
    if (column < 0) {
      return;
    }
    if (owners[column] != null) {
      throw new BadRecord(
          "two members both mean the column '"
              + member.name()
              + "': one whose name has a dot in it, and one inside an object");
    }
    owners[column] = member;
  }
}
