package dev.intarsia.cli;

import dev.intarsia.cli.console.Sizes;
import dev.intarsia.cli.console.Terminal;
import dev.intarsia.cli.console.TextOutput;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.verify.DataCheck;
import dev.intarsia.parquet.verify.FileCheck;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code intarsia verify}: whether a file is what it says. */
@Command(
    name = "verify",
    header = "Checks that a Parquet file is what it says it is.",
    description = {
      "",
      "Every page is decompressed and decoded, every checksum computed, and all that the file says"
          + " twice is compared: places, sizes and counts, minima and maxima of chunks and pages,"
          + " page indexes, bloom filters, the order of sorted rows.",
      "Each problem is a line that names row group, column and page, where there is one."
    },
    sortOptions = false,
    customSynopsis = "intarsia verify [OPTIONS] FILE",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia verify access.parquet",
      "  intarsia verify --no-values big.parquet     checksums and places only",
      "",
      "Exit codes: 0 in order, 1 not in order or not readable, 2 wrong usage."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin InputFile input = new InputFile();

  @Option(names = "--no-values", description = "do not decode values")
  boolean structureOnly;

  @Option(names = "--first", description = "stop at the first problem")
  boolean first;

  @Mixin HelpOption help = new HelpOption();

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (TextOutput out = terminal.results()) {
      Set<String> problems = new LinkedHashSet<>();
      String found = "";
      try {
        found = verify(problem -> take(problem, problems));
      } catch (CorruptFileException last) {
        problems.add(String.valueOf(last.getMessage()));
      }
      if (problems.isEmpty()) {
        out.line("%s is in order: %s".formatted(input.path(), found));
        return Intarsia.OK;
      }
      problems.forEach(out::line);
      out.line("%s: %s".formatted(input.path(), Sizes.count(problems.size(), "problem")));
      return Intarsia.FAILED;
    }
  }

  /** The same damage may be met twice, by structure and by values. */
  private void take(CorruptFileException problem, Set<String> problems)
      throws CorruptFileException {
    if (first) {
      throw problem;
    }
    problems.add(String.valueOf(problem.getMessage()));
  }

  private String verify(FileCheck.Problems problems) throws IOException {
    FileCheck.Result structure = FileCheck.of(input.path(), problems);
    String found =
        "%s, %s, %s of pages"
            .formatted(
                Sizes.count(structure.rows(), "row"),
                Sizes.count(structure.pages(), "page"),
                Sizes.bytes(structure.bytes()));
    if (structureOnly) {
      return found;
    }
    try (MemoryPool pool = input.pool();
        ParquetReader reader = ParquetReader.open(input.path(), pool, input.coarseOptions())) {
      long values = DataCheck.of(reader, input.path().toString(), problems);
      return found + ", " + Sizes.count(values, "value");
    }
  }
}
