package dev.intarsia.bench.command;

import dev.intarsia.bench.result.ResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reports of an earlier run, made again. */
@Command(
    name = "render",
    header = "Makes the reports of a run again from its results.",
    customSynopsis = "intarsia bench render RESULTS.json [--out DIR]",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class RenderCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RESULTS", description = "the results.json of a run")
  @Nullable Path results;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the reports go (default: ${DEFAULT-VALUE})")
  Path out = Path.of("bench-report");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  boolean help;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    ReportFiles.write(ResultJson.read(Objects.requireNonNull(results)), out);
    return Bench.OK;
  }
}
