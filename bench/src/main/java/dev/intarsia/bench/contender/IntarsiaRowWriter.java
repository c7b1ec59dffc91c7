package dev.intarsia.bench.contender;

import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Intarsia's row API, one pool for all files. */
final class IntarsiaRowWriter implements RowWriter {
  private final MemoryPool pool;
  private final WriterOptions options;
  private @Nullable ParquetWriter writer;
  private @Nullable RowAppender rows;

  /** Owns the pool, off-heap or not. */
  IntarsiaRowWriter(Codec codec, MemoryPool pool) {
    this.pool = pool;
    options = IntarsiaSettings.options(codec);
  }

  @Override
  public void begin(Path file) throws IOException {
    writer = ParquetWriter.create(file, IntarsiaSettings.SCHEMA, pool, options);
    rows = writer.rows();
  }

  @Override
  public void append(TelemetryReader row) throws IOException {
    if (rows == null) {
      throw new IllegalStateException("begin() comes first");
    }
    row.appendTo(rows);
  }

  @Override
  public void finish() throws IOException {
    if (writer == null) {
      throw new IllegalStateException("begin() comes first");
    }
    writer.finish();
    end();
  }

  private void end() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
      rows = null;
    }
  }

  @Override
  public void close() throws IOException {
    try (pool) {
      end();
    }
  }
}
