package dev.intarsia.parquet;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.Schema;
import dev.intarsia.parquet.format.SchemaLeaves;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether options fit a schema; asked before anything is opened. */
final class OptionCheck {
  /** So many names a message lists at most. */
  private static final int SHOWN = 20;

  /** A level takes a byte. */
  private static final int MOST_LEVELS = Byte.MAX_VALUE;

  private OptionCheck() {}

  static void check(Schema schema, WriterOptions options) {
    List<LeafColumn> leaves = SchemaLeaves.of(schema);
    for (String column : options.namedColumns()) {
      known(schema, leaves, column, "an option");
    }
    Set<String> sorted = new HashSet<>();
    for (SortingColumn column : options.sortedBy()) {
      LeafColumn leaf = known(schema, leaves, column.column(), "a sort order");
      if (!leaf.isFlat()) {
        throw new IllegalArgumentException(
            "rows cannot be sorted by column %s, of which a row has many values"
                .formatted(leaf.name()));
      }
      if (!sorted.add(column.column())) {
        throw new IllegalArgumentException(
            "column %s is sorted by twice".formatted(column.column()));
      }
    }
    for (LeafColumn leaf : leaves) {
      if (leaf.maxDefinitionLevel() > MOST_LEVELS) {
        throw new IllegalArgumentException(
            "column %s is nested too deep: it has %d levels, legal are %d"
                .formatted(leaf.name(), leaf.maxDefinitionLevel(), MOST_LEVELS));
      }
      encoding(leaf, options.column(leaf.name()).encoding());
    }
  }

  private static LeafColumn known(
      Schema schema, List<LeafColumn> leaves, String column, String what) {
    for (LeafColumn leaf : leaves) {
      if (leaf.name().equals(column)) {
        return leaf;
      }
    }
    throw new IllegalArgumentException(
        "there is %s for column '%s', but schema '%s' has no column '%s'; it has %s"
            .formatted(what, column, schema.name(), column, names(leaves)));
  }

  private static String names(List<LeafColumn> leaves) {
    int shown = Math.min(leaves.size(), SHOWN);
    String names =
        String.join(", ", leaves.subList(0, shown).stream().map(LeafColumn::name).toList());
    return shown == leaves.size() ? names : names + " and " + (leaves.size() - shown) + " more";
  }

  private static void encoding(LeafColumn leaf, ColumnEncoding encoding) {
    if (!encoding.supports(leaf.field())) {
      throw new IllegalArgumentException(
          "column %s is %s, which cannot be %s; it can be %s"
              .formatted(leaf.name(), leaf.field().typeName(), encoding, legal(leaf.field())));
    }
  }

  private static String legal(Field field) {
    return String.join(
        ", ",
        Arrays.stream(ColumnEncoding.values())
            .filter(encoding -> encoding.supports(field))
            .map(ColumnEncoding::name)
            .toList());
  }
}
