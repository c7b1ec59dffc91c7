package dev.intarsia.bench.report;

import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ExperimentResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The report as a page: one file with all its plots, which loads nothing from anywhere. */
public final class HtmlReport {
  private static final String TITLE = "Intarsia, measured";

  private HtmlReport() {}

  /** Writes the page; what was in the file is replaced. */
  public static void write(BenchmarkReport report, Path file) throws IOException {
    Files.writeString(file, page(report));
  }

  private static String page(BenchmarkReport report) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <header>
        <h1>%s</h1>
        <p>Medians of all rounds, with the range from the smallest to the largest. ↑ more is better, \
        ↓ less is better. %s</p>
        %s</header>
        """
            .formatted(
                TITLE, style(), TITLE, Escape.html(Judgement.RULE), facts(RunFacts.of(report))));
    page.append(summary(report)).append("<main>\n");
    for (ExperimentResult experiment : report.experiments()) {
      page.append(HtmlExperiment.section(experiment));
    }
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String facts(Map<String, String> facts) {
    StringBuilder list = new StringBuilder("<dl>\n");
    facts.forEach(
        (name, value) ->
            list.append(
                "<div><dt>%s</dt><dd>%s</dd></div>\n"
                    .formatted(Escape.html(name), Escape.html(value))));
    return list.append("</dl>\n").toString();
  }

  private static String summary(BenchmarkReport report) {
    if (report.experiments().isEmpty()) {
      return "<p>No experiment was run.</p>\n";
    }
    StringBuilder rows = new StringBuilder();
    for (ExperimentResult e : report.experiments()) {
      rows.append(
          """
          <tr><th scope="row"><a href="#%s">%s</a></th><td>%s</td><td>%s</td></tr>
          """
              .formatted(
                  Escape.html(e.name()),
                  Escape.html(e.title()),
                  Escape.html(e.claim()),
                  Escape.html(e.verdict())));
    }
    return """
    <nav aria-label="Summary">
    <table class="summary">
    <thead><tr><th scope="col">Experiment</th><th scope="col">Claim</th>\
    <th scope="col">What came out here</th></tr></thead>
    <tbody>
    %s</tbody>
    </table>
    </nav>
    """
        .formatted(rows);
  }

  private static String style() throws IOException {
    try (InputStream css =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
