package dev.intarsia.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way from a field to a leaf, values along it as plain objects, and what they are in Arrow's
 * layout and in Dremel's: written down as simply as can be, to compare with.
 *
 * <p>A value is null, an Integer at the leaf, {@code List.of(value)} for a struct of one field, or
 * a list of values.
 */
final class NestedTree {
  enum Kind {
    STRUCT,
    LIST,
    LEAF
  }

  record Node(Kind kind, boolean nullable) {}

  /** Dremel's entries; a value where the leaf has one. */
  record Entry(int repetition, int definition, @Nullable Integer value) {}

  /** One node in Arrow's layout. */
  static final class Array {
    final List<Boolean> present = new ArrayList<>();
    final List<Integer> offsets = new ArrayList<>(List.of(0));
    final List<Integer> values = new ArrayList<>();
  }

  final List<Node> nodes;

  NestedTree(List<Node> nodes) {
    this.nodes = nodes;
  }

  static NestedTree random(RandomGenerator random) {
    List<Node> nodes = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      Kind kind = random.nextInt(5) < 2 ? Kind.STRUCT : Kind.LIST;
      nodes.add(new Node(kind, random.nextBoolean()));
    }
    nodes.add(new Node(Kind.LEAF, random.nextBoolean()));
    return new NestedTree(nodes);
  }

  @Nullable Object value(RandomGenerator random, int node, double nulls, int longest) {
    Node here = nodes.get(node);
    if (here.nullable() && random.nextDouble() < nulls) {
      return null;
    }
    return switch (here.kind()) {
      case LEAF -> random.nextInt();
      case STRUCT -> children(random, node, nulls, longest, 1);
      case LIST -> children(random, node, nulls, longest, random.nextInt(longest + 1));
    };
  }

  private List<@Nullable Object> children(
      RandomGenerator random, int node, double nulls, int longest, int count) {
    List<@Nullable Object> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      children.add(value(random, node + 1, nulls, longest));
    }
    return children;
  }

  /**
   * The rows in Arrow's layout.
   *
   * @param noise gives what null lists span and null structs hold, or null for nothing: then
   *     whatever is below a null is null, too
   */
  List<Array> arrays(List<@Nullable Object> rows, @Nullable RandomGenerator noise) {
    List<Array> arrays = nodes.stream().map(node -> new Array()).toList();
    rows.forEach(row -> append(arrays, 0, row, noise));
    return arrays;
  }

  private void append(
      List<Array> arrays, int node, @Nullable Object value, @Nullable RandomGenerator noise) {
    Array here = arrays.get(node);
    here.present.add(value != null);
    switch (nodes.get(node).kind()) {
      case LEAF -> here.values.add(value == null ? -1 : (Integer) value);
      case STRUCT -> {
        Object child =
            value != null
                ? ((List<?>) value).getFirst()
                : noise == null ? null : value(noise, node + 1, 0.3, 3);
        append(arrays, node + 1, child, noise);
      }
      case LIST -> {
        List<?> elements =
            value != null
                ? (List<?>) value
                : noise == null || noise.nextInt(4) > 0
                    ? List.of()
                    : children(noise, node, 0.3, 3, noise.nextInt(100));
        elements.forEach(element -> append(arrays, node + 1, element, noise));
        here.offsets.add(arrays.get(node + 1).present.size());
      }
    }
  }

  List<Entry> entries(List<@Nullable Object> rows) {
    List<Entry> entries = new ArrayList<>();
    rows.forEach(row -> enter(entries, 0, row, 0, 0, 0));
    return entries;
  }

  private void enter(
      List<Entry> entries,
      int node,
      @Nullable Object value,
      int repetition,
      int depth,
      int definition) {
    int present = definition + (nodes.get(node).nullable() ? 1 : 0);
    if (value == null) {
      entries.add(new Entry(repetition, definition, null));
    } else if (value instanceof Integer leaf) {
      entries.add(new Entry(repetition, present, leaf));
    } else if (nodes.get(node).kind() == Kind.STRUCT) {
      enter(entries, node + 1, ((List<?>) value).getFirst(), repetition, depth, present);
    } else {
      List<?> elements = (List<?>) value;
      if (elements.isEmpty()) {
        entries.add(new Entry(repetition, present, null));
      }
      for (int i = 0; i < elements.size(); i++) {
        int level = i == 0 ? repetition : depth + 1;
        enter(entries, node + 1, elements.get(i), level, depth + 1, present + 1);
      }
    }
  }
}
