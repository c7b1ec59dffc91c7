package dev.intarsia.parquet.conformance;

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
import dev.intarsia.parquet.ReaderOptions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A file's rows as our reader delivers them, each as one text: {@code {a=1, b=[2, null],
 * c=[x->y]}}. Numbers of 4 and 8 bytes are numbers, floating-point ones by their bits; other bytes
 * are hex.
 */
final class OwnRows {
  private OwnRows() {}

  static List<String> read(Path file, ReaderOptions options) throws IOException {
    List<String> rows = new ArrayList<>();
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited());
        ParquetReader reader = ParquetReader.open(file, pool, options);
        BatchScan scan = reader.scan().open()) {
      for (ColumnBatch batch = scan.next(); batch != null; batch = scan.next()) {
        try (ColumnBatch rowsOf = batch) {
          for (int row = 0; row < rowsOf.rowCount(); row++) {
            StringBuilder text = new StringBuilder("{");
            for (int i = 0; i < rowsOf.schema().size(); i++) {
              Column column = rowsOf.column(i);
              append(text, column.field().name() + "=", column, row, ", ");
            }
            rows.add(text.append('}').toString());
          }
        }
      }
    }
    return rows;
  }

  private static void append(
      StringBuilder text, String name, Column column, int row, String behind) {
    text.append(name);
    if (column.isNull(row)) {
      text.append("null");
    } else {
      appendValue(text, column, row);
    }
    text.append(behind);
  }

  private static void appendValue(StringBuilder text, Column column, int row) {
    switch (column) {
      case BooleanColumn bits -> text.append(bits.getBoolean(row));
      case FixedWidthColumn fixed -> {
        switch (fixed.field().physicalType()) {
          case INT32, FLOAT -> text.append(fixed.getInt(row));
          case INT64, DOUBLE -> text.append(fixed.getLong(row));
          default -> text.append(hex(fixed.getBytes(row)));
        }
      }
      case BinaryColumn binary -> text.append(hex(binary.getBytes(row)));
      case StructColumn struct -> {
        text.append('{');
        for (Column child : struct.columns()) {
          append(text, child.field().name() + "=", child, row, ", ");
        }
        text.append('}');
      }
      case ListColumn list -> {
        text.append('[');
        for (int i = list.start(row); i < list.start(row) + list.size(row); i++) {
          append(text, "", list.element(), i, ", ");
        }
        text.append(']');
      }
      case MapColumn map -> {
        text.append('[');
        for (int i = map.start(row); i < map.start(row) + map.size(row); i++) {
          append(text, "", map.keys(), i, "->");
          append(text, "", map.values(), i, ", ");
        }
        text.append(']');
      }
    }
  }

  private static String hex(MemorySegment bytes) {
    return HexFormat.of().formatHex(bytes.toArray(ValueLayout.JAVA_BYTE));
  }
}
