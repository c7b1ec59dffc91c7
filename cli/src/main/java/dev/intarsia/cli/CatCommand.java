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

/** {@code intarsia cat}: the rows of a file. */
@Command(
    name = "cat",
    header = "Prints the rows of a Parquet file.",
    description = {
      "",
      "As NDJSON, CSV or a table, row after row, so that a pipe has the first at once. Times are"
          + " ISO 8601, decimals have all their digits, nested values are JSON."
    },
    sortOptions = false,
    customSynopsis = "intarsia cat [OPTIONS] FILE",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia cat access.parquet | jq .path | sort | uniq -c",
      "  intarsia cat --columns time,status --format csv access.parquet",
      "  intarsia cat --skip 1000000 --limit 20 --format table access.parquet",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class CatCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Mixin InputFile input = new InputFile();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  RowPrinter.Format format = RowPrinter.Format.ndjson;

  @Option(names = "--skip", paramLabel = "N", description = "pass over the first N rows")
  long skip;

  @Option(names = "--limit", paramLabel = "N", description = "print N rows at most (default: all)")
  long limit = Long.MAX_VALUE;

  @Mixin Printing printing = new Printing();

  @Mixin HelpOption help = new HelpOption();

  CatCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (skip < 0 || limit < 0) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--skip and --limit take 0 and more");
    }
    return input.open(reader -> printing.print(reader, format, skip, limit, terminal));
  }
}
