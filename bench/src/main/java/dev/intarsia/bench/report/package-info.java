/**
 * Results made readable: plots as SVG, a self-contained HTML page, Markdown, and one run beside
 * another.
 *
 * <ul>
 *   <li>{@link dev.intarsia.bench.report.HtmlReport} and {@link
 *       dev.intarsia.bench.report.MarkdownReport} say the same; what they have in common is in
 *       {@link dev.intarsia.bench.report.TableText} and {@link
 *       dev.intarsia.bench.report.Conditions}.
 *   <li>{@link dev.intarsia.bench.report.SvgPlot} draws: {@link dev.intarsia.bench.report.PlotData}
 *       says what, {@link dev.intarsia.bench.report.Axis} where, {@link
 *       dev.intarsia.bench.report.SeriesLook} in which colour; {@link
 *       dev.intarsia.bench.report.PlotSpec} says it to the chart library, and {@link
 *       dev.intarsia.bench.report.SvgFinish} makes what comes back small, stable and readable by
 *       day and by night.
 *   <li>{@link dev.intarsia.bench.report.Comparison} puts two runs side by side.
 * </ul>
 */
@NullMarked
package dev.intarsia.bench.report;

import org.jspecify.annotations.NullMarked;
