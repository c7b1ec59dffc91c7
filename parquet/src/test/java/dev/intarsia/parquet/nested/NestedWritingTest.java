package dev.intarsia.parquet.nested;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DetectLeaks
final class NestedWritingTest {
  @TempDir private Path folder;

  private Path write(
      Schema schema, List<List<@Nullable Object>> rows, MemoryPool pool, WriterOptions options)
      throws IOException {
    Path file = folder.resolve("nested.parquet");
    try (Arena arena = Arena.ofConfined();
        ParquetWriter writer = ParquetWriter.create(file, schema, pool, options);
        ColumnBatch batch = NestedColumns.batch(schema, rows, arena);
        ColumnBatch half = batch.slice(0, rows.size() / 2);
        ColumnBatch rest = batch.slice(rows.size() / 2, rows.size() - rows.size() / 2)) {
      writer.write(half);
      writer.write(rest);
      writer.finish();
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void isReadBackEqual(DataPageVersion version, MemoryPool pool) throws IOException {
    for (PrimitiveField leaf :
        List.of(
            Field.of("f", LogicalType.string(), true),
            Field.of("f", PhysicalType.INT64, true),
            Field.of("f", PhysicalType.BOOLEAN, true))) {
      Schema schema = NestedRows.schema(leaf);
      List<List<@Nullable Object>> rows = new NestedRows(1, 0.2).rows(schema, 3_000);
      WriterOptions options =
          WriterOptions.builder()
              .dataPageVersion(version)
              .pageBytes(4096)
              .rowGroupRows(2000)
              .build();
      assertThat(GroupReading.rows(write(schema, rows, pool, options))).isEqualTo(rows);
    }
  }
}
