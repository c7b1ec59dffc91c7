package dev.intarsia.parquet.format;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.BsonType;
import dev.intarsia.columns.LogicalType.DateType;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.LogicalType.EdgeInterpolation;
import dev.intarsia.columns.LogicalType.EnumType;
import dev.intarsia.columns.LogicalType.Float16Type;
import dev.intarsia.columns.LogicalType.GeographyType;
import dev.intarsia.columns.LogicalType.GeometryType;
import dev.intarsia.columns.LogicalType.IntegerType;
import dev.intarsia.columns.LogicalType.IntervalType;
import dev.intarsia.columns.LogicalType.JsonType;
import dev.intarsia.columns.LogicalType.StringType;
import dev.intarsia.columns.LogicalType.TimeType;
import dev.intarsia.columns.LogicalType.TimestampType;
import dev.intarsia.columns.LogicalType.UnknownType;
import dev.intarsia.columns.LogicalType.UuidType;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalTypes;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A schema as the list that the footer has: the root, then the fields, each group before its
 * children. A logical type is written twice where an older converted type says the same.
 */
final class SchemaElements {
  private SchemaElements() {}

  static List<SchemaElement> of(Schema schema) {
    List<SchemaElement> elements = new ArrayList<>(schema.size() + 1);
    elements.add(new SchemaElement(schema.name()).setNum_children(schema.size()));
    schema.fields().forEach(field -> add(elements, field));
    return elements;
  }

  private static void add(List<SchemaElement> elements, Field field) {
    switch (field) {
      case PrimitiveField leaf -> elements.add(leaf(leaf));
      case StructField struct -> {
        elements.add(named(field).setNum_children(struct.fields().size()));
        struct.fields().forEach(child -> add(elements, child));
      }
      case ListField list -> {
        elements.add(
            named(field)
                .setNum_children(1)
                .setConverted_type(ConvertedType.LIST)
                .setLogicalType(LogicalTypes.LIST));
        elements.add(repeated(SchemaLeaves.LIST, 1));
        add(elements, list.element());
      }
      case MapField map -> {
        elements.add(
            named(field)
                .setNum_children(1)
                .setConverted_type(ConvertedType.MAP)
                .setLogicalType(LogicalTypes.MAP));
        elements.add(repeated(SchemaLeaves.KEY_VALUE, 2));
        add(elements, map.key());
        add(elements, map.value());
      }
    }
  }

  private static SchemaElement named(Field field) {
    return new SchemaElement(field.name())
        .setRepetition_type(
            field.nullable() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
  }

  private static SchemaElement repeated(String name, int children) {
    return new SchemaElement(name)
        .setRepetition_type(FieldRepetitionType.REPEATED)
        .setNum_children(children);
  }

  private static SchemaElement leaf(PrimitiveField field) {
    SchemaElement element = named(field).setType(FormatNames.type(field.physicalType()));
    if (field.physicalType() == PhysicalType.FIXED_LEN_BYTE_ARRAY) {
      element.setType_length(field.typeLength());
    }
    LogicalType type = field.logicalType();
    if (type == null) {
      return element;
    }
    if (type instanceof DecimalType(int precision, int scale)) {
      element.setPrecision(precision).setScale(scale);
    }
    return element.setConverted_type(converted(type)).setLogicalType(logical(type));
  }

  private static @Nullable ConvertedType converted(LogicalType type) {
    return switch (type) {
      case StringType() -> ConvertedType.UTF8;
      case EnumType() -> ConvertedType.ENUM;
      case JsonType() -> ConvertedType.JSON;
      case BsonType() -> ConvertedType.BSON;
      case DateType() -> ConvertedType.DATE;
      case TimeType time -> converted(time);
      case TimestampType timestamp -> converted(timestamp);
      case IntegerType integer -> converted(integer);
      case DecimalType decimal -> ConvertedType.DECIMAL;
      case IntervalType() -> ConvertedType.INTERVAL;
      case UuidType(), Float16Type(), UnknownType() -> null;
      case GeometryType geometry -> null;
      case GeographyType geography -> null;
    };
  }

  private static @Nullable ConvertedType converted(TimeType time) {
    return switch (time.unit()) {
      case MILLIS -> ConvertedType.TIME_MILLIS;
      case MICROS -> ConvertedType.TIME_MICROS;
      case NANOS -> null;
    };
  }

  private static @Nullable ConvertedType converted(TimestampType timestamp) {
    return switch (timestamp.unit()) {
      case MILLIS -> ConvertedType.TIMESTAMP_MILLIS;
      case MICROS -> ConvertedType.TIMESTAMP_MICROS;
      case NANOS -> null;
    };
  }

  private static ConvertedType converted(IntegerType integer) {
    boolean signed = integer.signed();
    return switch (integer.bits()) {
      case 8 -> signed ? ConvertedType.INT_8 : ConvertedType.UINT_8;
      case 16 -> signed ? ConvertedType.INT_16 : ConvertedType.UINT_16;
      case 32 -> signed ? ConvertedType.INT_32 : ConvertedType.UINT_32;
      default -> signed ? ConvertedType.INT_64 : ConvertedType.UINT_64;
    };
  }

  private static org.apache.parquet.format.@Nullable LogicalType logical(LogicalType type) {
    return switch (type) {
      case StringType() -> LogicalTypes.UTF8;
      case EnumType() -> LogicalTypes.ENUM;
      case JsonType() -> LogicalTypes.JSON;
      case BsonType() -> LogicalTypes.BSON;
      case UuidType() -> LogicalTypes.UUID;
      case DateType() -> LogicalTypes.DATE;
      case Float16Type() -> LogicalTypes.FLOAT16;
      case IntervalType() -> null;
      case UnknownType() -> LogicalTypes.UNKNOWN;
      case GeometryType(String crs) ->
          org.apache.parquet.format.LogicalType.GEOMETRY(
              new org.apache.parquet.format.GeometryType().setCrs(crs));
      case GeographyType(String crs, EdgeInterpolation edges) ->
          org.apache.parquet.format.LogicalType.GEOGRAPHY(
              new org.apache.parquet.format.GeographyType()
                  .setCrs(crs)
                  .setAlgorithm(FormatNames.edges(edges)));
      case TimeType(LogicalType.Unit unit, boolean utc) ->
          org.apache.parquet.format.LogicalType.TIME(
              new org.apache.parquet.format.TimeType(utc, unit(unit)));
      case TimestampType(LogicalType.Unit unit, boolean utc) ->
          org.apache.parquet.format.LogicalType.TIMESTAMP(
              new org.apache.parquet.format.TimestampType(utc, unit(unit)));
      case IntegerType(int bits, boolean signed) ->
          org.apache.parquet.format.LogicalType.INTEGER(new IntType((byte) bits, signed));
      case DecimalType(int precision, int scale) ->
          org.apache.parquet.format.LogicalType.DECIMAL(
              new org.apache.parquet.format.DecimalType(scale, precision));
    };
  }

  private static TimeUnit unit(LogicalType.Unit unit) {
    return switch (unit) {
      case MILLIS -> TimeUnit.MILLIS(new MilliSeconds());
      case MICROS -> TimeUnit.MICROS(new MicroSeconds());
      case NANOS -> TimeUnit.NANOS(new NanoSeconds());
    };
  }
}
