package dev.intarsia.bench.report;

import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a plot shows.
 *
 * @param points in the order of the measurements
 * @param looks of all series that were measured, shown here or not, so that plots of one experiment
 *     agree
 */
record PlotData(List<Point> points, Map<String, SeriesLook> looks) {

  /**
   * A mark in the plot.
   *
   * @param label the series, and the parameters that tell it from its like
   * @param x value of the parameter along the x axis, or the name of the percentile
   * @param metric what was measured there
   */
  record Point(String label, String x, Metric metric) {}

  private record Place(String series, String x) {}

  private record Mark(String label, String x) {}

  /** What percentiles are called, in metrics behind a hyphen and along the axis. */
  static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9", "p99.99", "max");

  static PlotData of(Plot plot, List<Measurement> measurements) {
    List<Measurement> shown =
        measurements.stream().filter(m -> !metricsByX(plot, m).isEmpty()).toList();
    Map<String, Set<String>> distinctions = distinctions(plot, shown);
    Map<Mark, Metric> marks = new LinkedHashMap<>();
    for (Measurement m : shown) {
      String label = label(m, Objects.requireNonNull(distinctions.get(m.series())));
      metricsByX(plot, m)
          .forEach((x, metric) -> marks.merge(new Mark(label, x), metric, PlotData::joined));
    }
    List<Point> points = new ArrayList<>();
    marks.forEach((mark, metric) -> points.add(new Point(mark.label, mark.x, metric)));
    Stream<String> series = measurements.stream().map(Measurement::series);
    Stream<String> labels = points.stream().map(Point::label);
    Set<String> named = new LinkedHashSet<>(Stream.concat(series, labels).toList());
    // A series that only appears with distinctions leaves its colour to the first of them.
    distinctions.forEach(
        (name, told) -> {
          if (!told.isEmpty()) {
            named.remove(name);
          }
        });
    return new PlotData(points, SeriesLook.of(named));
  }

  /** The same with each label as an x of its own: bars that need no legend. */
  PlotData byLabel() {
    return new PlotData(
        points.stream().map(p -> new Point(p.label, p.label, p.metric)).toList(), looks);
  }

  /** The values along the x axis, each once, in the order of the measurements. */
  List<String> xs() {
    return points.stream().map(Point::x).distinct().toList();
  }

  /** The labels that have points, in their order. */
  List<String> labels() {
    return points.stream().map(Point::label).distinct().toList();
  }

  private static Map<String, Metric> metricsByX(Plot plot, Measurement m) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    switch (plot.kind()) {
      case LINES, BARS -> {
        Metric metric = m.metrics().get(plot.metric());
        String x = m.parameters().getOrDefault(plot.x(), "");
        if (metric != null && (plot.kind() == Plot.Kind.BARS || isNumber(x, plot.logX()))) {
          metrics.put(x, metric);
        }
      }
      case PERCENTILES ->
          PERCENTILES.forEach(
              p -> {
                Metric metric = m.metrics().get(plot.metric() + "-" + p);
                if (metric != null) {
                  metrics.put(p, metric);
                }
              });
    }
    return metrics;
  }

  private static boolean isNumber(String text, boolean positive) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) && (!positive || number > 0);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** By series, the parameters that differ between measurements that share series and x. */
  private static Map<String, Set<String>> distinctions(Plot plot, List<Measurement> shown) {
    Map<String, Set<String>> distinctions = new LinkedHashMap<>();
    Map<Place, Measurement> first = new LinkedHashMap<>();
    for (Measurement m : shown) {
      Set<String> names = distinctions.computeIfAbsent(m.series(), s -> new TreeSet<>());
      String x = m.parameters().getOrDefault(plot.x(), "");
      Measurement other = first.putIfAbsent(new Place(m.series(), x), m);
      if (other != null) {
        Stream.concat(m.parameters().keySet().stream(), other.parameters().keySet().stream())
            .filter(n -> !Objects.equals(m.parameters().get(n), other.parameters().get(n)))
            .forEach(names::add);
      }
    }
    return distinctions;
  }

  private static String label(Measurement m, Set<String> distinctions) {
    StringBuilder label = new StringBuilder(m.series());
    m.parameters()
        .forEach(
            (name, value) -> {
              if (distinctions.contains(name)) {
                label.append(" · ").append(Figures.parameter(value));
              }
            });
    return label.toString();
  }

  /** Measurements that nothing tells apart are more rounds of one. */
  private static Metric joined(Metric a, Metric b) {
    return new Metric(
        a.unit(), a.better(), Stream.concat(a.values().stream(), b.values().stream()).toList());
  }
}
