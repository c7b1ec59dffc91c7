package dev.intarsia.bench.report;

/**
 * Everything about a plot that is neither data nor axis: sizes of text, colours of paper, lines.
 */
final class PlotTheme {
  static final int WIDTH = 860;

  /** Height of a plot but for its legend. */
  static final int STANDING = 400;

  /** Height of title, axes and margins. */
  static final int BESIDE_PANEL = 130;

  /** About what axes and margins leave of the width. */
  static final double PANEL_WIDTH = WIDTH - 130.0;

  /** What a character of a label takes, rather too much than too little. */
  static final double CHARACTER_WIDTH = 7.2;

  static final int TITLE_SIZE = 18;
  static final int SUBTITLE_SIZE = 14;
  static final int TEXT_SIZE = 13;
  static final int FIGURE_SIZE = 12;

  static final Shade PAPER = new Shade("#ffffff", "#161b22");
  static final Shade INK = new Shade("#24292f", "#e6edf3");
  static final Shade FAINT_INK = new Shade("#57606a", "#9da7b3");
  static final Shade GRID = new Shade("#e4e7eb", "#2d333b");
  static final Shade AXIS = new Shade("#8c959f", "#6e7681");

  /**
   * A colour.
   *
   * @param light on white
   * @param dark the same on a dark page
   */
  record Shade(String light, String dark) {}

  private PlotTheme() {}

  /**
   * For the library.
   *
   * @param lines whether values are along the x axis too, not names
   */
  static Options of(boolean lines) {
    return Options.of("name", "minimal")
        .and(
            "plot_background", Options.of("fill", PAPER.light()).and("size", 0).and("blank", false))
        .and("plot_margin", margin())
        .and("plot_title", text(TITLE_SIZE, INK).and("face", "bold"))
        .and("plot_subtitle", text(SUBTITLE_SIZE, FAINT_INK))
        .and("axis_title_x", text(TEXT_SIZE, FAINT_INK))
        .and("axis_title_y", blank())
        .and(
            "axis_text_x",
            text(TEXT_SIZE, INK).and("angle", 0).and("margin", Options.of("t", 5).and("b", 3)))
        .and("axis_text_y", text(TEXT_SIZE, INK).and("angle", 0).and("margin", Options.of("r", 8)))
        .and("axis_line_x", line(AXIS))
        .and("axis_line_y", blank())
        .and("axis_ticks_x", lines ? line(AXIS) : blank())
        .and("axis_ticks_y", blank())
        .and("panel_grid_major_x", lines ? line(GRID) : blank())
        .and("panel_grid_major_y", line(GRID))
        .and("panel_grid_minor", blank())
        .and("legend_position", "none");
  }

  private static Options text(int size, Shade shade) {
    return Options.of("size", size).and("color", shade.light()).and("blank", false);
  }

  private static Options line(Shade shade) {
    return Options.of("size", 1.0).and("color", shade.light()).and("blank", false);
  }

  private static Options margin() {
    return Options.of("t", 12).and("r", 22).and("b", 8).and("l", 12);
  }

  private static Options blank() {
    return Options.of("name", "blank").and("blank", true);
  }
}
