package dev.intarsia.bench.contender;

import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The on-heap twin with fresh arrays, row by row. */
final class HeapFreshRowWriter implements RowWriter {
  private final WriterOptions options;
  private @Nullable OpenFile file;

  /** What a file takes, and gives up at its end. */
  private record OpenFile(MemoryPool pool, ParquetWriter writer, FreshBatches batches)
      implements AutoCloseable {

    @Override
    public void close() throws IOException {
      try (pool;
          writer) {
        batches.close();
      }
    }
  }

  HeapFreshRowWriter(Codec codec) {
    options = IntarsiaSettings.options(codec);
  }

  @Override
  public void begin(Path path) throws IOException {
    MemoryPool pool = MemoryPool.onHeap("rows", IntarsiaSettings.LIMIT);
    ParquetWriter writer = ParquetWriter.create(path, IntarsiaSettings.SCHEMA, pool, options);
    file = new OpenFile(pool, writer, new FreshBatches(writer));
  }

  @Override
  public void append(TelemetryReader row) throws IOException {
    open().batches().take(row);
  }

  private OpenFile open() {
    if (file == null) {
      throw new IllegalStateException("begin() comes first");
    }
    return file;
  }

  @Override
  public void finish() throws IOException {
    try (OpenFile done = open()) {
      file = null;
      done.batches().finish();
      done.writer().finish();
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
