package dev.intarsia.bench.contender;

import dev.intarsia.cli.telemetry.TelemetryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.jspecify.annotations.Nullable;

/** parquet-java, row by row. */
final class ParquetJavaRowWriter implements RowWriter {
  private final ParquetJavaFiles files;
  private @Nullable ParquetWriter<TelemetryReader> writer;

  ParquetJavaRowWriter(Codec codec) {
    files = new ParquetJavaFiles(codec);
  }

  @Override
  public void begin(Path file) throws IOException {
    Files.deleteIfExists(file);
    writer = files.create(file, BufferWriteSupport::new);
  }

  @Override
  public void append(TelemetryReader row) throws IOException {
    open().write(row);
  }

  private ParquetWriter<TelemetryReader> open() {
    if (writer == null) {
      throw new IllegalStateException("begin() comes first");
    }
    return writer;
  }

  @Override
  public void finish() throws IOException {
    ParquetWriter<TelemetryReader> done = open();
    writer = null;
    done.close();
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      finish();
    }
  }
}
