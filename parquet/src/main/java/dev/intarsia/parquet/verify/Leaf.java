package dev.intarsia.parquet.verify;

import dev.intarsia.parquet.format.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * A column of a file as its schema has it.
 *
 * @param path the names from below the root
 * @param type how its values are stored
 * @param repeated whether a row may have any number of its values
 */
record Leaf(List<String> path, Type type, boolean repeated) {
  /** Schemas nest as deep as their authors think; nobody thinks deeper than that. */
  private static final int MAX_DEPTH = 1_000;

  String name() {
    return String.join(".", path);
  }

  /** The leaves of a footer's schema, in the order of the columns. */
  static List<Leaf> of(List<SchemaElement> elements, Place place) throws IOException {
    place.check(!elements.isEmpty(), "the schema is empty");
    List<Leaf> leaves = new ArrayList<>();
    Iterator<SchemaElement> rest = elements.iterator();
    SchemaElement root = rest.next();
    addChildren(root, rest, List.of(), false, leaves, place);
    place.check(!rest.hasNext(), "the schema has elements that are no group's children");
    return leaves;
  }

  private static void addChildren(
      SchemaElement group,
      Iterator<SchemaElement> rest,
      List<String> path,
      boolean repeated,
      List<Leaf> leaves,
      Place place)
      throws IOException {
    place.check(path.size() < MAX_DEPTH, () -> "the schema is nested deeper than " + MAX_DEPTH);
    for (int i = 0; i < group.getNum_children(); i++) {
      place.check(
          rest.hasNext(), () -> "the schema ends before the children of " + group.getName());
      SchemaElement child = rest.next();
      List<String> childPath = new ArrayList<>(path);
      childPath.add(child.getName());
      boolean many = repeated || child.getRepetition_type() == FieldRepetitionType.REPEATED;
      Type type = child.getType();
      if (type != null) {
        leaves.add(new Leaf(childPath, type, many));
      } else {
        addChildren(child, rest, childPath, many, leaves, place);
      }
    }
  }
}
