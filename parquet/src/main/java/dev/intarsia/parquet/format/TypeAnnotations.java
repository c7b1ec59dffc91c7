package dev.intarsia.parquet.format;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.Unit;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.GeographyType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf of a footer's schema means: the younger logical type or, where that says nothing, the
 * older converted type.
 */
final class TypeAnnotations {
  private TypeAnnotations() {}

  /**
   * The meaning.
   *
   * @return null where there is none, or none that is known here
   * @throws IllegalArgumentException for parameters that make no sense
   */
  static @Nullable LogicalType of(SchemaElement element) {
    LogicalType logical = logical(element.getLogicalType());
    if (logical != null) {
      return logical;
    }
    ConvertedType converted = element.getConverted_type();
    return converted == null ? null : converted(converted, element);
  }

  private static @Nullable LogicalType logical(
      org.apache.parquet.format.@Nullable LogicalType type) {
    if (type == null || type.getSetField() == null) {
      return null;
    }
    return switch (type.getSetField()) {
      case STRING -> LogicalType.string();
      case ENUM -> LogicalType.enumeration();
      case JSON -> LogicalType.json();
      case BSON -> LogicalType.bson();
      case UUID -> LogicalType.uuid();
      case DATE -> LogicalType.date();
      case FLOAT16 -> LogicalType.float16();
      case UNKNOWN -> LogicalType.unknown();
      case DECIMAL ->
          LogicalType.decimal(type.getDECIMAL().getPrecision(), type.getDECIMAL().getScale());
      case TIME -> {
        Unit unit = unit(type.getTIME().getUnit());
        yield unit == null
            ? null
            : new LogicalType.TimeType(unit, type.getTIME().isIsAdjustedToUTC());
      }
      case TIMESTAMP -> {
        Unit unit = unit(type.getTIMESTAMP().getUnit());
        yield unit == null
            ? null
            : new LogicalType.TimestampType(unit, type.getTIMESTAMP().isIsAdjustedToUTC());
      }
      case INTEGER ->
          LogicalType.integer(type.getINTEGER().getBitWidth(), type.getINTEGER().isIsSigned());
      case GEOMETRY -> LogicalType.geometry(type.getGEOMETRY().getCrs());
      case GEOGRAPHY -> geography(type.getGEOGRAPHY());
      case LIST, MAP, VARIANT -> null;
    };
  }

  private static @Nullable Unit unit(@Nullable TimeUnit unit) {
    if (unit == null || unit.getSetField() == null) {
      return null;
    }
    return switch (unit.getSetField()) {
      case MILLIS -> Unit.MILLIS;
      case MICROS -> Unit.MICROS;
      case NANOS -> Unit.NANOS;
    };
  }

  private static LogicalType geography(GeographyType type) {
    return LogicalType.geography(type.getCrs(), FormatNames.edges(type.getAlgorithm()));
  }

  private static @Nullable LogicalType converted(ConvertedType type, SchemaElement element) {
    return switch (type) {
      case UTF8 -> LogicalType.string();
      case ENUM -> LogicalType.enumeration();
      case JSON -> LogicalType.json();
      case BSON -> LogicalType.bson();
      case DATE -> LogicalType.date();
      case TIME_MILLIS -> LogicalType.timeMillis();
      case TIME_MICROS -> LogicalType.timeMicros();
      case TIMESTAMP_MILLIS -> LogicalType.timestampMillis();
      case TIMESTAMP_MICROS -> LogicalType.timestampMicros();
      case INT_8 -> LogicalType.integer(8, true);
      case INT_16 -> LogicalType.integer(16, true);
      case INT_32 -> LogicalType.integer(32, true);
      case INT_64 -> LogicalType.integer(64, true);
      case UINT_8 -> LogicalType.integer(8, false);
      case UINT_16 -> LogicalType.integer(16, false);
      case UINT_32 -> LogicalType.integer(32, false);
      case UINT_64 -> LogicalType.integer(64, false);
      case DECIMAL -> LogicalType.decimal(element.getPrecision(), element.getScale());
      case INTERVAL -> LogicalType.interval();
      case LIST, MAP, MAP_KEY_VALUE -> null;
    };
  }

  /** Whether a group is annotated as a list. */
  static boolean isList(SchemaElement group) {
    org.apache.parquet.format.LogicalType logical = group.getLogicalType();
    return (logical != null && logical.isSetLIST())
        || group.getConverted_type() == ConvertedType.LIST;
  }

  /** Whether a group is annotated as a map; the entries' annotation was once mistaken for it. */
  static boolean isMap(SchemaElement group) {
    org.apache.parquet.format.LogicalType logical = group.getLogicalType();
    return (logical != null && logical.isSetMAP())
        || group.getConverted_type() == ConvertedType.MAP
        || group.getConverted_type() == ConvertedType.MAP_KEY_VALUE;
  }

  /** Whether a group is annotated as a variant. */
  static boolean isVariant(SchemaElement group) {
    org.apache.parquet.format.LogicalType logical = group.getLogicalType();
    return logical != null && logical.isSetVARIANT();
  }
}
