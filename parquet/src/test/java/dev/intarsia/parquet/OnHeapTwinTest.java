package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same code over heap arrays writes the same file, to the byte. */
@DetectLeaks
class OnHeapTwinTest {
  private static final Schema SCHEMA =
      Schema.builder("twin")
          .required("id", PhysicalType.INT64)
          .optional("text", LogicalType.string())
          .optional("flag", PhysicalType.BOOLEAN)
          .required("value", PhysicalType.DOUBLE)
          .build();

  @TempDir private Path folder;

  private Path write(String name, Compression compression, MemoryPool pool) throws IOException {
    Path file = folder.resolve(name);
    WriterOptions options =
        WriterOptions.builder().compression(compression).rowGroupRows(20_000).build();
    try (pool;
        ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, options)) {
      RowAppender row = writer.rows();
      for (int i = 0; i < 50_000; i++) {
        row.setLong(0, i * 3L);
        if (i % 7 != 0) {
          row.setString(1, i % 2 == 0 ? "host " + i % 50 : "message number " + i);
        }
        if (i % 3 != 0) {
          row.setBoolean(2, i % 5 == 0);
        }
        row.setDouble(3, Math.sin(i));
        row.end();
      }
      writer.finish();
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void heapAndNativeMemoryGiveTheSameFile(Compression.Codec codec) throws IOException {
    Compression compression = new Compression(codec, codec == Compression.Codec.GZIP ? 6 : 0);
    Path heap = write("heap", compression, MemoryPool.onHeap("heap", MemoryLimit.mebibytes(128)));
    Path offHeap =
        write("native", compression, MemoryPool.create("native", MemoryLimit.mebibytes(128)));
    assertThat(heap).hasSameBinaryContentAs(offHeap);
  }
}
