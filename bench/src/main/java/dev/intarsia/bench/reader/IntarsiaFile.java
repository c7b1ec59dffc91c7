package dev.intarsia.bench.reader;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.ScanBuilder;
import java.util.List;

/** How Intarsia's readers open a file. */
final class IntarsiaFile {
  /** More than any scan takes. */
  static final MemoryLimit LIMIT = MemoryLimit.gibibytes(1);

  static final ReaderOptions OPTIONS = ReaderOptions.builder().verifyChecksums(false).build();

  private IntarsiaFile() {}

  /** Begins to ask for columns, in their order. */
  static ScanBuilder scan(ParquetReader reader, List<TelemetryColumn> columns) {
    return reader
        .scan()
        .project(columns.stream().map(TelemetryColumn::columnName).toArray(String[]::new));
  }
}
