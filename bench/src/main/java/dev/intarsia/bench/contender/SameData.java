package dev.intarsia.bench.contender;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.schema.MessageType;

/**
 * Proves that two files hold the same rows in the same order: schema by schema, then column by
 * column and value by value, numbers by their bits.
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
        proveSameSchema(text(first.schema()), text(second.schema()));
        columns = first.schema().getFieldCount();
        rows = compare(first, second, first.schema().getFieldName(column));
      }
    }
    return rows;
  }

  /** Leaves out the order that statistics are in: it is the writer's choice, not the data's. */
  private static String text(MessageType schema) {
    return schema.toString().replaceAll(" columnorder\\(\\w+\\)", "");
  }

  private static void proveSameSchema(String one, String other) {
    if (!one.equals(other)) {
      throw new IllegalStateException("schemas differ:%n%s%n%s".formatted(one, other));
    }
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
