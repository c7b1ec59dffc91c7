package dev.intarsia.cli.ingest;

import dev.intarsia.cli.console.Failure;
import dev.intarsia.cli.console.Progress;
import dev.intarsia.cli.console.Terminal;
import dev.intarsia.columns.Schema;
import dev.intarsia.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inputs of one run, from text to rows. Belongs to one thread. */
public final class Ingest implements AutoCloseable {
  /** How standard input is named on the command line. */
  public static final String STANDARD_INPUT = "-";

  private final List<Input> inputs;
  private final IngestOptions options;
  private final Terminal terminal;
  private final RecordFormat format;
  private @Nullable Schema schema;

  private Ingest(
      List<Input> inputs, IngestOptions options, Terminal terminal, RecordFormat format) {
    this.inputs = inputs;
    this.options = options;
    this.terminal = terminal;
    this.format = format;
  }

  /**
   * Opens the inputs and settles their format.
   *
   * @param names files, or {@link #STANDARD_INPUT}
   * @param options how text becomes rows
   * @param terminal where standard input comes from and complaints go
   * @return the run, to be closed
   * @throws Failure if their formats are unknown or differ
   * @throws IOException if one cannot be opened
   */
  public static Ingest open(List<String> names, IngestOptions options, Terminal terminal)
      throws IOException {
    List<Input> inputs = new ArrayList<>();
    try {
      for (String name : names) {
        inputs.add(input(name, terminal));
      }
      checkSample(inputs, options);
      RecordFormat format = RecordFormat.of(format(inputs, options), options);
      return new Ingest(inputs, options, terminal, format);
    } catch (Throwable failed) {
      closeAll(inputs);
      throw failed;
    }
  }

  private static Input input(String name, Terminal terminal) throws IOException {
    return name.equals(STANDARD_INPUT)
        ? Input.of("standard input", terminal.in())
        : Input.of(Path.of(name));
  }

  private static void checkSample(List<Input> inputs, IngestOptions options) {
    for (Input input : inputs) {
      boolean whole = options.sample() == Long.MAX_VALUE && options.schema() == null;
      if (whole && !input.isFile()) {
        throw new Failure(
            input.name() + " cannot be read twice, so --sample all is not possible; give a number");
      }
    }
  }

  private static InputFormat format(List<Input> inputs, IngestOptions options) throws IOException {
    if (options.format() != null) {
      return options.format();
    }
    InputFormat common = format(inputs.getFirst());
    for (Input input : inputs) {
      InputFormat format = format(input);
      if (format != common) {
        throw new Failure(
            "%s is %s, but %s is %s; ingest them apart, or say what they are with --format"
                .formatted(inputs.getFirst().name(), common, input.name(), format));
      }
    }
    return common;
  }

  private static InputFormat format(Input input) throws IOException {
    Optional<InputFormat> named = InputFormat.ofName(input.name());
    if (named.isPresent()) {
      return named.get();
    }
    String head = input.head();
    if (InputFormat.isBinary(head)) {
      throw new Failure(
          input.name()
              + (head.startsWith("PAR1") ? " is a Parquet file already" : " is not text")
              + "; NDJSON, CSV and lines of text are taken, plain or packed by gzip or zstd");
    }
    return InputFormat.ofHead(head, input.name())
        .orElseThrow(
            () ->
                new Failure(
                    "cannot tell what "
                        + input.name()
                        + " is; say --format ndjson, csv, tsv or lines"));
  }

  /**
   * The schema: the one given, or the one that samples of the inputs fit.
   *
   * @return the schema of the rows
   * @throws Failure if it is malformed, or none can be inferred
   * @throws IOException if an input cannot be read
   */
  public Schema schema() throws IOException {
    Schema settled = schema;
    if (settled == null) {
      if (options.schema() == null) {
        settled = format.infer(inputs);
      } else {
        settled = SchemaText.parse(options.schema(), options.schemaName());
        format.prepare(inputs, settled);
      }
      schema = settled;
    }
    return settled;
  }

  /**
   * How much there is to read.
   *
   * @return bytes, or 0 if an input is a stream
   */
  public long size() {
    boolean known = inputs.stream().allMatch(Input::isFile);
    return known ? inputs.stream().mapToLong(Input::size).sum() : 0;
  }

  /**
   * Makes rows of everything.
   *
   * @param writer takes the rows; finishing it is left to the caller
   * @param progress is told how far it is
   * @return how many rows were made and how many records skipped
   * @throws Failure for a bad record, unless bad records are skipped
   * @throws IOException if an input cannot be read or the file cannot be written
   */
  public Result run(ParquetWriter writer, Progress progress) throws IOException {
    BadRecords bad = new BadRecords(terminal, options.skipBad(), progress);
    RowLoop loop = new RowLoop(writer.rows(), bad, progress);
    long bytes = 0;
    for (Input input : inputs) {
      format.ingest(input, schema(), writer.rows(), loop);
      loop.finished(input);
      bytes += input.consumed();
    }
    progress.wipe();
    bad.sayRest();
    return new Result(loop.rows(), bad.skipped(), bytes);
  }

  /**
   * What a run did.
   *
   * @param rows rows made
   * @param skipped bad records left out
   * @param bytes bytes read, as they are stored
   */
  public record Result(long rows, long skipped, long bytes) {}

  @Override
  public void close() throws IOException {
    closeAll(inputs);
  }

  private static void closeAll(List<Input> inputs) throws IOException {
    for (Input input : inputs) {
      input.close();
    }
  }
}
