package dev.intarsia.parquet.format;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.Schema;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;

/** Our types as parquet-java has them, by way of the schema text that both speak. */
@SuppressWarnings("NullAway") // Thrift calls every field nullable.
final class Oracle {
  private Oracle() {}

  static MessageType message(Schema schema) {
    return MessageTypeParser.parseMessageType(schema.toString());
  }

  static PrimitiveType type(Field field) {
    return message(Schema.of("test", List.of(field))).getType(0).asPrimitiveType();
  }

  /** The footer that parquet-java writes for a file of this schema and no rows. */
  static FileMetaData footer(Schema schema) {
    var file =
        new org.apache.parquet.hadoop.metadata.FileMetaData(message(schema), Map.of(), "oracle");
    return new ParquetMetadataConverter()
        .toParquetMetadata(1, new ParquetMetadata(file, List.of()));
  }
}
