package dev.intarsia.cli;

import dev.intarsia.cli.console.Progress;
import dev.intarsia.cli.console.Terminal;
import dev.intarsia.cli.telemetry.TelemetryGenerator;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.cli.telemetry.TelemetryRows;
import dev.intarsia.cli.telemetry.TelemetrySchema;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.FileSink;
import dev.intarsia.parquet.FileSummary;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.verify.FileCheck;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intarsia demo}: made-up telemetry through the row API, measured. */
@Command(
    name = "demo",
    header = "Writes made-up telemetry, measures it and checks the file.",
    description = {
      "",
      "Rows of 52 columns, logs and spans as a collector receives them, are made up in off-heap"
          + " memory, appended one by one through the public row API and written as Parquet; then"
          + " the file's footer, indexes and page checksums are read again and compared. Making"
          + " rows up is part of the measured time, but not of the measured heap: it allocates"
          + " nothing there."
    },
    sortOptions = false,
    customSynopsis = "intarsia demo [OPTIONS]",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia demo",
      "  intarsia demo --rows 5000000 --codec none -o telemetry.parquet",
      "",
      "Exit codes: 0 written and in order, 1 failed, 2 wrong usage."
    })
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "how many rows (default: ${DEFAULT-VALUE})")
  int rows = 400_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what the rows depend on (default: ${DEFAULT-VALUE})")
  long seed = 1;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "keep the file here (default: a temporary file that is deleted)")
  @Nullable Path output;

  @Mixin HelpOption help = new HelpOption();

  @ArgGroup(validate = false, heading = "%nHow the file is written:%n")
  OutputFile file = new OutputFile();

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (rows < 1) {
      throw new ParameterException(command.commandLine(), "--rows takes a number from 1 on");
    }
    WriterOptions options = file.writerOptions(command);
    if (output != null) {
      run(output, options);
      terminal.out().println("  kept as      " + output);
      return Intarsia.OK;
    }
    Path directory = Files.createTempDirectory("intarsia-demo");
    Path temporary = directory.resolve("demo.parquet");
    try {
      run(temporary, options);
    } finally {
      Files.deleteIfExists(temporary);
      Files.deleteIfExists(directory);
    }
    return Intarsia.OK;
  }

  private void run(Path target, WriterOptions options) throws IOException {
    Schema schema = TelemetrySchema.schema();
    DemoReport report = new DemoReport(terminal.out(), rows, schema.size());
    try (MemoryPool pool = MemoryPool.create("intarsia demo", file.memoryLimit())) {
      write(target, schema, options, pool, report);
      report.offHeap(pool.peak(), file.memory);
    }
    report.print(file.compressionName());
    report.check(FileCheck.of(target));
  }

  private void write(
      Path target, Schema schema, WriterOptions options, MemoryPool pool, DemoReport report)
      throws IOException {
    try (Progress progress = Progress.of(terminal, !file.quiet, "writing", rows)) {
      try (Arena arena = pool.arena("made-up rows");
          Interruption interruption = new Interruption(progress)) {
        TelemetryGenerator generator = new TelemetryGenerator(seed, arena);
        TelemetryRows block = TelemetryRows.block(arena);
        FileSink sink = interruption.watch(OutputFile.sink(target, false));
        report.start();
        try (ParquetWriter writer = ParquetWriter.create(sink, schema, pool, options)) {
          long bytes = append(generator, block, writer.rows(), progress, report);
          report.appended();
          FileSummary summary = writer.finish();
          report.stop(bytes, summary);
        }
      }
    }
  }

  private long append(
      TelemetryGenerator generator,
      TelemetryRows block,
      RowAppender row,
      Progress progress,
      DemoReport report)
      throws IOException {
    TelemetryReader reader = new TelemetryReader();
    long bytes = 0;
    for (int from = 0; from < rows; from += TelemetryGenerator.BLOCK_ROWS) {
      int count = Math.min(rows - from, TelemetryGenerator.BLOCK_ROWS);
      long begun = System.nanoTime();
      block.fill(generator, from / TelemetryGenerator.BLOCK_ROWS, count);
      report.made(System.nanoTime() - begun);
      block.read(reader);
      for (int i = from; reader.next(); i++) {
        reader.appendTo(row);
        if (i == rows / 2) {
          report.halfway(i);
        }
        if (progress.due(i)) {
          progress.at(i, bytes + reader.offset(), i);
        }
      }
      bytes += block.byteSize();
    }
    return bytes;
  }
}
