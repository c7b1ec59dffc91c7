package dev.intarsia.bench.contender;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryColumn.Kind;
import dev.intarsia.cli.telemetry.TelemetryLayout;
import dev.intarsia.cli.telemetry.TelemetryReader;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Hands rows from the buffer to parquet-java with as little in between as its record API allows:
 * one copy of the row's texts into a reused array, and one {@link Binary} over that array for each
 * text, which parquet-java demands.
 */
final class TelemetryWriteSupport extends WriteSupport<TelemetryReader> {
  private static final TelemetryColumn[] COLUMNS = TelemetryColumn.values();
  private static final int MAX_TEXT_BYTES = 64 << 10;

  private final String[] names = new String[COLUMNS.length];
  private final Kind[] kinds = new Kind[COLUMNS.length];
  private final int[] offsets = new int[COLUMNS.length];
  private final byte[] texts = new byte[MAX_TEXT_BYTES];
  private RecordConsumer consumer;

  @SuppressWarnings("NullAway.Init")
  TelemetryWriteSupport() {
    for (TelemetryColumn column : COLUMNS) {
      names[column.index()] = column.columnName();
      kinds[column.index()] = column.kind();
      offsets[column.index()] = TelemetryLayout.offset(column);
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

  @Override
  public void write(TelemetryReader row) {
    MemorySegment rows = row.segment();
    long begin = row.offset();
    long text = begin + TelemetryLayout.TEXTS;
    int textBytes = (int) (row.endOffset() - text);
    MemorySegment.copy(rows, TelemetryLayout.BYTE, text, texts, 0, textBytes);
    int at = 0;
    long nulls = row.nulls();
    consumer.startMessage();
    for (int column = 0; column < kinds.length; column++) {
      if (((nulls >>> column) & 1) != 0) {
        continue;
      }
      consumer.startField(names[column], column);
      long slot = begin + offsets[column];
      switch (kinds[column]) {
        case LONG -> consumer.addLong(rows.get(TelemetryLayout.LONG, slot));
        case INT -> consumer.addInteger(rows.get(TelemetryLayout.INT, slot));
        case DOUBLE -> consumer.addDouble(rows.get(TelemetryLayout.DOUBLE, slot));
        case BOOLEAN -> consumer.addBoolean(rows.get(TelemetryLayout.BYTE, slot) != 0);
        case TEXT -> {
          int length = rows.get(TelemetryLayout.INT, text + at);
          consumer.addBinary(Binary.fromReusedByteArray(texts, at + Integer.BYTES, length));
          at += Integer.BYTES + length;
        }
      }
      consumer.endField(names[column], column);
    }
    consumer.endMessage();
  }
}
