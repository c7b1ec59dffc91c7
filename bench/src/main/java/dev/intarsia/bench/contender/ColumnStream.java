package dev.intarsia.bench.contender;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The values of one flat column, from the first row of a file to the last, whatever its row groups
 * and pages, as parquet-java reads them. Page checksums are verified on the way.
 */
public final class ColumnStream implements Closeable {
  private final ParquetFileReader file;
  private final MessageType projection;
  private final ColumnDescriptor column;
  private @Nullable ColumnReader values;
  private long left;

  private ColumnStream(ParquetFileReader file, int index) {
    this.file = file;
    MessageType schema = schema();
    projection = new MessageType(schema.getName(), List.of(schema.getType(index)));
    column = projection.getColumns().get(0);
    file.setRequestedSchema(projection);
  }

  public static ColumnStream open(Path path, int index) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification(true)
            .build();
    return new ColumnStream(ParquetFileReader.open(new LocalInputFile(path), options), index);
  }

  /** The schema of the whole file. */
  public MessageType schema() {
    return file.getFooter().getFileMetaData().getSchema();
  }

  /** Rows of the whole file. */
  long rows() {
    return file.getRecordCount();
  }

  /** Steps to the next row; false behind the last one. */
  public boolean next() throws IOException {
    if (values != null) {
      values.consume();
    }
    while (left == 0) {
      PageReadStore group = file.readNextRowGroup();
      if (group == null) {
        return false;
      }
      left = group.getRowCount();
      values = read(group);
    }
    left--;
    return true;
  }

  private ColumnReader read(PageReadStore group) {
    String createdBy = file.getFooter().getFileMetaData().getCreatedBy();
    DummyRecordConverter converter = new DummyRecordConverter(projection);
    return new ColumnReadStoreImpl(group, converter.getRootConverter(), projection, createdBy)
        .getColumnReader(column);
  }

  private ColumnReader values() {
    if (values == null) {
      throw new IllegalStateException("next() comes first");
    }
    return values;
  }

  public boolean isNull() {
    return values().getCurrentDefinitionLevel() < column.getMaxDefinitionLevel();
  }

  /** The bits of the current number. */
  public long bits() {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> values().getLong();
      case INT32 -> values().getInteger();
      case DOUBLE -> Double.doubleToRawLongBits(values().getDouble());
      case FLOAT -> Float.floatToRawIntBits(values().getFloat());
      case BOOLEAN -> values().getBoolean() ? 1 : 0;
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 ->
          throw new IllegalStateException(column + " holds bytes, not a number");
    };
  }

  /** Whether the values are bytes, not numbers. */
  public boolean isBinary() {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT64, INT32, DOUBLE, FLOAT, BOOLEAN -> false;
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> true;
    };
  }

  /** The current bytes. */
  public Binary binary() {
    return values().getBinary();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
