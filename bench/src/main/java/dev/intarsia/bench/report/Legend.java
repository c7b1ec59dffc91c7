package dev.intarsia.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Which colour is whose, below a plot. The library's own legend breaks names after 30 characters
 * and lets the lines run into each other.
 */
final class Legend {
  private static final int ROW_HEIGHT = 24;
  private static final int KEY_WIDTH = 34;
  private static final int GAP = 28;

  private final List<String> labels;
  private final Map<String, SeriesLook> looks;
  private final boolean lines;
  private final double columnWidth;
  private final int rows;

  /**
   * Lays a legend out.
   *
   * @param labels what is explained; none makes an empty legend
   * @param lines whether the plot has lines with points, not bars
   */
  Legend(List<String> labels, Map<String, SeriesLook> looks, boolean lines) {
    this.labels = labels;
    this.looks = looks;
    this.lines = lines;
    int longest = labels.stream().mapToInt(String::length).max().orElse(1);
    columnWidth = longest * PlotTheme.CHARACTER_WIDTH + KEY_WIDTH + GAP;
    int most = Math.max(1, (int) ((PlotTheme.WIDTH - 24 + GAP) / columnWidth));
    rows = Math.ceilDiv(labels.size(), most);
  }

  int height() {
    return rows * ROW_HEIGHT + (rows > 0 ? 10 : 0);
  }

  /** As SVG whose top is at a height. */
  String svg(int top) {
    StringBuilder svg = new StringBuilder();
    int columns = rows == 0 ? 1 : Math.ceilDiv(labels.size(), rows);
    double left = Math.max(12, (PlotTheme.WIDTH - columns * columnWidth + GAP) / 2);
    for (int i = 0; i < labels.size(); i++) {
      double x = left + i % columns * columnWidth;
      double y = top + i / columns * ROW_HEIGHT + ROW_HEIGHT / 2.0;
      svg.append(item(labels.get(i), x, y));
    }
    return svg.toString();
  }

  private String item(String label, double x, double y) {
    SeriesLook look = Objects.requireNonNull(looks.get(label));
    String key = lines ? line(look.light()) + look.mark() : box(look.light());
    return format("<g transform=\"translate(%.1f %.1f)\">", x, y)
        + key
        + "<text x=\"34\" dy=\"0.35em\">"
        + Escape.html(label)
        + "</text></g>";
  }

  private static String line(String colour) {
    return "<path stroke=\"%s\" stroke-width=\"2.2\" d=\"M0 0H26\"/>".formatted(colour);
  }

  private static String box(String colour) {
    return "<path fill=\"%s\" d=\"M8 -8h16v16h-16z\"/>".formatted(colour);
  }

  private static String format(String text, double x, double y) {
    return String.format(Locale.ROOT, text, x, y);
  }
}
