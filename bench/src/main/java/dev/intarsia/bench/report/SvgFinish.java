package dev.intarsia.bench.report;

import dev.intarsia.bench.report.PlotTheme.Shade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes of the library's SVG one that scales, is read out by its title, follows the reader's choice
 * of a dark page, and is the same whenever the same is drawn.
 */
final class SvgFinish {
  private static final Pattern ROOT = Pattern.compile("(?s)^.*?<svg[^>]*>");
  private static final Pattern END = Pattern.compile("</svg>\\s*$");
  private static final Pattern STYLE = Pattern.compile("(?s)<style.*?</style>");
  private static final Pattern OF_OTHERS = Pattern.compile(" clip-bounds-jfx=\"[^\"]*\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
  private static final Pattern DEFAULT =
      Pattern.compile(" (stroke-opacity|fill-opacity|stroke-width)=\"1(\\.0)?\"");
  private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
  private static final Pattern FIGURE = Pattern.compile(" style=\"fill:[^\"]*\"");
  private static final Pattern TAG = Pattern.compile("<[^>]+>");
  private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");
  private static final Pattern SPACE_BESIDE_TAG = Pattern.compile("\\s*\\n\\s*");
  private static final Pattern EMPTY = Pattern.compile("<(path|line|rect|circle|g)([^>]*)></\\1>");

  private SvgFinish() {}

  static String finish(
      String svg, String title, int height, Legend legend, Collection<SeriesLook> looks) {
    String body = ROOT.matcher(svg).replaceFirst(paper(height + legend.height()));
    body = END.matcher(body).replaceFirst(Matcher.quoteReplacement(legend.svg(height) + "</svg>"));
    body = STYLE.matcher(body).replaceAll("");
    body = OF_OTHERS.matcher(body).replaceAll("");
    body = DEFAULT.matcher(body).replaceAll("");
    body = RGB.matcher(body).replaceAll(SvgFinish::hex);
    body = FIGURE.matcher(body).replaceAll(" class=\"figure\"");
    body = SPACE_BESIDE_TAG.matcher(body).replaceAll("");
    body = EMPTY.matcher(body).replaceAll("<$1$2/>");
    body = TAG.matcher(body).replaceAll(SvgFinish::withShortNumbers);
    body = withStableIds(body);
    return root(title, height + legend.height())
        + "<style>"
        + style(body, looks)
        + "</style>"
        + body
        + "\n";
  }

  /** What stands where nothing can be drawn. */
  static String nothingMeasured(String title) {
    String paper = paper(80);
    return root(title, 80)
        + "<style>"
        + style(paper, List.of())
        + "</style>"
        + paper
        + "<text class=\"plot-title\" x=\"12\" y=\"30\">"
        + Escape.html(title)
        + "</text><text class=\"plot-subtitle\" x=\"12\" y=\"56\">Nothing was"
        + " measured.</text></svg>\n";
  }

  private static String paper(int height) {
    return "<path fill=\"%s\" d=\"M0 0H%dV%dH0Z\"/>"
        .formatted(PlotTheme.PAPER.light(), PlotTheme.WIDTH, height);
  }

  private static String root(String title, int height) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 %d %d" width="%d" \
    height="%d" role="img"><title>%s</title>\
    """
        .formatted(PlotTheme.WIDTH, height, PlotTheme.WIDTH, height, Escape.html(title));
  }

  private static String withShortNumbers(MatchResult tag) {
    return LONG_NUMBER
        .matcher(tag.group())
        .replaceAll(
            number ->
                new BigDecimal(number.group())
                    .setScale(2, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros()
                    .toPlainString());
  }

  /**
   * The library draws its ids by lot; ours come from what is drawn, so that none meet in a page.
   */
  private static String withStableIds(String body) {
    Set<String> ids =
        ID.matcher(body)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String result = body;
    int n = 0;
    for (String id : ids) {
      result = result.replace(id, "@" + n++ + "@");
    }
    String name = "p%08x-".formatted(result.hashCode());
    return result.replaceAll("@(\\d+)@", name + "$1");
  }

  private static String style(String body, Collection<SeriesLook> looks) {
    Map<String, String> shades = new LinkedHashMap<>();
    for (Shade shade :
        List.of(
            PlotTheme.PAPER, PlotTheme.INK, PlotTheme.FAINT_INK, PlotTheme.GRID, PlotTheme.AXIS)) {
      shades.put(shade.light(), shade.dark());
    }
    looks.forEach(look -> shades.put(look.light(), look.dark()));
    StringBuilder dark = new StringBuilder();
    shades.forEach(
        (light, colour) -> {
          for (String property : List.of("fill", "stroke")) {
            if (body.contains(property + "=\"" + light + "\"")) {
              dark.append(".plot [%s=\"%s\"]{%s:%s}".formatted(property, light, property, colour));
            }
          }
        });
    return """
    .plot text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",\
    "DejaVu Sans",Arial,sans-serif;font-size:%dpx;fill:%s;font-variant-numeric:tabular-nums}\
    .plot .figure{font-size:%dpx}.plot .plot-title{font-size:%dpx;font-weight:600}\
    .plot .plot-subtitle{font-size:%dpx;fill:%s}.plot .axis-title-x{fill:%s}\
    @media screen and (prefers-color-scheme:dark){.plot text{fill:%s}\
    .plot .plot-subtitle,.plot .axis-title-x{fill:%s}%s}\
    """
        .formatted(
            PlotTheme.TEXT_SIZE,
            PlotTheme.INK.light(),
            PlotTheme.FIGURE_SIZE,
            PlotTheme.TITLE_SIZE,
            PlotTheme.SUBTITLE_SIZE,
            PlotTheme.FAINT_INK.light(),
            PlotTheme.FAINT_INK.light(),
            PlotTheme.INK.dark(),
            PlotTheme.FAINT_INK.dark(),
            dark);
  }

  private static String hex(MatchResult rgb) {
    return "#%02x%02x%02x"
        .formatted(
            Integer.parseInt(rgb.group(1)),
            Integer.parseInt(rgb.group(2)),
            Integer.parseInt(rgb.group(3)));
  }
}
