package dev.intarsia.bench.contender;

import dev.intarsia.cli.telemetry.TelemetrySchema;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.WriterOptions;
import java.util.List;
import java.util.stream.Stream;

/** What all contenders made of Intarsia's own code have in common. */
final class IntarsiaSettings {
  static final Schema SCHEMA = TelemetrySchema.schema();

  /** More than any of them takes: none is stopped by it. */
  static final MemoryLimit LIMIT = MemoryLimit.gibibytes(1);

  private static final List<String> UNMATCHED =
      List.of(
          "column chunks that do not shrink stay uncompressed",
          "bounds in statistics are cut at 64 bytes",
          "a row group is measured as the bytes of its finished, compressed pages and of what waits"
              + " for the next ones",
          "published under a temporary name, then renamed");

  private IntarsiaSettings() {}

  /** What the code does its own way, and what else the contender does. */
  static List<String> unmatched(String... others) {
    return Stream.concat(UNMATCHED.stream(), Stream.of(others)).toList();
  }

  static WriterOptions options(Codec codec) {
    return WriterOptions.builder()
        .compression(
            switch (codec) {
              case ZSTD -> Compression.zstd(Contender.ZSTD_LEVEL);
              case UNCOMPRESSED -> Compression.uncompressed();
            })
        .pageBytes(Contender.PAGE_BYTES)
        .pageRows(Contender.PAGE_ROWS)
        .dictionaryBytes(Contender.DICTIONARY_BYTES)
        .rowGroupBytes(Contender.ROW_GROUP_BYTES)
        .pageChecksums(true)
        .validateUtf8(false)
        .build();
  }
}
