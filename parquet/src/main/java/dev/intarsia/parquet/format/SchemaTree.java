package dev.intarsia.parquet.format;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.LogicalType.TimestampType;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.ReaderOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * A footer's schema as the reader sees it: lists and maps by the format's rules, those for older
 * writers included.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#nested-types">
 *     LogicalTypes.md</a>
 * @param schema the fields of a row
 * @param roots a node for each field of the schema
 * @param columns the leaves, in the file's order
 */
public record SchemaTree(Schema schema, List<ReadNode> roots, List<LeafColumn> columns) {

  /**
   * Reads a footer's schema.
   *
   * @param elements the groups and leaves, each group before its children
   * @param options the limits, and what INT96 becomes
   * @param place for messages
   * @return the schema
   * @throws IOException if it is corrupt, or uses what is not read
   */
  public static SchemaTree of(List<SchemaElement> elements, ReaderOptions options, Place place)
      throws IOException {
    GroupElement root = GroupElement.root(elements, options.schemaDepth(), place);
    return new Conversion(options, place).tree(root);
  }

  /** What the way from the root down to an element adds up to. */
  private record Levels(int definition, int repetition) {
    Levels optional() {
      return new Levels(definition + 1, repetition);
    }

    Levels repeated() {
      return new Levels(definition + 1, repetition + 1);
    }
  }

  private static final class Conversion {
    private final ReaderOptions options;
    private final Place place;
    private final List<LeafColumn> columns = new ArrayList<>();
    private int topLevelField;

    Conversion(ReaderOptions options, Place place) {
      this.options = options;
      this.place = place;
    }

    SchemaTree tree(GroupElement root) throws IOException {
      List<ReadNode> roots = new ArrayList<>();
      Map<String, Integer> names = new HashMap<>();
      for (GroupElement child : root.children()) {
        topLevelField = roots.size();
        roots.add(node(child, unique(child.name(), names), List.of(), new Levels(0, 0)));
      }
      Schema schema = Schema.of(root.name(), roots.stream().map(ReadNode::field).toList());
      return new SchemaTree(schema, List.copyOf(roots), List.copyOf(columns));
    }

    /**
     * Some writers use a name twice, or none; fields are found by their names.
     *
     * @param taken all names so far, each with the number tried last
     */
    private static String unique(String name, Map<String, Integer> taken) {
      String wanted = name.isEmpty() ? "unnamed" : name;
      String unique = wanted;
      while (taken.putIfAbsent(unique, 1) != null) {
        unique = wanted + "_" + taken.merge(wanted, 1, Integer::sum);
      }
      return unique;
    }

    private ReadNode node(GroupElement element, String name, List<String> above, Levels levels)
        throws IOException {
      List<String> path = new ArrayList<>(above);
      path.add(element.name());
      return switch (element.repetition()) {
        case REQUIRED -> content(element, name, path, levels, false);
        case OPTIONAL -> content(element, name, path, levels.optional(), true);
        case REPEATED -> {
          // Neither in a list nor in a map: a list of its own that is never null.
          ReadNode entry = content(element, ListField.ELEMENT, path, levels.repeated(), false);
          yield list(name, false, levels, entry);
        }
      };
    }

    private static ReadNode list(String name, boolean nullable, Levels levels, ReadNode element) {
      Levels entry = levels.repeated();
      return new ReadNode.Repeated(
          new ListField(name, element.field(), nullable),
          levels.definition(),
          entry.definition(),
          entry.repetition(),
          element);
    }

    /** What an element is, its own repetition aside. */
    private ReadNode content(
        GroupElement element, String name, List<String> path, Levels levels, boolean nullable)
        throws IOException {
      if (element.isLeaf()) {
        return leaf(element.element(), name, path, levels, nullable);
      }
      if (TypeAnnotations.isVariant(element.element())) {
        throw place.column(String.join(".", path)).unsupported("it is a Variant");
      }
      GroupElement only = element.onlyRepeatedChild();
      if (only != null && TypeAnnotations.isList(element.element())) {
        return listOf(element, only, name, path, levels, nullable);
      }
      if (only != null && TypeAnnotations.isMap(element.element()) && only.couldBeEntries()) {
        return mapOf(only, name, path, levels, nullable);
      }
      return struct(element, name, path, levels, nullable);
    }

    private ReadNode struct(
        GroupElement group, String name, List<String> path, Levels levels, boolean nullable)
        throws IOException {
      List<ReadNode> children = new ArrayList<>();
      Map<String, Integer> names = new HashMap<>();
      for (GroupElement child : group.children()) {
        children.add(node(child, unique(child.name(), names), path, levels));
      }
      List<Field> fields = children.stream().map(ReadNode::field).toList();
      StructField field = new StructField(name, fields, nullable);
      return new ReadNode.Struct(field, levels.definition(), List.copyOf(children));
    }

    private ReadNode listOf(
        GroupElement group,
        GroupElement repeated,
        String name,
        List<String> above,
        Levels levels,
        boolean nullable)
        throws IOException {
      List<String> path = new ArrayList<>(above);
      path.add(repeated.name());
      Levels entry = levels.repeated();
      ReadNode element =
          repeated.isElementOf(group)
              ? content(repeated, ListField.ELEMENT, path, entry, false)
              : node(repeated.children().getFirst(), ListField.ELEMENT, path, entry);
      return list(name, nullable, levels, element);
    }

    private ReadNode mapOf(
        GroupElement entries, String name, List<String> above, Levels levels, boolean nullable)
        throws IOException {
      List<String> path = new ArrayList<>(above);
      path.add(entries.name());
      Levels entry = levels.repeated();
      ReadNode key = key(entries.children().getFirst(), path, entry);
      if (entries.children().size() == 1) {
        return list(name, nullable, levels, key);
      }
      ReadNode value = node(entries.children().get(1), MapField.VALUE, path, entry);
      return new ReadNode.Entries(
          new MapField(name, key.field(), value.field(), nullable),
          levels.definition(),
          entry.definition(),
          entry.repetition(),
          key,
          value);
    }

    /** Keys are never null, whatever the file's schema says. */
    private ReadNode key(GroupElement element, List<String> above, Levels levels)
        throws IOException {
      if (element.repetition() != FieldRepetitionType.OPTIONAL) {
        return node(element, MapField.KEY, above, levels);
      }
      List<String> path = new ArrayList<>(above);
      path.add(element.name());
      return content(element, MapField.KEY, path, levels.optional(), false);
    }

    private ReadNode leaf(
        SchemaElement element, String name, List<String> path, Levels levels, boolean nullable)
        throws IOException {
      Type type = element.getType();
      boolean int96 = type == Type.INT96;
      PrimitiveField field =
          int96
              ? Field.of(name, new TimestampType(options.int96(), false), nullable)
              : primitive(element, name, path, nullable);
      LeafColumn column =
          new LeafColumn(
              columns.size(),
              path,
              field,
              levels.definition(),
              levels.repetition(),
              int96,
              topLevelField);
      columns.add(column);
      return new ReadNode.Leaf(column);
    }

    private PrimitiveField primitive(
        SchemaElement element, String name, List<String> path, boolean nullable)
        throws IOException {
      PhysicalType type = FormatNames.physicalType(place.present("type", element.getType()));
      int length = 0;
      if (type == PhysicalType.FIXED_LEN_BYTE_ARRAY) {
        length = element.getType_length();
        int declared = length;
        place
            .column(String.join(".", path))
            .check(
                declared > 0 && declared <= options.pageBytes(),
                () -> "its values have a length of " + declared + " bytes");
      }
      try {
        return new PrimitiveField(name, type, length, TypeAnnotations.of(element), nullable);
      } catch (IllegalArgumentException misfit) {
        // An annotation that its type cannot carry says nothing.
        return new PrimitiveField(name, type, length, null, nullable);
      }
    }
  }
}
