package dev.intarsia.cli;

import dev.intarsia.cli.console.Terminal;
import dev.intarsia.cli.console.TextOutput;
import dev.intarsia.cli.inspect.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia inspect}: what a file says about itself. */
@Command(
    name = "inspect",
    header = "Tells what is in a Parquet file, and what could be smaller.",
    description = {
      "",
      "The schema, what each column takes, how it is compressed and encoded, the row groups, and"
          + " what lets suspect that the file could be smaller or faster to read. Only the footer"
          + " is read, unless pages are asked for.",
      "A ratio is the bytes before compression to one in the file; a bound is as the file has it,"
          + " if it can be relied upon."
    },
    sortOptions = false,
    customSynopsis = "intarsia inspect [OPTIONS] FILE",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia inspect access.parquet",
      "  intarsia inspect --pages access.parquet | less -S",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class InspectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin InputFile input = new InputFile();

  @Option(names = "--chunks", description = "tell of each column in each row group, too")
  boolean chunks;

  @Option(names = "--pages", description = "tell of each page, too")
  boolean pages;

  @Mixin HelpOption help = new HelpOption();

  InspectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return input.open(
        reader -> {
          try (TextOutput out = terminal.results()) {
            Inspection inspection = new Inspection(reader, out);
            inspection.overview(input.path().toString(), Files.size(input.path()));
            if (chunks) {
              inspection.chunks();
            }
            if (pages) {
              inspection.pages();
            }
          }
          return Intarsia.OK;
        });
  }
}
