package dev.intarsia.cli;

import dev.intarsia.cli.console.Progress;
import dev.intarsia.cli.console.Sizes;
import dev.intarsia.cli.console.Terminal;
import dev.intarsia.cli.ingest.Ingest;
import dev.intarsia.cli.ingest.IngestOptions;
import dev.intarsia.cli.ingest.InputFormat;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.FileSummary;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code intarsia ingest}: text in, Parquet out. */
@Command(
    name = "ingest",
    header = "Turns NDJSON, CSV or any text lines into a Parquet file.",
    description = {
      "",
      "Inputs may be plain, gzip or zstd, whatever their names say. Several become one file and"
          + " share one schema, which is inferred from a sample of each: see what comes out with"
          + " --print-schema, edit it, and give it back with --schema.",
      "",
      "JSON: one object a line. Objects within become structs, and arrays lists; places that hold"
          + " values of different kinds are kept as JSON text, and so is all that is nested if"
          + " --depth 0 is given. Numbers are INT64, or DOUBLE where any has a fraction; beyond 64"
          + " bits they are kept as text. A schema may also name members with dots, as in a.b, and"
          + " have objects of changing members as maps.",
      "CSV: a column is BOOLEAN, INT64, DOUBLE, DATE or TIMESTAMP if all sampled fields are, or"
          + " else text. 00501 and +49 are text, -072.5 is a number. \"\" in quotes is an empty"
          + " text, nothing at all is null."
    },
    sortOptions = false,
    customSynopsis = "intarsia ingest [OPTIONS] INPUT... -o FILE",
    parameterListHeading = "%nInputs:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia ingest app.ndjson.zst -o app.parquet",
      "  zcat big.csv.gz | intarsia ingest - --format csv -o big.parquet",
      "  intarsia ingest --no-header --columns zip,lat,lon zips.csv -o zips.parquet",
      "  intarsia ingest --print-schema app.ndjson > app.schema",
      "  intarsia ingest --schema app.schema --on-error skip app.ndjson -o app.parquet",
      "",
      "Exit codes: 0 done (bad lines may have been skipped if --on-error skip was given, their"
          + " number is said), 1 failed and nothing was written, 2 wrong usage."
    })
final class IngestCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "INPUT",
      arity = "0..*",
      description = "files to read in this order, or - for standard input (default: -)")
  List<String> inputs = List.of(Ingest.STANDARD_INPUT);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "the Parquet file; it appears when it is complete")
  @Nullable Path output;

  @Option(names = "--no-overwrite", description = "fail if the output exists (default: replace it)")
  boolean keepExisting;

  @ArgGroup(validate = false, heading = "%nWhat the input is:%n")
  Reading reading = new Reading();

  @ArgGroup(validate = false, heading = "%nWhat columns there are:%n")
  Columns columns = new Columns();

  @ArgGroup(validate = false, heading = "%nCSV:%n")
  Csv csv = new Csv();

  @Mixin HelpOption help = new HelpOption();

  @ArgGroup(validate = false, heading = "%nHow the file is written:%n")
  OutputFile file = new OutputFile();

  /** Options on the input as a whole. */
  static final class Reading {
    @Option(
        names = "--format",
        paramLabel = "NAME",
        description = "${COMPLETION-CANDIDATES} (default: by name, then by the first bytes)")
    @Nullable FormatName format;

    @Option(
        names = "--on-error",
        paramLabel = "WHAT",
        description =
            "what to do at a line that is no row: ${COMPLETION-CANDIDATES} (default:"
                + " ${DEFAULT-VALUE})")
    OnError onError = OnError.stop;
  }

  /** Options on the schema. */
  static final class Columns {
    @Option(
        names = "--schema",
        paramLabel = "FILE",
        description = "take the schema from a file, as --print-schema writes it")
    @Nullable Path schema;

    @Option(names = "--print-schema", description = "print the inferred schema and write nothing")
    boolean print;

    @Option(
        names = "--sample",
        paramLabel = "N",
        description = "records of each input to infer the schema from, or all (default: 10000)")
    String sample = "10000";

    @Option(
        names = "--ignore-unknown",
        description = "leave out fields that the schema does not have (default: they are errors)")
    boolean ignoreUnknown;

    @Option(
        names = "--depth",
        paramLabel = "N",
        description =
            "levels of JSON objects and arrays that become structs and lists; deeper ones are kept"
                + " as JSON text (default: 20)")
    int depth = 20;

    @Option(
        names = "--dates",
        negatable = true,
        description =
            "take ISO 8601 text for dates and timestamps (default: in CSV, but not in JSON)")
    @Nullable Boolean dates;
  }

  /** Options on CSV. */
  static final class Csv {
    @Option(
        names = "--delimiter",
        paramLabel = "CHAR",
        description = "stands between fields; tab or \\t for tabs (default: by the first line)")
    @Nullable String delimiter;

    @Option(
        names = "--header",
        negatable = true,
        description = "whether the first line holds names (default: by its looks)")
    @Nullable Boolean header;

    @Option(
        names = "--columns",
        paramLabel = "NAME",
        split = ",",
        description = "names of the columns (default: the header's, or column1, column2, ...)")
    List<String> names = List.of();

    @Option(
        names = "--null-value",
        paramLabel = "TEXT",
        description = "a field that means null; may be given several times (default: an empty one)")
    List<String> nulls = List.of("");
  }

  /** The formats by their names on the command line. */
  enum FormatName {
    ndjson,
    csv,
    tsv,
    lines;

    InputFormat format() {
      return InputFormat.valueOf(name().toUpperCase(Locale.ROOT));
    }
  }

  /** What to do at bad records. */
  enum OnError {
    stop,
    skip
  }

  IngestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    checkUsage();
    try (Ingest ingest = Ingest.open(inputs, options(), terminal)) {
      if (columns.print) {
        terminal.out().print(ingest.schema());
      } else {
        write(ingest, Objects.requireNonNull(output));
      }
    }
    return Intarsia.OK;
  }

  private void checkUsage() throws IOException {
    if (output == null && !columns.print) {
      throw usage("where to? Give the Parquet file with -o FILE.");
    }
    if (Path.of("-").equals(output)) {
      throw usage(
          "the Parquet file cannot go to standard output; give it a name (./- for that one)");
    }
    if (inputs.stream().filter(Ingest.STANDARD_INPUT::equals).count() > 1) {
      throw usage("standard input can be read only once");
    }
    for (String input : inputs) {
      if (output != null && Files.isRegularFile(output) && isSame(input, output)) {
        throw usage(output + " is both input and output");
      }
    }
  }

  private static boolean isSame(String input, Path output) throws IOException {
    return !input.equals(Ingest.STANDARD_INPUT)
        && Files.exists(Path.of(input))
        && Files.isSameFile(Path.of(input), output);
  }

  private void write(Ingest ingest, Path target) throws IOException {
    WriterOptions options = file.writerOptions(spec());
    Schema schema = ingest.schema();
    Ingest.Result result;
    FileSummary summary;
    long nanos;
    try (MemoryPool pool = MemoryPool.create("intarsia ingest", file.memoryLimit());
        Progress progress = Progress.of(terminal, !file.quiet, "ingesting", ingest.size())) {
      try (Interruption interruption = new Interruption(progress);
          ParquetWriter writer =
              ParquetWriter.create(
                  interruption.watch(OutputFile.sink(target, keepExisting)),
                  schema,
                  pool,
                  options)) {
        result = ingest.run(writer, progress);
        summary = writer.finish();
      }
      nanos = progress.elapsed();
    }
    say(target, schema, result, summary, nanos);
  }

  private void say(
      Path target, Schema schema, Ingest.Result result, FileSummary summary, long nanos) {
    terminal
        .out()
        .printf(
            "%s of %s: %s read, %s written to %s in %s (%s rows/s)%n",
            Sizes.count(summary.rows(), "row"),
            Sizes.count(schema.size(), "column"),
            Sizes.bytes(result.bytes()),
            Sizes.bytes(summary.bytes()),
            target,
            Sizes.duration(nanos),
            Sizes.count(Sizes.perSecond(summary.rows(), nanos)));
    if (result.skipped() > 0) {
      terminal.out().printf("%s skipped%n", Sizes.count(result.skipped(), "bad line"));
    }
    terminal.out().flush();
  }

  private IngestOptions options() throws IOException {
    return new IngestOptions(
        reading.format == null ? null : reading.format.format(),
        columns.schema == null ? null : Files.readString(columns.schema),
        columns.schema == null ? "" : columns.schema.toString(),
        sample(),
        depth(),
        columns.dates,
        delimiter(),
        csv.header,
        csv.names,
        csv.nulls,
        columns.ignoreUnknown,
        reading.onError == OnError.skip);
  }

  private int depth() {
    if (columns.depth < 0) {
      throw usage("--depth cannot be less than 0");
    }
    return columns.depth;
  }

  private long sample() {
    if (columns.sample.equals("all")) {
      return Long.MAX_VALUE;
    }
    try {
      long records = Long.parseLong(columns.sample);
      if (records > 0) {
        return records;
      }
    } catch (NumberFormatException malformed) {
      // Said below.
    }
    throw usage(
        "--sample takes a number of records from 1 on, or all, not '" + columns.sample + "'");
  }

  private @Nullable Character delimiter() {
    if (csv.delimiter == null) {
      return null;
    }
    String text =
        switch (csv.delimiter) {
          case "tab", "\\t" -> "\t";
          default -> csv.delimiter;
        };
    if (text.length() != 1 || text.charAt(0) > 0x7E || "\"\r\n".contains(text)) {
      throw usage("--delimiter takes one ASCII character but a quote, not '" + csv.delimiter + "'");
    }
    return text.charAt(0);
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec().commandLine(), message);
  }
}
