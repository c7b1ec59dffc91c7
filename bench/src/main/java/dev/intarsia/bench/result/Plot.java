package dev.intarsia.bench.result;

/**
 * How measurements are drawn.
 *
 * @param name unique in its experiment; part of file names
 * @param title above the plot
 * @param kind the shape
 * @param x which parameter is along the x axis; of {@link Kind#PERCENTILES}, what stands for it is
 *     the percentile
 * @param metric which metric is along the y axis
 * @param logX whether the x axis is logarithmic
 * @param logY whether the y axis is logarithmic
 */
public record Plot(
    String name, String title, Kind kind, String x, String metric, boolean logX, boolean logY) {

  /** The shapes. */
  public enum Kind {
    /** A line per series over a numeric parameter, medians with bars from minimum to maximum. */
    LINES,
    /** A group of bars per value of a parameter, a bar per series, with error bars. */
    BARS,
    /** A line per series over percentiles, spaced so that each further nine is as wide. */
    PERCENTILES
  }
}
