package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Intarsia's batch API on columns that lie off-heap already. */
final class IntarsiaBatchesContender implements Contender {
  private final MemoryPool pool = MemoryPool.create("contender", IntarsiaSettings.LIMIT);
  private final Input input;
  private final WriterOptions options;

  IntarsiaBatchesContender(Codec codec, Input input) {
    this.input = input;
    options = IntarsiaSettings.options(codec);
  }

  @Override
  public void write(Path file) throws IOException {
    try (ParquetWriter writer =
        ParquetWriter.create(file, IntarsiaSettings.SCHEMA, pool, options)) {
      for (ColumnBatch batch : input.batches()) {
        writer.write(batch);
      }
      writer.finish();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
