package dev.intarsia.bench.report;

import dev.intarsia.bench.report.PlotData.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where bars are: side by side around the middle of their category, without gaps. They stand, or,
 * where the names of categories are long, lie below each other.
 */
final class BarRow {
  private static final double BARS_SHARE_OF_CATEGORY = 0.8;
  private static final double WIDEST_BAR_SHARE_OF_PANEL = 0.09;

  /** Longer ones the library cuts off. */
  private static final int LONGEST_NAME = 18;

  private static final int LYING_BAR_HEIGHT = 24;
  private static final int LYING_GAP = 34;

  private final List<String> categories;
  private final Map<String, List<String>> labels = new LinkedHashMap<>();
  private final double width;

  BarRow(PlotData data) {
    data.points()
        .forEach(p -> labels.computeIfAbsent(p.x(), x -> new ArrayList<>()).add(p.label()));
    categories = ordered(labels.keySet().stream().toList());
    width =
        liesDown()
            ? (double) LYING_BAR_HEIGHT / rowHeight()
            : Math.min(
                BARS_SHARE_OF_CATEGORY / mostBars(), WIDEST_BAR_SHARE_OF_PANEL * categories.size());
  }

  /** What the bars stand above, the first at 0 along the axis, the second at 1. */
  List<String> categories() {
    return categories;
  }

  /** Width of a bar, along the axis. */
  double width() {
    return width;
  }

  double centre(Point point) {
    List<String> present = labels.getOrDefault(point.x(), List.of());
    double middle = (present.size() - 1) / 2.0;
    double centre =
        categories.indexOf(point.x()) + (present.indexOf(point.label()) - middle) * width;
    // Bars that lie begin at the top.
    return liesDown() ? categories.size() - 1 - centre : centre;
  }

  /** The axis along which the categories are. */
  Axis axis() {
    return Axis.names(
        categories.stream().map(c -> liesDown() ? "" : Figures.parameter(c)).toList());
  }

  /**
   * Whether names of categories are too long to stand beside each other, so that bars have to lie.
   */
  boolean liesDown() {
    double share = PlotTheme.PANEL_WIDTH / categories.size() / PlotTheme.CHARACTER_WIDTH;
    return categories.stream().anyMatch(c -> c.length() > Math.min(share - 1, LONGEST_NAME));
  }

  /** Whether each bar goes by the name of its category, so that no legend is needed. */
  boolean isNamedByCategory() {
    return labels.entrySet().stream().allMatch(e -> e.getValue().equals(List.of(e.getKey())));
  }

  /** Where the name of a category is, if its bars lie. */
  double nameAbove(String category) {
    double bottom = categories.size() - 1 - categories.indexOf(category);
    int bars = labels.getOrDefault(category, List.of()).size();
    return bottom + bars * width / 2 + 11.0 / rowHeight();
  }

  /** Whether there is room for a figure at the end of each bar. */
  boolean hasRoomForFigures(PlotData data) {
    double pixels = width * PlotTheme.PANEL_WIDTH / categories.size();
    return liesDown()
        || data.points().stream()
            .map(p -> Figures.text(p.metric().median()))
            .allMatch(figure -> figure.length() * PlotTheme.CHARACTER_WIDTH <= pixels);
  }

  /** Pixels that bars which lie need below each other. */
  int height() {
    return categories.size() * rowHeight();
  }

  private int rowHeight() {
    return LYING_GAP + mostBars() * LYING_BAR_HEIGHT;
  }

  private int mostBars() {
    return labels.values().stream().mapToInt(List::size).max().orElse(1);
  }

  /** Numbers ascend, names stay as they were measured. */
  private static List<String> ordered(List<String> names) {
    boolean numbers = names.stream().allMatch(n -> n.matches("-?\\d+(\\.\\d+)?"));
    return numbers
        ? names.stream().sorted(Comparator.comparingDouble(Double::parseDouble)).toList()
        : names;
  }
}
