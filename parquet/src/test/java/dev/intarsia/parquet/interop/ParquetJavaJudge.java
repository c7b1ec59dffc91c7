package dev.intarsia.parquet.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** parquet-java's record API with page checksums verified: the strict oracle. */
final class ParquetJavaJudge implements Judge {
  @Override
  public String name() {
    return "parquet-java";
  }

  @Override
  public Map<String, @Nullable Object[]> read(Path file, List<PrimitiveType> columns)
      throws IOException {
    return filtered(file, columns, FilterCompat.NOOP);
  }

  /** Only the rows that match, found through the column index and then record by record. */
  Map<String, @Nullable Object[]> read(
      Path file, List<PrimitiveType> columns, FilterPredicate predicate) throws IOException {
    return filtered(file, columns, FilterCompat.get(predicate));
  }

  private static Map<String, @Nullable Object[]> filtered(
      Path file, List<PrimitiveType> columns, FilterCompat.Filter filter) throws IOException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = open(file, columns, filter)) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.add(row(group, columns));
      }
    }
    return transposed(rows, columns);
  }

  private static ParquetReader<Group> open(
      Path file, List<PrimitiveType> columns, FilterCompat.Filter filter) throws IOException {
    var configuration = new PlainParquetConfiguration();
    configuration.set(
        ReadSupport.PARQUET_READ_SCHEMA,
        new MessageType("projection", List.copyOf(columns)).toString());
    return new GroupReaderBuilder(new LocalInputFile(file), configuration)
        .withFilter(filter)
        .usePageChecksumVerification(true)
        .useColumnIndexFilter(true)
        .useStatsFilter(true)
        .build();
  }

  private static @Nullable Object[] row(Group group, List<PrimitiveType> columns) {
    @Nullable Object[] row = new Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = group.getFieldRepetitionCount(i) == 0 ? null : value(group, i, columns.get(i));
    }
    return row;
  }

  private static Object value(Group group, int field, PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> group.getBoolean(field, 0);
      case INT32 -> group.getInteger(field, 0);
      case INT64 -> group.getLong(field, 0);
      case FLOAT -> group.getFloat(field, 0);
      case DOUBLE -> group.getDouble(field, 0);
      case BINARY, FIXED_LEN_BYTE_ARRAY -> Bytes.of(group.getBinary(field, 0).getBytes());
      case INT96 -> throw new IllegalArgumentException("INT96 is never written");
    };
  }

  private static Map<String, @Nullable Object[]> transposed(
      List<@Nullable Object[]> rows, List<PrimitiveType> columns) {
    Map<String, @Nullable Object[]> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      @Nullable Object[] column = new Object[rows.size()];
      for (int row = 0; row < column.length; row++) {
        column[row] = rows.get(row)[i];
      }
      values.put(columns.get(i).getName(), column);
    }
    return values;
  }

  /** The builder's own constructor is protected. */
  private static final class GroupReaderBuilder extends ParquetReader.Builder<Group> {
    GroupReaderBuilder(LocalInputFile file, PlainParquetConfiguration configuration) {
      super(file, configuration);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
