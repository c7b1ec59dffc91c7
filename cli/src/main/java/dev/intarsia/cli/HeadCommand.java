package dev.intarsia.cli;

import dev.intarsia.cli.console.Terminal;
import dev.intarsia.cli.print.RowPrinter;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code intarsia head}: the first rows of a file. */
@Command(
    name = "head",
    header = "Prints the first rows of a Parquet file.",
    description = {"", "As cat does, but ten rows as a table unless told otherwise."},
    sortOptions = false,
    customSynopsis = "intarsia head [OPTIONS] FILE",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia head access.parquet",
      "  intarsia head -n 3 --format ndjson access.parquet",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class HeadCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Mixin InputFile input = new InputFile();

  @Option(
      names = {"-n", "--rows"},
      paramLabel = "N",
      description = "how many rows (default: ${DEFAULT-VALUE})")
  long rows = 10;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  RowPrinter.Format format = RowPrinter.Format.table;

  @Mixin Printing printing = new Printing();

  @Mixin HelpOption help = new HelpOption();

  HeadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (rows < 0) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--rows takes 0 and more");
    }
    return input.open(reader -> printing.print(reader, format, 0, rows, terminal));
  }
}
