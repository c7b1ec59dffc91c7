package dev.intarsia.bench.command;

import dev.intarsia.bench.report.HtmlReport;
import dev.intarsia.bench.report.MarkdownReport;
import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run leaves behind. */
final class ReportFiles {
  static final String JSON = "results.json";
  static final String HTML = "report.html";

  private ReportFiles() {}

  /** What a folder for a report is called: when it began, and how thorough it is. */
  static String folderName(BenchmarkReport report) {
    return report.started().replace(':', '-') + "-" + report.effort();
  }

  /** The results that somebody means by a file, or by the folder it is in. */
  static Path results(Path named) {
    return Files.isDirectory(named) ? named.resolve(JSON) : named;
  }

  /** Writes results and all that is made of them. */
  static void write(BenchmarkReport report, Path folder) throws IOException {
    ResultJson.write(report, folder.resolve(JSON));
    HtmlReport.write(report, folder.resolve(HTML));
    MarkdownReport.write(report, folder.resolve("report.md"), folder.resolve("plots"));
  }
}
