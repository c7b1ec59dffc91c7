package dev.intarsia.bench.report;

import dev.intarsia.bench.experiment.verdict.Judgement;
import dev.intarsia.bench.report.TableText.Cell;
import dev.intarsia.bench.report.TableText.Column;
import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ExperimentResult;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The report as Markdown, with its plots in files beside it. */
public final class MarkdownReport {
  private final Path directory;
  private final Path plots;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Path directory, Path plots) {
    this.directory = directory;
    this.plots = plots;
  }

  /**
   * Writes the report and its plots; what was in these files is replaced.
   *
   * @param file for the report
   * @param plotsDir for the plots, made if absent; the report links to them relative to itself
   */
  public static void write(BenchmarkReport report, Path file, Path plotsDir) throws IOException {
    Files.createDirectories(plotsDir);
    Path directory = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
    MarkdownReport markdown = new MarkdownReport(directory, plotsDir.toAbsolutePath().normalize());
    Files.writeString(file, markdown.text(report));
  }

  private String text(BenchmarkReport report) throws IOException {
    text.append("# Intarsia, measured\n\n");
    text.append("Medians of all rounds, with the range from the smallest to the largest. ");
    text.append("↑ more is better, ↓ less is better. ");
    text.append(Escape.markdown(Judgement.RULE)).append("\n\n");
    text.append("| | |\n|---|---|\n");
    RunFacts.of(report).forEach((name, value) -> row(List.of(name, value)));
    text.append('\n');
    if (report.experiments().isEmpty()) {
      text.append("No experiment was run.\n");
      return text.toString();
    }
    text.append("| experiment | claim | what came out here |\n|---|---|---|\n");
    report.experiments().forEach(e -> row(List.of(e.title(), e.claim(), e.verdict())));
    for (ExperimentResult experiment : report.experiments()) {
      experiment(experiment);
    }
    return text.toString();
  }

  private void experiment(ExperimentResult experiment) throws IOException {
    text.append("\n## ").append(Escape.markdown(experiment.title())).append("\n\n");
    paragraph("Claim", experiment.claim());
    paragraph("Here", experiment.verdict());
    failures(experiment.failures());
    for (Plot plot : experiment.plots()) {
      plot(experiment, plot);
    }
    paragraph("Method", experiment.method());
    for (Table table : experiment.tables()) {
      text.append("### ").append(Escape.markdown(table.title())).append("\n\n");
      table(TableText.of(table, experiment.measurements()));
    }
    conditions(Conditions.of(experiment.measurements()));
  }

  private void paragraph(String name, String content) {
    text.append("**%s.** %s\n\n".formatted(name, Escape.markdown(content)));
  }

  private void failures(List<String> failures) {
    if (!failures.isEmpty()) {
      text.append("**Missing, because it failed:**\n\n");
      failures.forEach(why -> text.append("- ").append(Escape.markdown(why)).append('\n'));
      text.append('\n');
    }
  }

  private void plot(ExperimentResult experiment, Plot plot) throws IOException {
    Path file = plots.resolve(experiment.name() + "-" + plot.name() + ".svg");
    Files.writeString(file, SvgPlot.draw(plot, experiment.measurements()));
    String link = directory.relativize(file).toString().replace('\\', '/').replace(" ", "%20");
    text.append("![%s](%s)\n\n".formatted(Escape.markdown(plot.title()), link));
  }

  private void table(TableText table) {
    if (table.rows().isEmpty()) {
      text.append("Nothing was measured.\n\n");
      return;
    }
    row(table.header().stream().map(MarkdownReport::heading).toList());
    text.append('|');
    table.header().forEach(column -> text.append(column.isNumeric() ? "---:|" : "---|"));
    text.append('\n');
    for (List<Cell> cells : table.rows()) {
      row(cells.stream().map(MarkdownReport::content).toList());
    }
    text.append('\n');
  }

  private static String heading(Column column) {
    return (column.name() + " " + column.unit()).strip();
  }

  private static String content(Cell cell) {
    return cell.range().isEmpty() ? cell.text() : cell.text() + " (" + cell.range() + ")";
  }

  private void conditions(Conditions conditions) {
    if (!conditions.unmatched().isEmpty()) {
      text.append("### What is not the same for all\n\n");
      conditions
          .unmatched()
          .forEach(
              (difference, whose) ->
                  text.append(
                      "- **%s:** %s\n"
                          .formatted(Escape.markdown(whose), Escape.markdown(difference))));
      text.append('\n');
    }
    if (!conditions.jvms().isEmpty()) {
      text.append("### JVMs\n\n| JVM | who ran in it |\n|---|---|\n");
      conditions.jvms().forEach((jvm, who) -> row(List.of(jvm, who)));
    }
  }

  private void row(List<String> cells) {
    text.append('|');
    cells.forEach(cell -> text.append(' ').append(Escape.markdown(cell)).append(" |"));
    text.append('\n');
  }
}
