package dev.intarsia.cli.ingest;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.LogicalType.JsonType;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import dev.intarsia.columns.ValueAppender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a JSON value goes: to a column, to a field, element or value within one, or, for an object
 * whose members have columns of dotted names, to them. Knows the places of its members, which it
 * looks up as they come.
 */
final class JsonPlace {
  /** The columns by name, for places at the top and below dotted names. */
  @SuppressWarnings("ArrayRecordComponent") // shared on purpose, and compared by nobody
  private record Columns(
      Schema schema, RowAppender row, TreeSet<String> names, @Nullable JsonPlace[] owners) {}

  private final String path;
  private final @Nullable Columns columns;
  private final @Nullable ValueAppender to;
  private final @Nullable Field field;
  private final @Nullable ColumnFeed feed;
  private final @Nullable JsonPlace element;
  private final boolean dotted;

  private final Map<String, JsonPlace> members = new HashMap<>();
  // Records mostly have the same members in the same order, and the parser gives equal names as
  // one String.
  private final List<String> orderedNames = new ArrayList<>();
  private final List<JsonPlace> ordered = new ArrayList<>();
  private int position;
  private int next;

  private JsonPlace(
      String path, @Nullable Columns columns, boolean dotted, @Nullable ValueAppender to) {
    this.path = path;
    this.columns = columns;
    this.dotted = dotted;
    this.to = to;
    field = to == null ? null : to.field();
    feed = to != null && field instanceof PrimitiveField leaf ? ColumnFeed.of(leaf) : null;
    element = to == null ? null : element(to);
  }

  /** The object that a line is. */
  static JsonPlace ofRows(Schema schema, RowAppender row) {
    TreeSet<String> names = new TreeSet<>();
    schema.fields().forEach(column -> names.add(column.name()));
    for (int i = 0; i < schema.size(); i++) {
      new JsonPlace(schema.field(i).name(), null, false, row.value(i)); // refuses what cannot be
    }
    return new JsonPlace(
        "", new Columns(schema, row, names, new JsonPlace[schema.size()]), true, null);
  }

  private @Nullable JsonPlace element(ValueAppender value) {
    return switch (value.field()) {
      case ListField list -> new JsonPlace(path + "[]", null, false, value.list().element());
      case MapField map -> {
        if (!(map.key() instanceof PrimitiveField key)
            || key.physicalType() != PhysicalType.BYTE_ARRAY) {
          throw new Failure(
              "column '%s': the key of a map is text, not %s"
                  .formatted(path, map.key().typeName()));
        }
        yield new JsonPlace(path + "{}", null, false, value.map().value());
      }
      case PrimitiveField _, StructField _ -> null;
    };
  }

  /** How messages call the place. */
  String path() {
    return path;
  }

  String pathOf(String member) {
    return path.isEmpty() ? member : path + "." + member;
  }

  /** What sets the value; null if there are only columns of dotted names. */
  @Nullable ValueAppender to() {
    return to;
  }

  /** What sets a scalar; null if the value is no scalar. */
  @Nullable ColumnFeed feed() {
    return feed;
  }

  /** Whether any JSON value is taken as the text it is. */
  boolean takesJson() {
    return feed != null && feed.field().logicalType() instanceof JsonType;
  }

  boolean isStruct() {
    return field instanceof StructField;
  }

  boolean isMap() {
    return field instanceof MapField;
  }

  boolean isList() {
    return field instanceof ListField;
  }

  boolean isObject() {
    return dotted || isStruct() || isMap();
  }

  /** Where the elements of a list go, or the values of a map. */
  JsonPlace element() {
    return Objects.requireNonNull(element, path);
  }

  /** Expects the first member again. */
  void rewind() {
    next = 0;
  }

  /** Where a member goes, or null if the schema does not have it. */
  @SuppressWarnings("ReferenceEquality") // a quick look; the map decides
  @Nullable JsonPlace find(String name) {
    if (next < ordered.size() && orderedNames.get(next) == name) {
      return ordered.get(next++);
    }
    JsonPlace member = members.get(name);
    if (member == null) {
      return resolve(name);
    }
    next = member.position + 1;
    return member;
  }

  // Unknown names are not kept: there may be no end of them.
  private @Nullable JsonPlace resolve(String name) {
    JsonPlace member =
        field instanceof StructField struct ? ofField(struct, name) : ofColumn(pathOf(name));
    if (member != null) {
      members.put(name, member);
      orderedNames.add(name);
      member.position = ordered.size();
      ordered.add(member);
      next = ordered.size();
    }
    return member;
  }

  private @Nullable JsonPlace ofField(StructField struct, String name) {
    for (int i = 0; i < struct.fields().size(); i++) {
      if (struct.fields().get(i).name().equals(name)) {
        return new JsonPlace(
            pathOf(name), null, false, Objects.requireNonNull(to, path).struct().field(i));
      }
    }
    return null;
  }

  private @Nullable JsonPlace ofColumn(String name) {
    if (columns == null) {
      return null;
    }
    int index = columns.schema.contains(name) ? columns.schema.index(name) : -1;
    String below = columns.names.ceiling(name + ".");
    boolean above = below != null && below.startsWith(name + ".");
    if (index < 0) {
      return above ? new JsonPlace(name, columns, true, null) : null;
    }
    JsonPlace place = new JsonPlace(name, columns, above, columns.row.value(index));
    claim(columns.owners, index, place);
    return place;
  }

  private static void claim(@Nullable JsonPlace[] owners, int column, JsonPlace place) {
    if (owners[column] != null) {
      throw new BadRecord(
          "two members both mean the column '"
              + place.path
              + "': one whose name has a dot in it, and one inside an object");
    }
    owners[column] = place;
  }
}
