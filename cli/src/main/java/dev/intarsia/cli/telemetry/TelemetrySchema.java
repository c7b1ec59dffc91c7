package dev.intarsia.cli.telemetry;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;

/** The schema of telemetry rows: {@link TelemetryColumn} in the terms of the library. */
public final class TelemetrySchema {
  private TelemetrySchema() {}

  /**
   * The schema; the index of a column is {@link TelemetryColumn#index()}.
   *
   * @return 52 columns
   */
  public static Schema schema() {
    Schema.Builder schema = Schema.builder("telemetry");
    for (TelemetryColumn column : TelemetryColumn.values()) {
      add(schema, column);
    }
    return schema.build();
  }

  private static void add(Schema.Builder schema, TelemetryColumn column) {
    switch (column.kind()) {
      case LONG -> addLong(schema, column);
      case INT -> add(schema, column, PhysicalType.INT32);
      case DOUBLE -> add(schema, column, PhysicalType.DOUBLE);
      case BOOLEAN -> add(schema, column, PhysicalType.BOOLEAN);
      case TEXT -> add(schema, column, LogicalType.string());
    }
  }

  private static void addLong(Schema.Builder schema, TelemetryColumn column) {
    if (column == TelemetryColumn.TIME) {
      add(schema, column, LogicalType.timestampMicros());
    } else if (column == TelemetryColumn.OBSERVED_TIME) {
      add(schema, column, LogicalType.timestampMillis());
    } else {
      add(schema, column, PhysicalType.INT64);
    }
  }

  private static void add(Schema.Builder schema, TelemetryColumn column, PhysicalType type) {
    if (column.nullable()) {
      schema.optional(column.columnName(), type);
    } else {
      schema.required(column.columnName(), type);
    }
  }

  private static void add(Schema.Builder schema, TelemetryColumn column, LogicalType type) {
    if (column.nullable()) {
      schema.optional(column.columnName(), type);
    } else {
      schema.required(column.columnName(), type);
    }
  }
}
