package dev.intarsia.parquet.interop;

import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.ColumnBuilder;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands the expected values to the writer, as rows or as batches. */
final class Feeder {
  /** Not a divisor of any page or row group, so that batches straddle them. */
  private static final int BATCH_ROWS = 77;

  private Feeder() {}

  static void writeRows(Path file, GateFile gate, List<@Nullable Object[]> values, MemoryPool pool)
      throws IOException {
    Schema schema = gate.schema();
    try (ParquetWriter writer = ParquetWriter.create(file, schema, pool, gate.options())) {
      RowAppender rows = writer.rows();
      appendRows(rows, values, 0, gate.shape().rows());
      writer.finish();
    }
  }

  static void appendRows(RowAppender rows, List<@Nullable Object[]> values, int from, int to)
      throws IOException {
    for (int row = from; row < to; row++) {
      for (int i = 0; i < values.size(); i++) {
        set(rows, i, values.get(i)[row]);
      }
      rows.end();
    }
  }

  private static void set(RowAppender rows, int column, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Boolean v -> rows.setBoolean(column, v);
      case Integer v -> rows.setInt(column, v);
      case Long v -> rows.setLong(column, v);
      case Float v -> rows.setFloat(column, v);
      case Double v -> rows.setDouble(column, v);
      case Bytes v -> rows.setBytes(column, v.array(), 0, v.length());
      default -> throw new IllegalArgumentException("not a physical value: " + value);
    }
  }

  static void writeBatches(
      Path file, GateFile gate, List<@Nullable Object[]> values, MemoryPool pool)
      throws IOException {
    Schema schema = gate.schema();
    try (ParquetWriter writer = ParquetWriter.create(file, schema, pool, gate.options())) {
      for (int from = 0; from < gate.shape().rows(); from += BATCH_ROWS) {
        int to = Math.min(from + BATCH_ROWS, gate.shape().rows());
        try (ColumnBatch batch = batch(schema, values, from, to, pool)) {
          writer.write(batch);
        }
      }
      writer.finish();
    }
  }

  static ColumnBatch batch(
      Schema schema, List<@Nullable Object[]> values, int from, int to, MemoryPool pool) {
    try (BatchBuilder builder = ColumnBatch.builder(schema, pool, to - from)) {
      for (int i = 0; i < schema.size(); i++) {
        for (int row = from; row < to; row++) {
          append(builder.column(i), values.get(i)[row]);
        }
      }
      return builder.build();
    }
  }

  private static void append(ColumnBuilder column, @Nullable Object value) {
    switch (value) {
      case null -> column.appendNull();
      case Boolean v -> column.appendBoolean(v);
      case Integer v -> column.appendInt(v);
      case Long v -> column.appendLong(v);
      case Float v -> column.appendFloat(v);
      case Double v -> column.appendDouble(v);
      case Bytes v -> column.appendBytes(v.array(), 0, v.length());
      default -> throw new IllegalArgumentException("not a physical value: " + value);
    }
  }
}
