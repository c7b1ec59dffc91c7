package dev.intarsia.cli.ingest;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.Unit;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema in Parquet's own notation, a field on each line, as {@link Schema#toString} writes
 * it:
 *
 * <pre>
 * message log {
 *   required int64 timestamp (TIMESTAMP(MILLIS,true));
 *   optional binary service (STRING);
 *   optional fixed_len_byte_array(16) trace (UUID);
 *   optional group tags (LIST) {
 *     repeated group list {
 *       optional binary element (STRING);
 *     }
 *   }
 * }
 * </pre>
 *
 * A name is all that stands between type and annotation, spaces and dots included. Lines that begin
 * with {@code //} or {@code #} are comments.
 */
final class SchemaText {
  private static final Pattern MESSAGE = Pattern.compile("message\\s+(\\S.*?)\\s*\\{");
  private static final Pattern FIELD =
      Pattern.compile(
          "(?<repetition>optional|required|repeated)\\s+(?<type>[a-z0-9_]+)(?:\\((?<length>\\d{1,9})\\))?"
              + "\\s+(?<name>\\S|\\S.*?\\S)(?:\\s+\\((?<meaning>[A-Z][A-Z0-9_]*(?:\\([^()]*\\))?)\\))?\\s*;");
  private static final Pattern GROUP =
      Pattern.compile(
          "(?<repetition>optional|required|repeated)\\s+group\\s+(?<name>\\S|\\S.*?\\S)"
              + "(?:\\s+\\((?<kind>LIST|MAP)\\))?\\s*\\{");
  private static final Pattern MEANING = Pattern.compile("([A-Z0-9_]+)(?:\\(([^()]*)\\))?");

  /** A group whose closing brace has not come: a struct, or a level of a list or map. */
  private record Group(String name, boolean nullable, String kind, List<Field> fields) {}

  private final String source;
  private final List<Field> fields = new ArrayList<>();
  private final Deque<Group> open = new ArrayDeque<>();
  private @Nullable String name;
  private boolean closed;
  private int line;

  private SchemaText(String source) {
    this.source = source;
  }

  /**
   * Reads a schema.
   *
   * @param text the schema
   * @param source what messages call it
   * @throws Failure naming the line that is not understood
   */
  static Schema parse(String text, String source) {
    SchemaText reader = new SchemaText(source);
    text.lines().forEach(reader::line);
    return reader.schema();
  }

  private Schema schema() {
    if (name == null || !closed) {
      throw failure(name == null ? "expected 'message NAME {'" : "the closing '}' is missing");
    }
    try {
      return Schema.of(name, fields);
    } catch (IllegalArgumentException unfit) {
      throw new Failure(source + ": " + unfit.getMessage(), unfit);
    }
  }

  private void line(String text) {
    line++;
    String content = text.strip();
    if (content.isEmpty() || content.startsWith("//") || content.startsWith("#")) {
      return;
    }
    if (name == null) {
      Matcher message = MESSAGE.matcher(content);
      if (!message.matches()) {
        throw failure("expected 'message NAME {', found '" + content + "'");
      }
      name = message.group(1);
    } else if (content.equals("}") && !open.isEmpty()) {
      close(open.pop());
    } else if (content.equals("}") && !closed) {
      closed = true;
    } else {
      field(content);
    }
  }

  private void field(String content) {
    Matcher group = GROUP.matcher(content);
    if (!closed && group.matches()) {
      open(group);
      return;
    }
    Matcher match = FIELD.matcher(content);
    if (closed || !match.matches()) {
      throw failure(
          "expected a field such as 'optional binary service (STRING);', found '" + content + "'");
    }
    if (isRepeating(open.peek())) {
      throw failure("a group with (LIST) or (MAP) holds one repeated group");
    }
    if (match.group("repetition").equals("repeated")) {
      throw failure(
          "repeated fields stand in a group with (LIST), which has a repeated group 'list' of one"
              + " field");
    }
    try {
      siblings()
          .add(
              new PrimitiveField(
                  match.group("name"),
                  physicalType(match.group("type")),
                  match.group("length") == null ? 0 : Integer.parseInt(match.group("length")),
                  match.group("meaning") == null ? null : meaning(match.group("meaning")),
                  match.group("repetition").equals("optional")));
    } catch (IllegalArgumentException unfit) {
      throw failure(String.valueOf(unfit.getMessage()));
    }
  }

  private List<Field> siblings() {
    Group group = open.peek();
    return group == null ? fields : group.fields();
  }

  /** The middle level of a list or map is the only one that repeats. */
  private void open(Matcher match) {
    boolean middle = isRepeating(open.peek());
    boolean repeated = match.group("repetition").equals("repeated");
    if (repeated != middle) {
      throw failure(
          repeated
              ? "a repeated group stands in a group with (LIST) or (MAP)"
              : "a group with (LIST) or (MAP) holds one repeated group");
    }
    String kind = match.group("kind");
    open.push(
        new Group(
            match.group("name"),
            match.group("repetition").equals("optional"),
            kind == null ? "" : kind,
            new ArrayList<>()));
  }

  private static boolean isRepeating(@Nullable Group group) {
    return group != null && !group.kind().isEmpty();
  }

  private void close(Group group) {
    if (isRepeating(open.peek())) {
      siblings().addAll(group.fields());
      return;
    }
    try {
      siblings().add(field(group));
    } catch (IllegalArgumentException unfit) {
      throw failure(String.valueOf(unfit.getMessage()));
    }
  }

  private Field field(Group group) {
    List<Field> parts = group.fields();
    return switch (group.kind()) {
      case "LIST" -> {
        checkParts(group, 1, "the list '%s' has one field in its repeated group, not %d");
        yield new ListField(group.name(), parts.getFirst(), group.nullable());
      }
      case "MAP" -> {
        checkParts(group, 2, "the map '%s' has a key and a value in its repeated group, not %d");
        yield new MapField(group.name(), parts.getFirst(), parts.getLast(), group.nullable());
      }
      default -> new StructField(group.name(), parts, group.nullable());
    };
  }

  private void checkParts(Group group, int wanted, String message) {
    if (group.fields().size() != wanted) {
      throw failure(message.formatted(group.name(), group.fields().size()));
    }
  }

  private PhysicalType physicalType(String text) {
    return switch (text) {
      case "boolean" -> PhysicalType.BOOLEAN;
      case "int32" -> PhysicalType.INT32;
      case "int64" -> PhysicalType.INT64;
      case "float" -> PhysicalType.FLOAT;
      case "double" -> PhysicalType.DOUBLE;
      case "binary" -> PhysicalType.BYTE_ARRAY;
      case "fixed_len_byte_array" -> PhysicalType.FIXED_LEN_BYTE_ARRAY;
      default ->
          throw failure(
              "unknown type '"
                  + text
                  + "'; there are boolean, int32, int64, float, double, binary and"
                  + " fixed_len_byte_array(n)");
    };
  }

  private LogicalType meaning(String text) {
    Matcher match = MEANING.matcher(text);
    if (!match.matches()) {
      throw failure("unknown annotation '" + text + "'");
    }
    String[] given = match.group(2) == null ? new String[0] : match.group(2).split(",");
    String[] parameters = new String[given.length];
    for (int i = 0; i < given.length; i++) {
      parameters[i] = given[i].strip();
    }
    return meaning(match.group(1), parameters, text);
  }

  private LogicalType meaning(String type, String[] parameters, String text) {
    int wanted =
        switch (type) {
          case "TIME", "TIMESTAMP", "INTEGER", "DECIMAL" -> 2;
          default -> 0;
        };
    if (parameters.length != wanted) {
      throw failure(type + " takes " + wanted + " parameters, but is '" + text + "'");
    }
    return switch (type) {
      case "STRING", "UTF8" -> LogicalType.string();
      case "ENUM" -> LogicalType.enumeration();
      case "JSON" -> LogicalType.json();
      case "BSON" -> LogicalType.bson();
      case "UUID" -> LogicalType.uuid();
      case "DATE" -> LogicalType.date();
      case "FLOAT16" -> LogicalType.float16();
      case "INTERVAL" -> LogicalType.interval();
      case "TIME" -> new LogicalType.TimeType(unit(parameters[0]), flag(parameters[1]));
      case "TIMESTAMP" -> new LogicalType.TimestampType(unit(parameters[0]), flag(parameters[1]));
      case "INTEGER" -> LogicalType.integer(number(parameters[0]), flag(parameters[1]));
      case "DECIMAL" -> LogicalType.decimal(number(parameters[0]), number(parameters[1]));
      default -> throw failure("unknown annotation '" + text + "'");
    };
  }

  private Unit unit(String text) {
    try {
      return Unit.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw failure("'" + text + "' is not a unit; there are MILLIS, MICROS and NANOS");
    }
  }

  private boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw failure("expected true or false, found '" + text + "'");
    };
  }

  private int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      throw failure("expected a number, found '" + text + "'");
    }
  }

  private Failure failure(String reason) {
    return new Failure(source + ":" + line + ": " + reason);
  }
}
