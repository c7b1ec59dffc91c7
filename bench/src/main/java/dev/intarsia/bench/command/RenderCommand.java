package dev.intarsia.bench.command;

import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ResultJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reports of an earlier run, made again. */
@Command(
    name = "render",
    header = "Makes the reports of a run again from its results.",
    customSynopsis = "intarsia bench render RESULTS [--out DIR]",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class RenderCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RESULTS", description = "the folder of a report, or its results.json")
  @Nullable Path results;

  @Mixin Destination destination = new Destination();

  @Mixin HelpOption help = new HelpOption();

  @Override
  public Integer call() throws IOException {
    BenchmarkReport report = ResultJson.read(ReportFiles.results(Objects.requireNonNull(results)));
    ReportFiles.write(report, destination.folder(ReportFiles.folderName(report)));
    return Bench.OK;
  }
}
