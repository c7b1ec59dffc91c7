package dev.intarsia.bench.contender;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.TelemetryObject;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Intarsia's row API, one pool for all files as an ingest process would have it. With an on-heap
 * pool it is the on-heap twin that recycles its arrays.
 */
final class IntarsiaRowsContender implements Contender {
  private final MemoryPool pool;
  private final RowFeed feed;
  private final WriterOptions options;

  /** Owns the pool. */
  IntarsiaRowsContender(Codec codec, Input input, MemoryPool pool) {
    this.pool = pool;
    feed = new RowFeed(input);
    options = IntarsiaSettings.options(codec);
  }

  @Override
  public void write(Path file) throws IOException {
    try (ParquetWriter writer =
        ParquetWriter.create(file, IntarsiaSettings.SCHEMA, pool, options)) {
      feed.giveTo(new Rows(writer.rows()));
      writer.finish();
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private record Rows(RowAppender appender) implements RowTaker {
    @Override
    public void take(TelemetryReader row) throws IOException {
      row.appendTo(appender);
    }

    @Override
    public void take(TelemetryObject row) throws IOException {
      row.appendTo(appender);
    }
  }
}
