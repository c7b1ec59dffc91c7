package dev.intarsia.parquet.interop;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.RowReader;
import dev.intarsia.parquet.ScanBuilder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Our own reader, in each of its ways: what the foreign ones read, it must read, too. */
record OwnJudge(Way way, int batchRows) implements Judge {
  /** How it is asked for the values. */
  enum Way {
    BATCHES,
    THREADS,
    ROWS
  }

  /** All ways, with batches that straddle pages and row groups. */
  static List<Judge> all() {
    return List.of(
        new OwnJudge(Way.BATCHES, 8_192),
        new OwnJudge(Way.BATCHES, 77),
        new OwnJudge(Way.THREADS, 91),
        new OwnJudge(Way.ROWS, 1_000));
  }

  /** By batches, which several threads decode, and by rows: for files of very many columns. */
  static List<Judge> few() {
    return List.of(new OwnJudge(Way.THREADS, 91), new OwnJudge(Way.ROWS, 1_000));
  }

  @Override
  public String name() {
    return "our " + way + " of " + batchRows;
  }

  @Override
  public Map<String, @Nullable Object[]> read(Path file, List<PrimitiveType> columns)
      throws IOException {
    List<List<@Nullable Object>> values = new ArrayList<>();
    columns.forEach(_ -> values.add(new ArrayList<>()));
    try (MemoryPool pool = MemoryPool.create("own judge", MemoryLimit.unlimited());
        ParquetReader reader = ParquetReader.open(file, pool)) {
      ScanBuilder scan =
          reader
              .scan()
              .project(columns.stream().map(PrimitiveType::getName).toArray(String[]::new))
              .batchRows(batchRows)
              .threads(way == Way.THREADS ? 3 : 1);
      if (way == Way.ROWS) {
        readRows(scan, values);
      } else {
        readBatches(scan, values);
      }
    }
    Map<String, @Nullable Object[]> read = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      read.put(columns.get(i).getName(), values.get(i).toArray());
    }
    return read;
  }

  private static void readBatches(ScanBuilder asked, List<List<@Nullable Object>> values)
      throws IOException {
    try (BatchScan scan = asked.open()) {
      ColumnBatch next;
      while ((next = scan.next()) != null) {
        try (ColumnBatch batch = next) {
          for (int i = 0; i < values.size(); i++) {
            Column column = batch.column(i);
            for (int row = 0; row < batch.rowCount(); row++) {
              values.get(i).add(column.isNull(row) ? null : value(column, row));
            }
          }
        }
      }
    }
  }

  private static Object value(Column column, int row) {
    PhysicalType type = column.field().physicalType();
    return switch (column) {
      case BooleanColumn booleans -> booleans.getBoolean(row);
      case BinaryColumn binary -> bytes(binary.getBytes(row), 0, binary.byteLength(row));
      case FixedWidthColumn fixed ->
          switch (type) {
            case INT32 -> fixed.getInt(row);
            case INT64 -> fixed.getLong(row);
            case FLOAT -> fixed.getFloat(row);
            case DOUBLE -> fixed.getDouble(row);
            default -> bytes(fixed.getBytes(row), 0, fixed.width());
          };
      default -> throw new IllegalArgumentException("a nested column: " + column.field());
    };
  }

  private static void readRows(ScanBuilder asked, List<List<@Nullable Object>> values)
      throws IOException {
    try (RowReader rows = asked.openRows()) {
      while (rows.next()) {
        for (int i = 0; i < values.size(); i++) {
          values.get(i).add(rows.isNull(i) ? null : value(rows, i));
        }
      }
    }
  }

  private static Object value(RowReader row, int i) {
    return switch (row.schema().field(i).physicalType()) {
      case BOOLEAN -> row.getBoolean(i);
      case INT32 -> row.getInt(i);
      case INT64 -> row.getLong(i);
      case FLOAT -> row.getFloat(i);
      case DOUBLE -> row.getDouble(i);
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
          bytes(row.bytes(i), row.byteOffset(i), row.byteLength(i));
    };
  }

  private static Bytes bytes(MemorySegment segment, long offset, int length) {
    return Bytes.of(segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
  }
}
