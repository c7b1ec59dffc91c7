package dev.intarsia.parquet.interop;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.Schema;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.DataPageVersion;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a gate file: what is asked of the writer, and what parquet-java makes of the schema.
 *
 * @param type the field as parquet-java parses it
 */
record GateColumn(
    Field field, PrimitiveType type, ColumnEncoding encoding, Compression compression) {

  static GateColumn of(Field field, ColumnEncoding encoding, Compression compression) {
    String message = Schema.of("gate", List.of(field)).toString();
    PrimitiveType type = MessageTypeParser.parseMessageType(message).getType(0).asPrimitiveType();
    return new GateColumn(field, type, encoding, compression);
  }

  String name() {
    return field.name();
  }

  Cell cell(Shape shape, DataPageVersion version) {
    return new Cell(
        field.typeName(), encoding, compression.codec(), field.nullable(), shape, version);
  }

  /** The expected values: the same on every call. */
  @Nullable Object[] values(Shape shape) {
    return shape.values(
        this, new SplittableRandom(name().hashCode() * 31L + shape.name().hashCode()));
  }

  @Override
  public String toString() {
    return "%s, %s, %s".formatted(field, encoding, compression.codec());
  }
}
