package dev.intarsia.bench.report;

import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A table as text, before it becomes HTML or Markdown.
 *
 * @param header what each column is
 * @param rows cells, as many in each as there are columns
 */
record TableText(List<Column> header, List<List<Cell>> rows) {

  /**
   * The head of a column.
   *
   * @param name of a parameter or metric
   * @param unit below it, with which way is better; or empty
   * @param isNumeric whether it aligns to the right
   */
  record Column(String name, String unit, boolean isNumeric) {}

  /**
   * A value.
   *
   * @param text the median, the name, or empty where nothing was measured
   * @param range from minimum to maximum, or empty
   */
  record Cell(String text, String range) {}

  static TableText of(Table table, List<Measurement> measurements) {
    List<Measurement> shown =
        measurements.stream()
            .filter(m -> table.metrics().stream().anyMatch(m.metrics()::containsKey))
            .toList();
    List<Column> header = new ArrayList<>();
    header.add(new Column("series", "", false));
    for (String parameter : table.parameters()) {
      boolean numeric = shown.stream().allMatch(m -> isNumber(m, parameter));
      header.add(new Column(parameter, "", numeric));
    }
    table.metrics().forEach(metric -> header.add(new Column(metric, unit(metric, shown), true)));
    return new TableText(header, shown.stream().map(m -> row(table, m)).toList());
  }

  private static boolean isNumber(Measurement m, String parameter) {
    return m.parameters().getOrDefault(parameter, "").matches("-?[\\d.]+");
  }

  private static String unit(String name, List<Measurement> shown) {
    return shown.stream()
        .map(m -> m.metrics().get(name))
        .filter(Objects::nonNull)
        .findFirst()
        .map(TableText::unit)
        .orElse("");
  }

  private static String unit(Metric metric) {
    String way =
        switch (metric.better()) {
          case HIGHER -> "↑";
          case LOWER -> "↓";
          case NEITHER -> "";
        };
    return (metric.unit() + " " + way).strip();
  }

  private static List<Cell> row(Table table, Measurement m) {
    List<Cell> row = new ArrayList<>();
    row.add(new Cell(m.series(), ""));
    for (String parameter : table.parameters()) {
      row.add(new Cell(Figures.parameter(m.parameters().getOrDefault(parameter, "")), ""));
    }
    for (String name : table.metrics()) {
      Metric metric = m.metrics().get(name);
      row.add(
          metric == null
              ? new Cell("", "")
              : new Cell(Figures.text(metric.median()), Figures.range(metric)));
    }
    return row;
  }
}
