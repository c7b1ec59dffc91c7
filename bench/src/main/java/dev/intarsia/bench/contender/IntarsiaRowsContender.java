package dev.intarsia.bench.contender;

import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetryRows;
import dev.intarsia.cli.telemetry.TelemetrySchema;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Intarsia's row API, one pool for all files as an ingest process would have it. */
public final class IntarsiaRowsContender implements Contender {
  private static final Schema SCHEMA = TelemetrySchema.schema();

  private final MemoryPool pool = MemoryPool.create("comparison", MemoryLimit.mebibytes(512));
  private final TelemetryReader reader = new TelemetryReader();
  private final WriterOptions options;

  public IntarsiaRowsContender(Codec codec) {
    options =
        WriterOptions.builder()
            .compression(
                switch (codec) {
                  case ZSTD -> Compression.zstd(ZSTD_LEVEL);
                  case UNCOMPRESSED -> Compression.uncompressed();
                })
            .pageBytes(PAGE_BYTES)
            .pageRows(PAGE_ROWS)
            .dictionaryBytes(DICTIONARY_BYTES)
            .rowGroupBytes(ROW_GROUP_BYTES)
            .pageChecksums(true)
            .validateUtf8(false)
            .build();
  }

  @Override
  public void write(TelemetryRows rows, Path file) throws IOException {
    try (ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, options)) {
      RowAppender row = writer.rows();
      rows.read(reader);
      while (reader.next()) {
        reader.appendTo(row);
      }
      writer.finish();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
