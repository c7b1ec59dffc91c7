package dev.intarsia.parquet.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;

/**
 * An element of a footer's schema with those below it.
 *
 * @param name as the footer has it
 * @param element as the footer has it
 * @param repetition of the root, REQUIRED
 * @param children none if it is a leaf, else at least one
 */
record GroupElement(
    String name,
    SchemaElement element,
    FieldRepetitionType repetition,
    List<GroupElement> children) {

  /** The tree that the footer has as a list, each group before its children. */
  static GroupElement root(List<SchemaElement> elements, int maxDepth, Place place)
      throws IOException {
    place.check(!elements.isEmpty(), "the schema is empty");
    Iterator<SchemaElement> rest = elements.iterator();
    SchemaElement root = rest.next();
    place.check(root.getType() == null, "the schema's root is a column");
    if (root.getNum_children() == 0) {
      throw place.unsupported("the schema has no columns");
    }
    // Whatever is said about the root's own repetition has no meaning.
    GroupElement tree =
        group(root, FieldRepetitionType.REQUIRED, rest, maxDepth, place.part("schema"));
    place.check(!rest.hasNext(), "the schema has elements that are no group's children");
    return tree;
  }

  private static GroupElement group(
      SchemaElement group,
      FieldRepetitionType repetition,
      Iterator<SchemaElement> rest,
      int depthLeft,
      Place place)
      throws IOException {
    place.check(group.getNum_children() > 0, () -> group.getName() + " has no children");
    place.check(depthLeft > 0, "it is nested too deep; ReaderOptions.schemaDepth says how deep");
    List<GroupElement> children = new ArrayList<>();
    for (int i = 0; i < group.getNum_children(); i++) {
      place.check(rest.hasNext(), () -> "it ends before the children of " + group.getName());
      children.add(child(rest.next(), rest, depthLeft - 1, place));
    }
    return new GroupElement(place.present("name", group.getName()), group, repetition, children);
  }

  private static GroupElement child(
      SchemaElement element, Iterator<SchemaElement> rest, int depthLeft, Place place)
      throws IOException {
    Place here = place.part(place.present("name", element.getName()));
    FieldRepetitionType repetition = here.present("repetition", element.getRepetition_type());
    boolean leaf = element.getType() != null;
    here.check(
        leaf == (element.getNum_children() == 0),
        "it has " + (leaf ? "both a type and" : "neither a type nor") + " children");
    return leaf
        ? new GroupElement(here.present("name", element.getName()), element, repetition, List.of())
        : group(element, repetition, rest, depthLeft, place);
  }

  boolean isLeaf() {
    return children.isEmpty();
  }

  private boolean isRepeated() {
    return repetition == FieldRepetitionType.REPEATED;
  }

  /** The child that lists and maps have: one alone, and repeated. */
  @Nullable GroupElement onlyRepeatedChild() {
    boolean only = children.size() == 1 && children.getFirst().isRepeated();
    return only ? children.getFirst() : null;
  }

  /** Whether a repeated group has a key and perhaps a value. */
  boolean couldBeEntries() {
    return !isLeaf() && children.size() <= 2 && !children.getFirst().isRepeated();
  }

  /**
   * Whether the repeated field of a list is its element, as older writers have it, rather than a
   * group around the element.
   */
  boolean isElementOf(GroupElement list) {
    return isLeaf()
        || children.size() > 1
        || children.getFirst().isRepeated()
        || name().equals("array")
        || name().equals(list.name() + "_tuple");
  }
}
