package dev.intarsia.parquet.nested;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.ListColumn;
import dev.intarsia.columns.MapColumn;
import dev.intarsia.columns.StructColumn;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.ParquetReader;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Our own reader, by batches that straddle pages and row groups. */
record OwnReader(int batchRows, int threads) implements NestedReader {

  @Override
  public List<List<@Nullable Object>> rows(Path file, MessageType schema) throws IOException {
    String[] names = schema.getFields().stream().map(Type::getName).toArray(String[]::new);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (MemoryPool pool = MemoryPool.create("own reader", MemoryLimit.unlimited());
        ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan =
            reader.scan().project(names).batchRows(batchRows).threads(threads).open()) {
      ColumnBatch next;
      while ((next = scan.next()) != null) {
        try (ColumnBatch batch = next) {
          for (int row = 0; row < batch.rowCount(); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < names.length; i++) {
              values.add(plain(batch.column(i), row));
            }
            rows.add(values);
          }
        }
      }
    }
    return rows;
  }

  private static @Nullable Object plain(Column column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    return switch (column) {
      case StructColumn struct -> fields(struct.columns(), row);
      case ListColumn list -> {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = list.start(row); i < list.start(row) + list.size(row); i++) {
          elements.add(plain(list.element(), i));
        }
        yield elements;
      }
      case MapColumn map -> {
        List<@Nullable Object> pairs = new ArrayList<>();
        for (int i = map.start(row); i < map.start(row) + map.size(row); i++) {
          pairs.add(fields(List.of(map.keys(), map.values()), i));
        }
        yield pairs;
      }
      case BooleanColumn booleans -> booleans.getBoolean(row);
      case BinaryColumn binary -> binary.getString(row);
      case FixedWidthColumn fixed -> fixed(fixed, row);
    };
  }

  private static List<@Nullable Object> fields(List<Column> columns, int row) {
    List<@Nullable Object> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(plain(column, row)));
    return fields;
  }

  private static Object fixed(FixedWidthColumn column, int row) {
    return switch (column.field().physicalType()) {
      case INT32 -> column.getInt(row);
      case INT64 -> column.getLong(row);
      case FLOAT -> column.getFloat(row);
      case DOUBLE -> column.getDouble(row);
      default ->
          new String(column.getBytes(row).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    };
  }
}
