package dev.intarsia.bench.contender;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Proves that two files hold the same rows in the same order: the same columns by name and physical
 * type, then column by column, value by value and null by null, numbers by their bits. What their
 * schemas say beyond that may differ, and is told.
 */
public final class SameData {
  private SameData() {}

  /**
   * Compares two files.
   *
   * @return how many rows each of them holds
   * @throws IllegalStateException naming the first difference
   */
  public static long prove(Path one, Path other) throws IOException {
    long rows = -1;
    int columns = 1;
    for (int column = 0; column < columns; column++) {
      try (ColumnStream first = ColumnStream.open(one, column);
          ColumnStream second = ColumnStream.open(other, column)) {
        proveSameColumns(types(first.schema()), types(second.schema()));
        columns = first.schema().getFieldCount();
        rows = compare(first, second, first.schema().getFieldName(column));
      }
    }
    return rows;
  }

  /** How many rows a file holds. */
  public static long rows(Path file) throws IOException {
    try (ColumnStream column = ColumnStream.open(file, 0)) {
      return column.rows();
    }
  }

  private static List<String> types(MessageType schema) {
    return schema.getColumns().stream()
        .map(column -> column.getPath()[0] + " " + column.getPrimitiveType().getPrimitiveTypeName())
        .toList();
  }

  private static void proveSameColumns(List<String> one, List<String> other) {
    if (!one.equals(other)) {
      throw new IllegalStateException("columns differ:%n%s%n%s".formatted(one, other));
    }
  }

  /**
   * What two schemas of the same columns say differently: repetition and logical types. The order
   * that statistics are in is left out: it is the writer's choice, not the data's.
   *
   * @return a line for each difference, with the columns it is in; empty if there is none
   */
  public static List<String> schemaDifferences(Path one, Path other) throws IOException {
    try (ColumnStream first = ColumnStream.open(one, 0);
        ColumnStream second = ColumnStream.open(other, 0)) {
      Map<String, List<String>> columns = new LinkedHashMap<>();
      for (int i = 0; i < first.schema().getFieldCount(); i++) {
        String before = said(first.schema().getType(i));
        String after = said(second.schema().getType(i));
        if (!before.equals(after)) {
          columns
              .computeIfAbsent(before + " and " + after, any -> new ArrayList<>())
              .add(first.schema().getFieldName(i));
        }
      }
      return columns.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
          .toList();
    }
  }

  private static String said(Type type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    String repetition = type.getRepetition().name().toLowerCase(Locale.ROOT);
    return logical == null ? repetition : repetition + " " + logical;
  }

  private static long compare(ColumnStream one, ColumnStream other, String name)
      throws IOException {
    boolean binary = one.isBinary();
    long row = 0;
    while (one.next()) {
      if (!other.next()) {
        throw new IllegalStateException("%s ends before row %d".formatted(name, row));
      }
      if (!same(one, other, binary)) {
        throw new IllegalStateException(
            "%s row %d: %s and %s".formatted(name, row, text(one), text(other)));
      }
      row++;
    }
    if (other.next()) {
      throw new IllegalStateException("%s goes on behind row %d".formatted(name, row));
    }
    return row;
  }

  private static boolean same(ColumnStream one, ColumnStream other, boolean binary) {
    if (one.isNull() || other.isNull()) {
      return one.isNull() && other.isNull();
    }
    return binary ? one.binary().equals(other.binary()) : one.bits() == other.bits();
  }

  private static String text(ColumnStream value) {
    if (value.isNull()) {
      return "null";
    }
    return value.isBinary() ? value.binary().toStringUsingUTF8() : Long.toString(value.bits());
  }
}
