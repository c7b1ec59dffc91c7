package dev.intarsia.cli;

import dev.intarsia.columns.LogicalType.Unit;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ReaderOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The Parquet file that a command reads. */
final class InputFile {
  @Parameters(paramLabel = "FILE", description = "a Parquet file")
  @Nullable Path file;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = OutputFile.SizeConverter.class,
      description = "off-heap memory to use at most (default: 512MiB)")
  long memory = 512L << 20;

  @Option(
      names = "--int96",
      paramLabel = "UNIT",
      description =
          "read the INT96 timestamps of old files as ${COMPLETION-CANDIDATES} (default: nanos,"
              + " which end in 2262)")
  Int96Unit int96 = Int96Unit.nanos;

  /** Units by their names on the command line. */
  enum Int96Unit {
    millis,
    micros,
    nanos
  }

  /** Does something with the open file. */
  interface Use {
    /** What to do; returns the exit code. */
    int with(ParquetReader reader) throws IOException;
  }

  Path path() {
    return Objects.requireNonNull(file);
  }

  MemoryPool pool() {
    return MemoryPool.create("intarsia", MemoryLimit.bytes(memory));
  }

  ReaderOptions options() {
    return options(int96);
  }

  /** With all INT96 in reach, whatever digits that takes. */
  ReaderOptions coarseOptions() {
    return options(Int96Unit.millis);
  }

  private static ReaderOptions options(Int96Unit int96) {
    Unit unit =
        switch (int96) {
          case millis -> Unit.MILLIS;
          case micros -> Unit.MICROS;
          case nanos -> Unit.NANOS;
        };
    return ReaderOptions.builder().int96(unit).build();
  }

  int open(Use use) throws IOException {
    try (MemoryPool pool = pool();
        ParquetReader reader = ParquetReader.open(path(), pool, options())) {
      return use.with(reader);
    }
  }
}
