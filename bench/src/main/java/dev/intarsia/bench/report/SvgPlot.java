package dev.intarsia.bench.report;

import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Plot;
import java.util.List;
import org.jetbrains.letsPlot.commons.encoding.UnsupportedRGBEncoder;
import org.jetbrains.letsPlot.commons.geometry.DoubleVector;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/**
 * Draws a plot. What the library draws depends on nothing but what it is given, needs no display
 * and no fonts, and is the same on every machine.
 */
public final class SvgPlot {

  private SvgPlot() {}

  /**
   * The plot as SVG that can stand in a file of its own and within a page.
   *
   * @param measurements of the experiment; those that lack what the plot shows are left out
   */
  public static String draw(Plot plot, List<Measurement> measurements) {
    PlotData data = PlotData.of(plot, measurements);
    if (data.points().isEmpty()) {
      return SvgFinish.nothingMeasured(plot.title());
    }
    PlotSpec spec = new PlotSpec(plot, data);
    String svg =
        PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
            spec.options(),
            new DoubleVector(PlotTheme.WIDTH, spec.height()),
            new UnsupportedRGBEncoder(),
            true);
    return SvgFinish.finish(svg, plot.title(), spec.height(), spec.legend(), data.looks().values());
  }
}
