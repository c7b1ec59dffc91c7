package dev.intarsia.cli;

import dev.intarsia.cli.console.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code intarsia count}: the rows of a file. */
@Command(
    name = "count",
    header = "Counts the rows of a Parquet file.",
    description = {"", "Only the footer is read."},
    sortOptions = false,
    customSynopsis = "intarsia count [OPTIONS] FILE",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia count access.parquet",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class CountCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin InputFile input = new InputFile();

  @Mixin HelpOption help = new HelpOption();

  CountCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return input.open(
        reader -> {
          terminal.out().println(reader.metadata().rowCount());
          terminal.out().flush();
          return Intarsia.OK;
        });
  }
}
