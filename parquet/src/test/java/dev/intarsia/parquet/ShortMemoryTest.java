package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.verify.FileCheck;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However little memory there is, rows that were taken end up in the file. */
class ShortMemoryTest {
  private static final long LEAST_KIB = 256;
  private static final long MOST_KIB = 6 << 10;

  @TempDir private Path folder;

  enum Data {
    DICTIONARY,
    PLAIN,
    LATE_NULL,
    LARGE_VALUES,
    DELTA_THEN_RANDOM,
    MANY_COLUMNS,
    SNAPPY
  }

  private static Schema schema(Data data) {
    Schema.Builder builder = Schema.builder("s");
    switch (data) {
      case LATE_NULL -> builder.optional("v", PhysicalType.INT32);
      case DELTA_THEN_RANDOM -> builder.required("v", PhysicalType.INT64);
      case MANY_COLUMNS -> {
        for (int i = 0; i < 200; i++) {
          builder.required("v" + i, PhysicalType.INT32);
        }
      }
      case DICTIONARY, PLAIN, LARGE_VALUES, SNAPPY -> builder.required("v", LogicalType.string());
    }
    return builder.build();
  }

  private static int rows(Data data) {
    return switch (data) {
      case LARGE_VALUES -> 500;
      case MANY_COLUMNS -> 3_000;
      case DICTIONARY, PLAIN, LATE_NULL, DELTA_THEN_RANDOM, SNAPPY -> 40_000;
    };
  }

  private static void fill(Data data, RowAppender row, int i) {
    long mixed = i * 0x9E37_79B9_7F4A_7C15L;
    switch (data) {
      case DICTIONARY -> row.setString(0, "customer number " + (mixed >>> 50));
      case PLAIN, SNAPPY -> row.setString(0, "message " + mixed);
      case LATE_NULL -> {
        if (i < 30_000) {
          row.setInt(0, i % 3);
        }
      }
      case LARGE_VALUES -> row.setString(0, (char) ('a' + i % 26) + "x".repeat(i * 80));
      case DELTA_THEN_RANDOM -> row.setLong(0, i % 5000 < 2500 ? i : mixed);
      case MANY_COLUMNS -> {
        for (int column = 0; column < 200; column++) {
          row.setInt(column, i * column);
        }
      }
    }
  }

  private static WriterOptions options(Data data) {
    WriterOptions.Builder options = WriterOptions.builder();
    if (data == Data.LATE_NULL) {
      options.pageRows(1 << 20);
    }
    if (data == Data.SNAPPY) {
      options.compression(Compression.snappy());
    }
    return options.build();
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatWereTakenAreInTheFile(Data data) throws IOException {
    for (long kib = LEAST_KIB; kib <= MOST_KIB; kib += Math.max(256, kib / 4)) {
      Path file = folder.resolve(data + "-" + kib + ".parquet");
      try (MemoryPool pool = MemoryPool.create(MemoryLimit.bytes(kib << 10))) {
        long taken = write(data, file, pool);
        assertThat(taken < 0 || FileCheck.of(file).rows() == taken).as("%d KiB", kib).isTrue();
        assertThat(pool.used()).isZero();
      }
    }
  }

  /** The rows that the writer says it has taken, -1 if it could not even begin. */
  private static long write(Data data, Path file, MemoryPool pool) throws IOException {
    try (ParquetWriter writer = ParquetWriter.create(file, schema(data), pool, options(data))) {
      RowAppender row;
      try {
        row = writer.rows();
      } catch (MemoryLimitExceededException e) {
        return -1;
      }
      long taken = append(data, writer, row);
      assertThat(writer.finish().rows()).isEqualTo(taken);
      return taken;
    } catch (MemoryLimitExceededException e) {
      return -1;
    }
  }

  private static long append(Data data, ParquetWriter writer, RowAppender row) throws IOException {
    for (int i = 0; i < rows(data); i++) {
      try {
        fill(data, row, i);
        row.end();
      } catch (MemoryLimitExceededException e) {
        row.cancel();
        return writer.rowCount();
      }
    }
    return rows(data);
  }

  /** Their dictionaries are small, and so is what makes looking them up fast. */
  @Test
  void manyColumnsOfTextShareLittleMemoryWithoutTinyRowGroups() throws IOException {
    Schema.Builder builder = Schema.builder("s");
    for (int i = 0; i < 150; i++) {
      builder.required("v" + i, LogicalType.string());
    }
    Path file = folder.resolve("texts.parquet");
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(24));
        ParquetWriter writer =
            ParquetWriter.create(file, builder.build(), pool, WriterOptions.defaults())) {
      RowAppender row = writer.rows();
      for (int i = 0; i < 6_000; i++) {
        for (int column = 0; column < 150; column++) {
          row.setString(column, "value number " + i * 31 % 300);
        }
        row.end();
      }
      assertThat(writer.finish().rowGroups()).isLessThanOrEqualTo(2);
      assertThat(pool.peak()).isLessThanOrEqualTo(pool.limit());
    }
  }

  @Test
  void memoryThatAnotherTakesMeanwhileCostsNoRow() throws IOException {
    Path file = folder.resolve("shared.parquet");
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(16));
        ParquetWriter greedy =
            ParquetWriter.create(
                folder.resolve("greedy.parquet"), schema(Data.PLAIN), pool, options(Data.PLAIN));
        ParquetWriter writer =
            ParquetWriter.create(file, schema(Data.PLAIN), pool, options(Data.PLAIN))) {
      RowAppender row = writer.rows();
      RowAppender other = greedy.rows();
      for (int i = 0; i < 100_000; i++) {
        fill(Data.PLAIN, other, i);
        other.end();
        fill(Data.PLAIN, row, i);
        row.end();
      }
      assertThat(greedy.finish().rows()).isEqualTo(100_000);
      assertThat(writer.finish().rows()).isEqualTo(100_000);
    }
    assertThat(FileCheck.of(file).rows()).isEqualTo(100_000);
  }
}
