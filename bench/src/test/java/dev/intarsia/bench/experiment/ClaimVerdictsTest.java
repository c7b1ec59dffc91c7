package dev.intarsia.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verdicts follow the figures, whichever way they fall. */
class ClaimVerdictsTest {

  private static Measurement measurement(
      String series, String parameter, Object value, Map<String, Double> gauges) {
    Map<String, Metric> metrics = new HashMap<>();
    gauges.forEach((name, one) -> metrics.put(name, new Metric("", Better.HIGHER, List.of(one))));
    return new Measurement(series, Map.of(parameter, value.toString()), metrics, List.of());
  }

  private static String allocators(double malloc) {
    return new Allocators()
        .verdict(
            List.of(
                measurement("Java arrays, G1", "rows per batch", 1000, Map.of("throughput", 100.)),
                measurement(
                    "malloc and free per buffer",
                    "rows per batch",
                    1000,
                    Map.of("throughput", malloc))));
  }

  @Test
  void allocators() {
    assertThat(allocators(87)).startsWith("The claim holds").contains("13.0 % slower than");
    assertThat(allocators(130)).startsWith("The claim does not hold").contains("30 % faster than");
  }

  private static String growth(double arrays, double writing) {
    return new BuilderGrowth()
        .verdict(
            List.of(
                measurement(
                    "from 32 bytes, doubling",
                    "rows",
                    900,
                    Map.of("allocations", arrays, "writing", 100., "building", 1., "copied", 9.)),
                measurement(
                    "reserved",
                    "rows",
                    900,
                    Map.of("allocations", 1., "writing", writing, "building", 2., "copied", 0.))));
  }

  @Test
  void growth() {
    assertThat(growth(12, 111)).startsWith("The claim holds:").contains("11.0 % faster");
    assertThat(growth(12, 100)).startsWith("The claim holds in part:").contains("as fast");
    assertThat(growth(2, 90)).startsWith("The claim does not hold here:").contains("slower");
  }

  private static String anatomy(double objects, double kilobytes) {
    Map<String, Double> ours = Map.of("objects", 5.0, "allocated", 7.0);
    return new AllocationAnatomy()
        .verdict(
            List.of(
                measurement("Intarsia, rows", "file", "first", ours),
                measurement("Intarsia, rows", "file", "warmed up", ours),
                measurement(
                    "another",
                    "file",
                    "warmed up",
                    Map.of("objects", objects, "allocated", kilobytes))));
  }

  @Test
  void anatomy() {
    assertThat(anatomy(90_000, 200_000)).startsWith("The claim holds for");
    assertThat(anatomy(90_000, 6_000)).startsWith("The claim holds in its objects only");
    assertThat(anatomy(3_000, 6_000)).startsWith("The claim does not hold here");
  }

  private static String streaming(double whole, double heapWhole) {
    Map<String, Double> streamed = Map.of("throughput", 100.);
    return new Streaming()
        .verdict(
            List.of(
                measurement("off-heap, batches streamed", "rows", 400, streamed),
                measurement("on-heap, batches streamed", "rows", 400, streamed),
                measurement(
                    "off-heap, whole columns first", "rows", 400, Map.of("throughput", whole)),
                measurement(
                    "on-heap, whole columns first", "rows", 400, Map.of("throughput", heapWhole))));
  }

  @Test
  void streaming() {
    assertThat(streaming(66, 60)).startsWith("The claim holds:").contains("52 % faster off the");
    assertThat(streaming(66, 100)).startsWith("The claim holds off the heap only");
    assertThat(streaming(120, 50)).startsWith("The claim holds on the heap only");
    assertThat(streaming(90, 90)).startsWith("The claim holds in its direction only");
    assertThat(streaming(120, 90)).startsWith("The claim does not hold").contains("16.7 % slower");
  }

  private static String contexts(double java) {
    return new ZstdContexts()
        .verdict(
            List.of(
                measurement("the rest of the writer", "rows per file", 900, Map.of("heap", 100.)),
                measurement(
                    "aircompressor in Java, context per page",
                    "rows per file",
                    900,
                    Map.of("heap", java))));
  }

  @Test
  void contexts() {
    assertThat(contexts(122)).startsWith("The claim holds").contains("55 % of all bytes");
    assertThat(contexts(5)).startsWith("The claim does not hold here").contains("4.8 % of all");
  }

  private static String leaks(double sampled, Double... off) {
    Metric metric = new Metric("", Better.HIGHER, List.of(off));
    return new LeakDetectionPrice()
        .verdict(
            List.of(
                new Measurement(
                    "off", Map.of("rows per file", "900"), Map.of("throughput", metric), List.of()),
                measurement("sampled", "rows per file", 900, Map.of("throughput", sampled)),
                measurement("every", "rows per file", 900, Map.of("throughput", 50.))));
  }

  @Test
  void leaks() {
    assertThat(leaks(100, 100.)).startsWith("The claim holds").contains("written as fast");
    assertThat(leaks(90, 99., 101., 100.))
        .startsWith("The claim does not hold")
        .contains("10.0 % slower");
    assertThat(leaks(95, 97., 103., 100.)).startsWith("The claim holds").contains("5.0 % slower");
    assertThat(leaks(90, 70., 130., 100.)).startsWith("The rounds differ too much to tell");
  }
}
