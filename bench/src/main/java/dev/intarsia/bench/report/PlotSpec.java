package dev.intarsia.bench.report;

import dev.intarsia.bench.report.Axis.Tick;
import dev.intarsia.bench.report.PlotData.Point;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Plot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A plot in the words of the chart library: a grammar of graphics, as nested options. Axes are even
 * for the library; {@link Axis} places and names their values.
 */
final class PlotSpec {
  private static final double LINE_SIZE = 1.0;
  private static final double POINT_SIZE = 3.2;
  private static final double FIGURE_SIZE = 5.6;

  private final Plot plot;
  private final PlotData data;

  /** Where all bars are, if that is one place; or empty. */
  private final String onlyX;

  private final BarRow bars;
  private final Axis x;
  private final Axis y;

  /**
   * Lays a plot out.
   *
   * @param measured with at least one point; bars of a single x go by their series instead
   */
  PlotSpec(Plot plot, PlotData measured) {
    this.plot = plot;
    boolean single = plot.kind() == Plot.Kind.BARS && measured.xs().size() == 1;
    onlyX = single ? measured.xs().getFirst() : "";
    data = single ? measured.byLabel() : measured;
    bars = new BarRow(data);
    x = xAxis();
    double[] values =
        data.points().stream()
            .flatMap(p -> p.metric().values().stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    y = plot.logY() ? Axis.logarithmic(values) : Axis.linear(values);
  }

  /** How high it is to be drawn. */
  int height() {
    return liesDown() ? PlotTheme.BESIDE_PANEL + bars.height() : PlotTheme.STANDING;
  }

  /** What goes below. */
  Legend legend() {
    boolean lines = plot.kind() != Plot.Kind.BARS;
    boolean needed = lines || !bars.isNamedByCategory();
    return new Legend(needed ? data.labels() : List.of(), data.looks(), lines);
  }

  /** What the library is to draw. */
  Options options() {
    Options options =
        Options.of("kind", "plot")
            .and("ggtitle", Options.of("text", plot.title()).and("subtitle", subtitle()))
            .and("data", Options.none())
            .and("mapping", Options.none())
            .and("layers", plot.kind() == Plot.Kind.BARS ? barLayers() : lineLayers())
            .and("scales", scales())
            .and("theme", PlotTheme.of(plot.kind() != Plot.Kind.BARS));
    return liesDown() ? options.and("coord", Options.of("name", "flip")) : options;
  }

  private boolean liesDown() {
    return plot.kind() == Plot.Kind.BARS && bars.liesDown();
  }

  private String subtitle() {
    Metric metric = data.points().getFirst().metric();
    boolean ranges = data.points().stream().anyMatch(p -> p.metric().values().size() > 1);
    String better =
        switch (metric.better()) {
          case HIGHER -> ", more is better";
          case LOWER -> ", less is better";
          case NEITHER -> "";
        };
    return plot.metric()
        + (metric.unit().isEmpty() ? "" : " in " + metric.unit())
        + better
        + (onlyX.isEmpty() || onlyX.equals(data.xs().getFirst())
            ? ""
            : " · %s %s".formatted(plot.x(), Figures.parameter(onlyX)))
        + (ranges ? " · medians, from minimum to maximum" : "");
  }

  private Axis xAxis() {
    return switch (plot.kind()) {
      case BARS -> bars.axis();
      case PERCENTILES -> Axis.percentiles();
      case LINES ->
          Axis.measured(
              data.points().stream().mapToDouble(p -> Double.parseDouble(p.x())).toArray(),
              plot.logX(),
              PlotTheme.CHARACTER_WIDTH / PlotTheme.PANEL_WIDTH);
    };
  }

  private double position(Point point) {
    return switch (plot.kind()) {
      case LINES -> x.at(Double.parseDouble(point.x()));
      case PERCENTILES -> x.at(PlotData.PERCENTILES.indexOf(point.x()));
      case BARS -> bars.centre(point);
    };
  }

  private List<Object> lineLayers() {
    List<Point> points =
        data.points().stream().sorted(Comparator.comparingDouble(this::position)).toList();
    Options line = Options.of("x", "x").and("y", "y").and("color", "label");
    Options point = Options.of("x", "x").and("y", "y").and("color", "label").and("shape", "label");
    List<Object> layers = new ArrayList<>();
    layers.add(layer("line", frame(points), line).and("size", LINE_SIZE));
    layers.add(
        layer("linerange", ranges(points), range().and("color", "label")).and("size", LINE_SIZE));
    layers.add(layer("point", frame(points), point).and("size", POINT_SIZE));
    return layers;
  }

  private List<Object> barLayers() {
    List<Point> points = data.points();
    double half = bars.width() * 0.46;
    Options frame =
        frame(points)
            .and("left", Options.column(points, p -> bars.centre(p) - half))
            .and("right", Options.column(points, p -> bars.centre(p) + half))
            .and("floor", Options.column(points, p -> Math.max(0, y.from())));
    Options box =
        Options.of("xmin", "left")
            .and("xmax", "right")
            .and("ymin", "floor")
            .and("ymax", "y")
            .and("fill", "label")
            .and("color", "label");
    List<Object> layers = new ArrayList<>();
    layers.add(layer("rect", frame, box).and("size", 0));
    layers.add(
        layer("linerange", ranges(points), range())
            .and("size", LINE_SIZE)
            .and("color", PlotTheme.INK.light()));
    // Where there is no room for figures, a bar without height needs one all the same.
    boolean room = bars.hasRoomForFigures(data);
    layers.add(figures(points.stream().filter(p -> room || p.metric().median() == 0).toList()));
    if (liesDown()) {
      layers.add(names());
    }
    return layers;
  }

  /** Above the bars they are of, since the library cuts off what is long beside an axis. */
  private Options names() {
    List<String> categories = bars.categories();
    double left = Math.max(0, y.from()) + (y.to() - y.from()) * 0.005;
    Options frame =
        Options.of("name", Options.column(categories, Figures::parameter))
            .and("x", Options.column(categories, bars::nameAbove))
            .and("y", Options.column(categories, c -> left));
    return text(frame, Options.of("x", "x").and("y", "y").and("label", "name"))
        .and("hjust", "left");
  }

  private Options figures(List<Point> points) {
    double gap = (y.to() - y.from()) * (liesDown() ? 0.01 : 0.03);
    Options frame =
        frame(points)
            .and("top", Options.column(points, p -> y.at(p.metric().max()) + gap))
            .and("figure", Options.column(points, p -> Figures.text(p.metric().median())));
    return text(frame, Options.of("x", "x").and("y", "top").and("label", "figure"))
        .and("hjust", liesDown() ? "left" : "middle");
  }

  private static Options text(Options frame, Options mapping) {
    return layer("text", frame, mapping)
        .and("size", FIGURE_SIZE)
        .and("color", PlotTheme.INK.light());
  }

  private static Options layer(String shape, Options frame, Options mapping) {
    return Options.of("geom", shape)
        .and("data", frame)
        .and("mapping", mapping)
        .and("stat", "identity")
        .and("position", "identity")
        .and("sampling", "none")
        .and("tooltips", "none");
  }

  private static Options range() {
    return Options.of("x", "x").and("ymin", "low").and("ymax", "high");
  }

  private Options frame(List<Point> points) {
    return Options.of("label", Options.column(points, Point::label))
        .and("x", Options.column(points, this::position))
        .and("y", Options.column(points, p -> y.at(p.metric().median())));
  }

  /** Only of what was measured more than once. */
  private Options ranges(List<Point> points) {
    List<Point> several = points.stream().filter(p -> p.metric().values().size() > 1).toList();
    return Options.of("label", Options.column(several, Point::label))
        .and("x", Options.column(several, this::position))
        .and("low", Options.column(several, p -> y.at(p.metric().min())))
        .and("high", Options.column(several, p -> y.at(p.metric().max())));
  }

  private List<Object> scales() {
    List<String> labels = data.labels();
    List<SeriesLook> looks =
        labels.stream().map(l -> Objects.requireNonNull(data.looks().get(l))).toList();
    List<Object> scales = new ArrayList<>();
    scales.add(axisScale("x", xName(), x));
    scales.add(axisScale("y", "", y));
    scales.add(looks("color", labels, Options.column(looks, SeriesLook::light)));
    scales.add(looks("fill", labels, Options.column(looks, SeriesLook::light)));
    scales.add(looks("shape", labels, Options.column(looks, SeriesLook::shape)));
    return scales;
  }

  private String xName() {
    return switch (plot.kind()) {
      case LINES -> plot.x();
      case BARS -> liesDown() || !onlyX.isEmpty() ? "" : plot.x();
      case PERCENTILES -> "percentile";
    };
  }

  private static Options axisScale(String aesthetic, String name, Axis axis) {
    return Options.of("aesthetic", aesthetic)
        .and("name", name)
        .and("breaks", Options.column(axis.ticks(), Tick::position))
        .and("labels", Options.column(axis.ticks(), Tick::text))
        .and("limits", List.of(axis.from(), axis.to()))
        .and("expand", List.of(0.0, 0.0));
  }

  private static Options looks(String aesthetic, List<String> labels, List<Object> values) {
    return Options.of("aesthetic", aesthetic)
        .and("name", "")
        .and("limits", new ArrayList<>(labels))
        .and("values", values);
  }
}
