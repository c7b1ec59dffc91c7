package dev.intarsia.bench.report;

import dev.intarsia.bench.report.TableText.Cell;
import dev.intarsia.bench.report.TableText.Column;
import dev.intarsia.bench.result.ExperimentResult;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import java.util.List;
import java.util.Map;

/** The part of the page that is about one experiment. */
final class HtmlExperiment {
  private final ExperimentResult experiment;
  private final Map<String, SeriesLook> looks;
  private final StringBuilder html = new StringBuilder();

  private HtmlExperiment(ExperimentResult experiment) {
    this.experiment = experiment;
    looks = SeriesLook.of(experiment.measurements().stream().map(Measurement::series).toList());
  }

  static String section(ExperimentResult experiment) {
    return new HtmlExperiment(experiment).section();
  }

  private String section() {
    add("<section id=\"%s\">\n<h2>%s</h2>\n", experiment.name(), experiment.title());
    add("<p class=\"claim\"><b>Claim</b> %s</p>\n", experiment.claim());
    add("<p class=\"verdict\"><b>Here</b> %s</p>\n", experiment.verdict());
    if (!experiment.failures().isEmpty()) {
      html.append("<p><b>Missing, because it failed</b></p>\n<ul>\n");
      experiment.failures().forEach(why -> add("<li>%s</li>\n", why));
      html.append("</ul>\n");
    }
    for (Plot plot : experiment.plots()) {
      html.append("<figure>\n")
          .append(SvgPlot.draw(plot, experiment.measurements()))
          .append("</figure>\n");
    }
    add("<p class=\"method\"><b>Method</b> %s</p>\n", experiment.method());
    for (Table table : experiment.tables()) {
      add("<h3>%s</h3>\n", table.title());
      table(TableText.of(table, experiment.measurements()));
    }
    conditions(Conditions.of(experiment.measurements()));
    return html.append("</section>\n").toString();
  }

  private void table(TableText table) {
    if (table.rows().isEmpty()) {
      html.append("<p>Nothing was measured.</p>\n");
      return;
    }
    html.append("<div class=\"wide\"><table>\n<thead><tr>");
    for (Column column : table.header()) {
      String style = column.isNumeric() ? " class=\"n\"" : "";
      html.append("<th scope=\"col\"").append(style).append('>');
      add("%s", column.name());
      if (!column.unit().isEmpty()) {
        add(" <small>%s</small>", column.unit());
      }
      html.append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(row -> row(table.header(), row));
    html.append("</tbody>\n</table></div>\n");
  }

  private void row(List<Column> header, List<Cell> row) {
    html.append("<tr><th scope=\"row\">").append(chip(row.getFirst().text()));
    add("%s</th>", row.getFirst().text());
    for (int i = 1; i < row.size(); i++) {
      html.append(header.get(i).isNumeric() ? "<td class=\"n\">" : "<td>");
      add("%s", row.get(i).text());
      if (!row.get(i).range().isEmpty()) {
        add(" <small>%s</small>", row.get(i).range());
      }
      html.append("</td>");
    }
    html.append("</tr>\n");
  }

  /** The colour that a series has in the plots. */
  private String chip(String series) {
    SeriesLook look = looks.get(series);
    return look == null
        ? ""
        : "<i style=\"--light:%s;--dark:%s\"></i>".formatted(look.light(), look.dark());
  }

  private void conditions(Conditions conditions) {
    if (!conditions.unmatched().isEmpty()) {
      html.append("<h3>What is not the same for all</h3>\n<ul>\n");
      conditions
          .unmatched()
          .forEach((difference, whose) -> add("<li><b>%s</b> %s</li>\n", whose + ":", difference));
      html.append("</ul>\n");
    }
    if (!conditions.jvms().isEmpty()) {
      html.append("<h3>JVMs</h3>\n<ul>\n");
      conditions
          .jvms()
          .forEach((jvm, who) -> add("<li><code>%s</code> <small>%s</small></li>\n", jvm, who));
      html.append("</ul>\n");
    }
  }

  /** Adds HTML, with text filled in that is no HTML yet. */
  private void add(String format, String... texts) {
    Object[] escaped = new Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      escaped[i] = Escape.html(texts[i]);
    }
    html.append(format.formatted(escaped));
  }
}
