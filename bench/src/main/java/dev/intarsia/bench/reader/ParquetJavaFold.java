package dev.intarsia.bench.reader;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/** parquet-java's column readers: the leanest that its public API has. */
final class ParquetJavaFold implements FoldingReader {
  private final List<TelemetryColumn> columns;
  private final ParquetReadOptions options;

  ParquetJavaFold(List<TelemetryColumn> columns) {
    this.columns = columns;
    Configuration configuration = new Configuration(false);
    configuration.setBoolean(ZstandardCodec.PARQUET_COMPRESS_ZSTD_BUFFERPOOL_ENABLED, true);
    options = HadoopReadOptions.builder(configuration).usePageChecksumVerification(false).build();
  }

  @Override
  public Fold fold(Path file) throws IOException {
    Fold fold = new Fold(columns);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      MessageType all = reader.getFooter().getFileMetaData().getSchema();
      MessageType schema =
          new MessageType(
              all.getName(), columns.stream().map(c -> all.getType(c.columnName())).toList());
      reader.setRequestedSchema(schema);
      String createdBy = reader.getFooter().getFileMetaData().getCreatedBy();
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        add(group, schema, createdBy, fold);
      }
    }
    return fold;
  }

  private void add(PageReadStore group, MessageType schema, String createdBy, Fold fold) {
    long rows = group.getRowCount();
    fold.addRows(rows);
    TextLengths texts = new TextLengths(columns);
    ColumnReadStoreImpl store = new ColumnReadStoreImpl(group, texts, schema, createdBy);
    for (int i = 0; i < columns.size(); i++) {
      ColumnDescriptor column = schema.getColumns().get(i);
      ColumnReader values = store.getColumnReader(column);
      int level = column.getMaxDefinitionLevel();
      switch (columns.get(i).kind()) {
        case LONG -> addLongs(values, rows, level, fold, i);
        case INT -> addInts(values, rows, level, fold, i);
        case DOUBLE -> addDoubles(values, rows, level, fold, i);
        case BOOLEAN -> addBooleans(values, rows, level, fold, i);
        case TEXT -> addTexts(values, rows, level, fold, i, texts);
      }
    }
  }

  private static void addLongs(ColumnReader values, long rows, int level, Fold fold, int column) {
    long sum = 0;
    long present = 0;
    for (long row = 0; row < rows; row++) {
      if (values.getCurrentDefinitionLevel() == level) {
        sum += values.getLong();
        present++;
      }
      values.consume();
    }
    fold.add(column, sum);
    fold.addNulls(column, rows - present);
  }

  private static void addInts(ColumnReader values, long rows, int level, Fold fold, int column) {
    long sum = 0;
    long present = 0;
    for (long row = 0; row < rows; row++) {
      if (values.getCurrentDefinitionLevel() == level) {
        sum += values.getInteger();
        present++;
      }
      values.consume();
    }
    fold.add(column, sum);
    fold.addNulls(column, rows - present);
  }

  private static void addDoubles(ColumnReader values, long rows, int level, Fold fold, int column) {
    double sum = 0;
    long present = 0;
    for (long row = 0; row < rows; row++) {
      if (values.getCurrentDefinitionLevel() == level) {
        sum += values.getDouble();
        present++;
      }
      values.consume();
    }
    fold.add(column, sum);
    fold.addNulls(column, rows - present);
  }

  private static void addBooleans(
      ColumnReader values, long rows, int level, Fold fold, int column) {
    long sum = 0;
    long present = 0;
    for (long row = 0; row < rows; row++) {
      if (values.getCurrentDefinitionLevel() == level) {
        sum += values.getBoolean() ? 1 : 0;
        present++;
      }
      values.consume();
    }
    fold.add(column, sum);
    fold.addNulls(column, rows - present);
  }

  private static void addTexts(
      ColumnReader values, long rows, int level, Fold fold, int column, TextLengths texts) {
    TextLengths.Sum sum = texts.of(column);
    long present = 0;
    for (long row = 0; row < rows; row++) {
      if (values.getCurrentDefinitionLevel() == level) {
        values.writeCurrentValueToConverter();
        present++;
      }
      values.consume();
    }
    fold.add(column, sum.value());
    fold.addNulls(column, rows - present);
  }

  @Override
  public void close() {}
}
