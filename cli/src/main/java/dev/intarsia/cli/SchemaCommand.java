package dev.intarsia.cli;

import dev.intarsia.cli.console.Terminal;
import dev.intarsia.cli.console.TextOutput;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code intarsia schema}: the schema of a file. */
@Command(
    name = "schema",
    header = "Prints the schema of a Parquet file.",
    description = {
      "",
      "In Parquet's own notation, as the reader sees it: lists and maps of older writers in the"
          + " form that is written today, and INT96 as the timestamps it is read as."
    },
    sortOptions = false,
    customSynopsis = "intarsia schema [OPTIONS] FILE",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia schema access.parquet",
      "  intarsia schema old.parquet > s && intarsia ingest --schema s new.csv -o new.parquet",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class SchemaCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin InputFile input = new InputFile();

  @Mixin HelpOption help = new HelpOption();

  SchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return input.open(
        reader -> {
          try (TextOutput out = terminal.results()) {
            out.text().append(reader.schema());
          }
          return Intarsia.OK;
        });
  }
}
