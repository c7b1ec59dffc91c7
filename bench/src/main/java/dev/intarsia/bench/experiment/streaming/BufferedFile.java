package dev.intarsia.bench.experiment.streaming;

import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetrySchema;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.FileSink;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the same file, in row groups of so many rows, with more or less of it in memory. The pool,
 * and what it holds, stays from file to file.
 */
public final class BufferedFile implements Contender {
  private static final Schema SCHEMA = TelemetrySchema.schema();

  private final Buffering buffering;
  private final Input input;
  private final int groupRows;
  private final WriterOptions options;
  private final MemoryPool pool;
  private final TelemetryReader reader = new TelemetryReader();

  /**
   * @param groupRows rows of a row group, and of a batch that is streamed
   */
  public BufferedFile(Buffering buffering, Input input, int groupRows) {
    this.buffering = buffering;
    this.input = input;
    this.groupRows = groupRows;
    options =
        WriterOptions.builder()
            .compression(Compression.zstd(ZSTD_LEVEL))
            .pageBytes(PAGE_BYTES)
            .pageRows(PAGE_ROWS)
            .dictionaryBytes(DICTIONARY_BYTES)
            .rowGroupRows(groupRows)
            .validateUtf8(false)
            .build();
    pool = buffering.pool();
  }

  @Override
  public void write(Path file) throws IOException {
    input.buffer().read(reader);
    switch (buffering) {
      case ROWS_STREAMED -> rows(file);
      case BATCHES_STREAMED, HEAP_BATCHES_STREAMED -> batches(file, groupRows);
      case WHOLE_FILE, HEAP_WHOLE_FILE -> batches(file, input.rows());
      case HEAP_WHOLE_FILE_TWICE -> twice(file);
    }
  }

  private void rows(Path file) throws IOException {
    try (ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, options)) {
      RowAppender row = writer.rows();
      while (reader.next()) {
        reader.appendTo(row);
      }
      writer.finish();
    }
  }

  private void batches(Path file, int batchRows) throws IOException {
    try (ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, options)) {
      batches(writer, batchRows);
    }
  }

  private void batches(ParquetWriter writer, int batchRows) throws IOException {
    Columns columns = buffering.columns(pool);
    for (int from = 0; from < input.rows(); from += batchRows) {
      int count = Math.min(batchRows, input.rows() - from);
      columns.begin(count);
      for (int i = 0; i < count; i++) {
        reader.next();
        columns.append(reader);
      }
      try (ColumnBatch batch = columns.build()) {
        writer.write(batch);
      }
    }
    writer.finish();
  }

  private void twice(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter writer =
        ParquetWriter.create(FileSink.of(Channels.newChannel(bytes)), SCHEMA, pool, options)) {
      batches(writer, input.rows());
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      bytes.writeTo(out);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
