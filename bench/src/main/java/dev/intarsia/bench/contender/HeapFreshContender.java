package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The on-heap twin that leaves its arrays to the collector: the same appending and encoding code,
 * but every batch of rows is gathered in an on-heap pool of its own, which is given up once the
 * batch is encoded, and so is the writer's after each file.
 */
final class HeapFreshContender implements Contender {
  private final RowFeed feed;
  private final WriterOptions options;

  HeapFreshContender(Codec codec, Input input) {
    feed = new RowFeed(input);
    options = IntarsiaSettings.options(codec);
  }

  @Override
  public void write(Path file) throws IOException {
    try (MemoryPool pool = MemoryPool.onHeap("contender", IntarsiaSettings.LIMIT);
        ParquetWriter writer = ParquetWriter.create(file, IntarsiaSettings.SCHEMA, pool, options);
        FreshBatches batches = new FreshBatches(writer)) {
      feed.giveTo(batches);
      batches.finish();
      writer.finish();
    }
  }

  @Override
  public void close() {}
}
