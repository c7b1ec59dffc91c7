package dev.intarsia.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ExperimentResult;
import dev.intarsia.bench.result.Machine;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  @ParameterizedTest
  @CsvSource({
    "HIGHER, 10, 12, 20, 24, 2, better",
    "HIGHER, 20, 24, 10, 12, 0.500, worse",
    "LOWER, 20, 24, 10, 12, 0.500, better",
    "LOWER, 10, 12, 20, 24, 2, worse",
    "NEITHER, 10, 12, 20, 24, 2, more",
    "NEITHER, 20, 24, 10, 12, 0.500, less",
    "HIGHER, 10, 12, 12, 13, 1.14, within the range",
    "LOWER, 10, 20, 14, 15, 0.967, within the range",
    "LOWER, 10, 12, 10, 12, 1, the same",
    "LOWER, 0, 0, 1, 1, –, worse",
    "LOWER, 0, 0, 0, 0, –, the same",
  })
  void judgesByRanges(
      Better better, double a, double b, double c, double d, String ratio, String verdict) {
    String text =
        Comparison.markdown(
            report(one("heap", MadeUp.metric("B", better, a, b))),
            report(one("heap", MadeUp.metric("B", better, c, d))));

    assertThat(text)
        .contains("| Series · rows 1,000 | heap |")
        .contains("| " + ratio + " | " + verdict + " |");
  }

  @Test
  void singleValuesThatDifferTellNothing() {
    String text =
        Comparison.markdown(
            report(one("heap", MadeUp.metric("B", Better.LOWER, 10.0))),
            report(one("heap", MadeUp.metric("B", Better.LOWER, 11.0, 12.0))));
    assertThat(text).contains("| one value, no range |").doesNotContain("better |", "worse |");
  }

  @Test
  void runsThatAreEqualDifferInNothing() {
    String text = Comparison.markdown(MadeUp.report(), MadeUp.report());

    assertThat(text)
        .contains("## The sweep", "the same")
        .doesNotContain("differ", "Only ", "better |", "worse |");
  }

  @Test
  void pointsOutOtherMachinesFirst() {
    BenchmarkReport a = MadeUp.report();
    BenchmarkReport b =
        new BenchmarkReport(
            a.schemaVersion() + 1,
            a.started(),
            a.commit(),
            "QUICK",
            new Machine("Other CPU", 2, 8L << 30, "Linux 6.1", "26"),
            a.experiments());

    assertThat(Comparison.markdown(a, b))
        .startsWith(
            """
            # Two runs compared

            **The runs differ in processor, JDK: what follows is not due to the code alone.**

            **The runs differ in effort: rows and rounds may not be the same.**

            **The schemas of the runs differ, 2 and 3: metrics may not mean the same.**
            """)
        .contains("| processor | Example CPU @ 3.00GHz | Other CPU |");
  }

  @Test
  void namesWhatIsMissing() {
    Metric metric = MadeUp.metric("B", Better.LOWER, 1.0);
    BenchmarkReport a =
        MadeUp.report(
            List.of(experiment("e", one("gone", metric), named("Lost")), experiment("f")));
    BenchmarkReport b =
        MadeUp.report(
            List.of(experiment("e", one("new", metric), named("Found")), experiment("g")));

    assertThat(Comparison.markdown(a, b))
        .contains(
            "Only A has these experiments:\n\n- f\n", "Only B has these experiments:\n\n- g\n")
        .contains("Only A has these measurements:\n\n- Lost\n")
        .contains("Only B has these measurements:\n\n- Found\n")
        .contains("Only A has these metrics:\n\n- Series · rows 1,000: gone\n")
        .contains("Only B has these metrics:\n\n- Series · rows 1,000: new\n")
        .contains("Nothing was measured in both runs.");
  }

  @Test
  void namesOtherJvmsAndOtherUnits() {
    Measurement inA = one("heap", MadeUp.metric("B", Better.LOWER, 1.0));
    Measurement inB =
        new Measurement(
            inA.series(),
            inA.parameters(),
            Map.of("heap", MadeUp.metric("MB", Better.LOWER, 1.0)),
            "another",
            List.of());

    assertThat(Comparison.markdown(report(inA), report(inB)))
        .contains("| 1 B | 1 MB | – | not comparable: B and MB |")
        .contains("In JVMs of another version or with other flags:\n\n- Series · rows 1,000\n");
  }

  @Test
  void whatNothingTellsApartIsComparedInOrder() {
    Measurement first = one("heap", MadeUp.metric("B", Better.LOWER, 1.0));
    Measurement second = one("heap", MadeUp.metric("B", Better.LOWER, 3.0));

    assertThat(Comparison.markdown(report(first, second), report(first, second)))
        .contains("| Series · rows 1,000 | heap | 1 B | 1 B | 1 | the same |")
        .contains("| Series · rows 1,000 · no. 2 | heap | 3 B | 3 B | 1 | the same |");
  }

  @Test
  void theOrderOfParametersDoesNotMatter() {
    Metric metric = MadeUp.metric("B", Better.LOWER, 1.0);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("rows", "1000");
    parameters.put("codec", "ZSTD");
    Map<String, String> reversed = new LinkedHashMap<>();
    reversed.put("codec", "ZSTD");
    reversed.put("rows", "1000");

    assertThat(
            Comparison.markdown(
                report(MadeUp.measurement("S", parameters, Map.of("heap", metric))),
                report(MadeUp.measurement("S", reversed, Map.of("heap", metric)))))
        .contains("| S · codec ZSTD · rows 1,000 | heap | 1 B | 1 B | 1 | the same |");
  }

  @Test
  void runsWithNothingInCommonAreNoError() {
    assertThat(Comparison.markdown(MadeUp.report(List.of()), MadeUp.report()))
        .contains("Only B has these experiments:", "The runs have no experiment in common.");
  }

  private static BenchmarkReport report(Measurement... measurements) {
    return MadeUp.report(List.of(experiment("e", measurements)));
  }

  private static ExperimentResult experiment(String name, Measurement... measurements) {
    return new ExperimentResult(
        name,
        name,
        "claim",
        "method",
        "verdict",
        List.of(),
        List.of(measurements),
        List.of(),
        List.of());
  }

  private static Measurement one(String name, Metric metric) {
    return MadeUp.measurement("Series", Map.of("rows", "1000"), Map.of(name, metric));
  }

  private static Measurement named(String series) {
    return MadeUp.measurement(
        series, Map.of(), Map.of("heap", MadeUp.metric("B", Better.LOWER, 1.0)));
  }
}
