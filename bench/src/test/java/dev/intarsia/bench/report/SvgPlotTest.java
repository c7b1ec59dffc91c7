package dev.intarsia.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.result.ExperimentResult;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Plot.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgPlotTest {

  @Test
  void linesShowEverySeriesItsAxisAndItsUnit() throws Exception {
    ExperimentResult sweep = MadeUp.sweep();

    List<String> texts = texts(SvgPlot.draw(MadeUp.SWEEP, sweep.measurements()));

    assertThat(texts)
        .contains("Throughput by rows", "rows", "10,000", "400,000", "0", "2,000,000")
        .contains("Intarsia, rows", "parquet-java 1.18.1", "DuckDB 2.0.0")
        .contains("throughput in rows/s, more is better · medians, from minimum to maximum");
  }

  @Test
  void barsOnALogarithmicAxisSayWhichOfThemAreZero() throws Exception {
    List<String> texts = texts(SvgPlot.draw(MadeUp.COLLECTORS, MadeUp.collectors().measurements()));

    assertThat(texts).contains("Serial", "Parallel", "G1", "ZGC", "collector", "10", "1,000");
    assertThat(texts.stream().filter("0"::equals))
        .as("two series of four, and the axis")
        .hasSize(9);
  }

  @Test
  void percentilesAreSpacedByTheirNines() throws Exception {
    String svg = SvgPlot.draw(MadeUp.LATENCY, MadeUp.latency().measurements());

    assertThat(texts(svg)).contains("50 %", "90 %", "99 %", "99.9 %", "99.99 %", "max", "10,000");
    List<Double> places = new ArrayList<>();
    for (String label : List.of("90 %", "99 %", "99.9 %", "99.99 %", "max")) {
      places.add(placeOf(label, svg));
    }
    for (int i = 2; i < places.size(); i++) {
      assertThat(places.get(i) - places.get(i - 1))
          .isCloseTo(places.get(1) - places.get(0), Offset.offset(0.1));
    }
  }

  @Test
  void theSameIsDrawnTheSame() {
    ExperimentResult sweep = MadeUp.sweep();

    assertThat(SvgPlot.draw(MadeUp.SWEEP, sweep.measurements()))
        .isEqualTo(SvgPlot.draw(MadeUp.SWEEP, MadeUp.sweep().measurements()));
  }

  @Test
  void idsOfDifferentPlotsDiffer() {
    ExperimentResult sweep = MadeUp.sweep();
    List<String> ids = new ArrayList<>();
    for (Plot plot : sweep.plots()) {
      ids.addAll(
          Pattern.compile(" id=\"([^\"]+)\"")
              .matcher(SvgPlot.draw(plot, sweep.measurements()))
              .results()
              .map(r -> r.group(1))
              .toList());
    }

    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingMeasuredIsSaid(Kind kind) throws Exception {
    Plot plot = new Plot("p", "Of <nothing> & nobody", kind, "rows", "absent", true, true);

    assertThat(texts(SvgPlot.draw(plot, MadeUp.sweep().measurements())))
        .containsExactly("Of <nothing> & nobody", "Nothing was measured.");
    assertThat(texts(SvgPlot.draw(plot, List.of()))).contains("Nothing was measured.");
  }

  @Test
  void whatCannotBePlacedIsLeftOut() throws Exception {
    List<Measurement> measurements =
        List.of(
            one("Placed", Map.of("rows", "1000"), 1.0),
            one("Zero on a logarithmic axis", Map.of("rows", "0"), 1.0),
            one("No number", Map.of("rows", "many"), 1.0),
            one("No parameter", Map.of(), 1.0));

    List<String> texts = texts(SvgPlot.draw(MadeUp.SWEEP, measurements));

    assertThat(texts).contains("Placed", "1,000");
    assertThat(texts).doesNotContain("No number", "No parameter");
    assertThat(texts).doesNotContain("Zero on a logarithmic axis");
  }

  @Test
  void aSingleValueHasNoRange() throws Exception {
    String svg =
        SvgPlot.draw(MadeUp.SWEEP, List.of(one("Alone", Map.of("rows", "1000"), 3_250_000.0)));

    assertThat(texts(svg)).contains("throughput in rows/s, more is better").contains("Alone");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void hugeRangesAreDrawn(Kind kind) throws Exception {
    List<Measurement> measurements = new ArrayList<>();
    for (int i = -9; i <= 9; i++) {
      Metric metric = new Metric("", Better.NEITHER, List.of(Math.pow(10, i), -Math.pow(10, -i)));
      measurements.add(
          MadeUp.measurement(
              "Series",
              Map.of("rows", Integer.toString(i + 10)),
              Map.of("t", metric, "t-p50", metric)));
    }
    for (boolean logarithmic : new boolean[] {true, false}) {
      Plot plot = new Plot("p", "Huge", kind, "rows", "t", false, logarithmic);
      String svg = SvgPlot.draw(plot, measurements);
      assertThat(texts(svg)).contains("Huge");
      assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
    }
  }

  @Test
  void whatAParameterTellsApartIsNamed() throws Exception {
    List<Measurement> measurements =
        List.of(
            one("Contexts", Map.of("rows", "1000", "codec", "ZSTD"), 1.0),
            one("Contexts", Map.of("rows", "1000", "codec", "GZIP"), 2.0),
            one("Other", Map.of("rows", "1000", "codec", "GZIP"), 3.0));

    assertThat(texts(SvgPlot.draw(MadeUp.SWEEP, measurements)))
        .contains("Contexts · ZSTD", "Contexts · GZIP", "Other")
        .doesNotContain("Contexts");
  }

  @Test
  void barsWithLongNamesAreNamedInFull() throws Exception {
    List<String> names =
        List.of("Arena.ofConfined, one for each buffer", "malloc and free by downcalls", "Slabs");
    List<Measurement> measurements =
        names.stream().map(n -> one(n, Map.of("allocator", n), 1234.0)).toList();
    Plot plot = new Plot("p", "Allocators", Kind.BARS, "allocator", "throughput", false, false);

    assertThat(texts(SvgPlot.draw(plot, measurements))).containsAll(names).contains("1,234");
  }

  @Test
  void barsInOnePlaceGoByTheirSeries() throws Exception {
    List<Measurement> measurements =
        List.of(
            one("First", Map.of("rows", "900"), 1234.0), one("Second", Map.of("rows", "900"), 2.0));
    Plot plot = new Plot("p", "Bars", Kind.BARS, "rows", "throughput", false, false);

    assertThat(texts(SvgPlot.draw(plot, measurements)))
        .containsOnlyOnce("First", "Second")
        .contains("throughput in rows/s, more is better · rows 900");
  }

  @Test
  void aSeriesKeepsItsColourInEveryPlotOfItsExperiment() {
    Measurement first = one("Without the second metric", Map.of("rows", "1"), 1.0);
    Measurement second =
        MadeUp.measurement(
            "With both",
            Map.of("rows", "1"),
            MadeUp.ordered(
                "throughput",
                MadeUp.metric("rows/s", Better.HIGHER, 1.0),
                "heap",
                MadeUp.metric("B", Better.LOWER, 2.0)));
    List<Measurement> both = List.of(first, second);
    Plot heap = new Plot("heap", "Heap", Kind.LINES, "rows", "heap", false, false);

    SeriesLook look =
        Objects.requireNonNull(PlotData.of(MadeUp.SWEEP, both).looks().get("With both"));

    assertThat(SvgPlot.draw(heap, both)).contains(look.light());
  }

  private static Measurement one(String series, Map<String, String> parameters, double value) {
    return MadeUp.measurement(
        series,
        parameters,
        MadeUp.ordered("throughput", MadeUp.metric("rows/s", Better.HIGHER, value)));
  }

  private static List<String> texts(String svg) throws Exception {
    NodeList nodes = parsed(svg).getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  /** How far to the right the tick of a label is within its axis. */
  private static double placeOf(String label, String svg) throws Exception {
    NodeList nodes = parsed(svg).getElementsByTagName("text");
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getTextContent().equals(label)) {
        Element tick = (Element) nodes.item(i).getParentNode().getParentNode();
        String transform = tick.getAttribute("transform");
        return Double.parseDouble(transform.replaceAll("translate\\(([\\d.]+) .*", "$1"));
      }
    }
    throw new AssertionError(label + " is not written");
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
