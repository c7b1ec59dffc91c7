package dev.intarsia.bench.command;

import dev.intarsia.bench.report.HtmlReport;
import dev.intarsia.bench.report.MarkdownReport;
import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ResultJson;
import java.io.IOException;
import java.nio.file.Path;

/** What a run leaves behind. */
final class ReportFiles {
  static final String JSON = "results.json";
  static final String HTML = "report.html";

  private ReportFiles() {}

  /** Writes results and all that is made of them. */
  static void write(BenchmarkReport report, Path folder) throws IOException {
    ResultJson.write(report, folder.resolve(JSON));
    HtmlReport.write(report, folder.resolve(HTML));
    MarkdownReport.write(report, folder.resolve("report.md"), folder.resolve("plots"));
  }
}
