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
    assertThat(allocators(87)).startsWith("The claim holds:").contains("13.0 % slower than");
    assertThat(allocators(95)).startsWith("The claim holds in part:").contains("5.0 % slower than");
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
    assertThat(growth(12, 105)).startsWith("The claim holds in part:").contains("5.0 % faster");
    assertThat(growth(2, 90)).startsWith("The claim does not hold here:").contains("slower");
    assertThat(growth(200, 90)).as("far more is not about as much").contains("(does not hold)");
  }

  private static String anatomy(double objects, double kilobytes) {
    Map<String, Double> ours = Map.of("objects", 5.0, "allocated", 7.0, "file", 99.0);
    return new AllocationAnatomy()
        .verdict(
            List.of(
                measurement("Intarsia, rows", "file", "first", ours),
                measurement("Intarsia, rows", "file", "warmed up", ours),
                measurement(
                    "another",
                    "file",
                    "warmed up",
                    Map.of("objects", objects, "allocated", kilobytes, "file", 54.0))));
  }

  @Test
  void anatomy() {
    assertThat(anatomy(90_000, 200_000)).startsWith("The claim holds:");
    assertThat(anatomy(90_000, 6_000))
        .startsWith("The claim holds in part:")
        .contains("90,000 (claimed: 87,739) (holds)", "6.0 MB (claimed: 200) (does not hold)");
    assertThat(anatomy(3_000, 6_000))
        .contains("3,000 (claimed: 87,739) (does not hold)", "54 KB (claimed: 54) (holds)");
  }

  private static Measurement streamed(
      String series, int rows, double throughput, double resident, double collections) {
    return measurement(
        series,
        "rows",
        rows,
        Map.of("throughput", throughput, "resident", resident, "collections", collections));
  }

  /** Memory of whole columns grows by 100 MB, and they take ten collections. */
  private static String streaming(double whole, double heapWhole, double grown, double left) {
    return new Streaming()
        .verdict(
            List.of(
                streamed("off-heap, batches streamed", 100, 100, 50, 0),
                streamed("off-heap, batches streamed", 400, 100, 50 + grown, 0),
                streamed("on-heap, batches streamed", 100, 100, 50, 0),
                streamed("on-heap, batches streamed", 400, 100, 50 + grown, left),
                streamed("off-heap, whole columns first", 100, whole, 80, 0),
                streamed("off-heap, whole columns first", 400, whole, 180, 0),
                streamed("on-heap, whole columns first", 100, heapWhole, 80, 2),
                streamed("on-heap, whole columns first", 400, heapWhole, 180, 10)));
  }

  @Test
  void streaming() {
    assertThat(streaming(66, 60, 5, 5)).startsWith("The claim holds:").contains("52 % faster off");
    assertThat(streaming(66, 60, 5, 9))
        .startsWith("The claim holds in part:")
        .contains("collections on the heap are 9.0 against 10.0");
    assertThat(streaming(66, 60, 60, 5))
        .startsWith("The claim holds in part:")
        .contains("by 60 MB with batches streamed and 100 MB with whole columns off it (holds in");
    assertThat(streaming(120, 90, 100, 12))
        .startsWith("The claim does not hold")
        .contains("16.7 % slower");
  }

  /** Of 100 KB that the rest of parquet-java takes; a context of libzstd takes 1,000. */
  private static String contexts(double streams, double reused) {
    return new ZstdContexts()
        .verdict(
            List.of(
                measurement("the rest of the writer", "rows per file", 900, Map.of("heap", 100.)),
                measurement(
                    "aircompressor in Java, context per page",
                    "rows per file",
                    900,
                    Map.of("heap", 1e6)),
                measurement(
                    "libzstd by FFM, context per page", "rows per file", 900, Map.of("heap", 1e3)),
                measurement(
                    "libzstd by FFM, context reused", "rows per file", 900, Map.of("heap", reused)),
                measurement(
                    "zstd-jni, stream per page, buffers recycled",
                    "rows per file",
                    900,
                    Map.of("heap", streams))));
  }

  @Test
  void contexts() {
    assertThat(contexts(122, 25)).startsWith("The claim holds:").contains("55 % of all bytes");
    assertThat(contexts(5, 25))
        .as("what another encoder allocates is no share of parquet-java")
        .startsWith("The claim holds in part:")
        .contains(
            "4.8 % of all bytes, beside 0.10 MB for the rest (claimed: 55 %) (does not hold)");
    assertThat(contexts(5, 500)).startsWith("The claim does not hold here:");
    assertThat(contexts(122, 0)).contains("infinitely more");
  }

  private static String leaks(double sampled, Double... off) {
    Metric metric = new Metric("", Better.HIGHER, List.of(off));
    return new LeakDetectionPrice()
        .verdict(
            List.of(
                new Measurement(
                    "off", Map.of("rows per file", "900"), Map.of("throughput", metric), List.of()),
                measurement("sampled", "rows per file", 900, Map.of("throughput", sampled)),
                measurement("every", "rows per file", 900, Map.of("throughput", 50.)),
                measurement("off", "operation", "a buffer of 1 KiB", Map.of("time", 100.)),
                measurement("every", "operation", "a buffer of 1 KiB", Map.of("time", 900.))));
  }

  @Test
  void leaks() {
    assertThat(leaks(100, 100.)).startsWith("The claim holds:").contains("written as fast");
    assertThat(leaks(90, 99., 101., 100.))
        .startsWith("The claim holds in part:")
        .contains("10.0 % slower", "(does not hold)");
    assertThat(leaks(95, 97., 103., 100.)).startsWith("The claim holds:").contains("5.0 % slower");
    assertThat(leaks(90, 70., 130., 100.))
        .startsWith("The claim holds, as far as it was measured")
        .contains("too much to tell (not measured)");
  }
}
