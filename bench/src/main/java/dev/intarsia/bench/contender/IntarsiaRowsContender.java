package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Intarsia's row API, one pool for all files as an ingest process would have it. */
final class IntarsiaRowsContender implements Contender {
  private final MemoryPool pool;
  private final RowFeed feed;
  private final WriterOptions options;

  /** Owns the pool, off-heap or not. */
  IntarsiaRowsContender(Codec codec, Input input, MemoryPool pool) {
    this.pool = pool;
    feed = new RowFeed(input);
    options = IntarsiaSettings.options(codec);
  }

  @Override
  public void write(Path file) throws IOException {
    try (ParquetWriter writer =
        ParquetWriter.create(file, IntarsiaSettings.SCHEMA, pool, options)) {
      feed.appendTo(writer.rows());
      writer.finish();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
