package dev.intarsia.bench.command;

import dev.intarsia.bench.report.Comparison;
import dev.intarsia.bench.result.ResultJson;
import dev.intarsia.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Two runs beside each other. */
@Command(
    name = "compare",
    header = "Shows two runs beside each other, as Markdown.",
    customSynopsis = "intarsia bench compare A B",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class CompareCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "RESULTS",
      arity = "2",
      description = "the folders of two reports, or their results.json")
  List<Path> results = List.of();

  @Mixin HelpOption help = new HelpOption();

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    terminal
        .out()
        .println(
            Comparison.markdown(
                ResultJson.read(ReportFiles.results(results.getFirst())),
                ResultJson.read(ReportFiles.results(results.getLast()))));
    return Bench.OK;
  }
}
