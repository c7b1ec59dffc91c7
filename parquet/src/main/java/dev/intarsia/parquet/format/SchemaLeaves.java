package dev.intarsia.parquet.format;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import dev.intarsia.parquet.LeafColumn;
import java.util.ArrayList;
import java.util.List;

/** The columns that a schema has in a file that is written: its leaves, in order. */
public final class SchemaLeaves {
  /** What the format calls the middle level of lists. */
  static final String LIST = "list";

  /** What the format calls the middle level of maps. */
  static final String KEY_VALUE = "key_value";

  private final List<LeafColumn> leaves = new ArrayList<>();
  private int topLevelField;

  private SchemaLeaves() {}

  /**
   * Lists the leaves of a schema.
   *
   * @param schema the writer's
   * @return one for each primitive field at any depth
   */
  public static List<LeafColumn> of(Schema schema) {
    SchemaLeaves collected = new SchemaLeaves();
    for (Field field : schema.fields()) {
      collected.add(field, List.of(), 0, 0);
      collected.topLevelField++;
    }
    return List.copyOf(collected.leaves);
  }

  private void add(Field field, List<String> above, int definition, int repetition) {
    List<String> path = below(above, field.name());
    int present = definition + (field.nullable() ? 1 : 0);
    switch (field) {
      case PrimitiveField leaf ->
          leaves.add(
              new LeafColumn(leaves.size(), path, leaf, present, repetition, false, topLevelField));
      case StructField struct ->
          struct.fields().forEach(child -> add(child, path, present, repetition));
      case ListField list -> add(list.element(), below(path, LIST), present + 1, repetition + 1);
      case MapField map -> {
        List<String> middle = below(path, KEY_VALUE);
        add(map.key(), middle, present + 1, repetition + 1);
        add(map.value(), middle, present + 1, repetition + 1);
      }
    }
  }

  private static List<String> below(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }
}
