package dev.intarsia.bench.contender;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Tells parquet-java what telemetry rows look like; how they are held is left open. */
abstract class TelemetryWriteSupport<T> extends WriteSupport<T> {
  static final TelemetryColumn[] COLUMNS = TelemetryColumn.values();

  final String[] names = new String[COLUMNS.length];
  final Kind[] kinds = new Kind[COLUMNS.length];
  RecordConsumer consumer;

  @SuppressWarnings("NullAway.Init")
  TelemetryWriteSupport() {
    for (TelemetryColumn column : COLUMNS) {
      names[column.index()] = column.columnName();
      kinds[column.index()] = column.kind();
    }
  }

  /** The schema in parquet-java's own terms. */
  static MessageType schema() {
    Type[] fields = new Type[COLUMNS.length];
    for (TelemetryColumn column : COLUMNS) {
      fields[column.index()] = type(column).named(column.columnName());
    }
    return new MessageType("telemetry", fields);
  }

  private static Types.PrimitiveBuilder<PrimitiveType> type(TelemetryColumn column) {
    Type.Repetition repetition =
        column.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    Types.PrimitiveBuilder<PrimitiveType> type =
        Types.primitive(
            switch (column.kind()) {
              case LONG -> PrimitiveTypeName.INT64;
              case INT -> PrimitiveTypeName.INT32;
              case DOUBLE -> PrimitiveTypeName.DOUBLE;
              case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
              case TEXT -> PrimitiveTypeName.BINARY;
            },
            repetition);
    if (column.kind() == Kind.TEXT) {
      return type.as(LogicalTypeAnnotation.stringType());
    }
    return switch (column) {
      case TIME -> type.as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
      case OBSERVED_TIME -> type.as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS));
      default -> type;
    };
  }

  @Override
  @SuppressWarnings("deprecation") // abstract nevertheless
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema(), Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema(), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }
}
