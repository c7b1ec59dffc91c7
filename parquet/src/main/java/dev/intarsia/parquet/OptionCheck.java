package dev.intarsia.parquet;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Whether options fit a schema; asked before anything is opened. */
final class OptionCheck {
  private OptionCheck() {}

  static void check(Schema schema, WriterOptions options) {
    schema.fields().forEach(OptionCheck::primitive);
    for (String column : options.namedColumns()) {
      known(schema, column, "an option");
    }
    Set<String> sorted = new HashSet<>();
    for (SortingColumn column : options.sortedBy()) {
      known(schema, column.column(), "a sort order");
      if (!sorted.add(column.column())) {
        throw new IllegalArgumentException(
            "column %s is sorted by twice".formatted(column.column()));
      }
    }
    for (Field field : schema.fields()) {
      encoding(field, options.column(field.name()).encoding());
    }
  }

  private static void primitive(Field field) {
    if (!(field instanceof PrimitiveField)) {
      throw new IllegalArgumentException(
          "column '%s' is a %s, which cannot be written yet"
              .formatted(field.name(), field.typeName()));
    }
  }

  private static void known(Schema schema, String column, String what) {
    try {
      schema.index(column);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "there is %s for column '%s', but %s".formatted(what, column, e.getMessage()), e);
    }
  }

  private static void encoding(Field field, ColumnEncoding encoding) {
    if (!encoding.supports(field)) {
      throw new IllegalArgumentException(
          "column %s is %s, which cannot be %s; it can be %s"
              .formatted(field.name(), field.typeName(), encoding, legal(field)));
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
