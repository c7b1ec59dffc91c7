package dev.intarsia.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the experiments on whole files say of their figures, whichever way those fall. */
class SweepsTest {
  private static final String OURS = ContenderKind.INTARSIA_ROWS.label();
  private static final String BATCHES = ContenderKind.INTARSIA_BATCHES.label();
  private static final String REFERENCE = ContenderKind.PARQUET_JAVA.label();
  private static final String TWIN = ContenderKind.HEAP_POOLED.label();
  private static final String GROWING = ContenderKind.HEAP_GROWING.label();
  private static final List<Double> ROUNDS = List.of(0.0, 0.0, 2.0);

  @TempDir private Path folder = Path.of("");

  private static Measurement measured(
      String series, String parameter, Object value, Map<String, Double> metrics) {
    Map<String, Metric> all = new LinkedHashMap<>();
    metrics.forEach((name, figure) -> all.put(name, metric(figure)));
    return new Measurement(series, Map.of(parameter, value.toString()), all, "", List.of());
  }

  private static Metric metric(double figure) {
    return new Metric("", Better.NEITHER, List.of(figure));
  }

  private static Measurement file(String series, Object rows, double throughput) {
    return measured(
        series, "rows", rows, Map.of("throughput", throughput, "first-file", throughput / 2));
  }

  @Test
  void headlineSaysWhatIsMetAndWhatIsMissed() {
    String setting = "zstd 3, one JVM, in turns";
    String verdict =
        new Headline()
            .verdict(
                List.of(
                    measured(OURS, "setting", setting, Map.of("throughput", 700.0, "file", 9.0)),
                    measured(BATCHES, "setting", setting, Map.of("throughput", 800.0)),
                    measured(
                        REFERENCE, "setting", setting, Map.of("throughput", 200.0, "file", 10.0))));
    assertThat(verdict)
        .contains(OURS + " reaches 3.50 times " + REFERENCE + " (3.5 wanted: met)")
        .contains(BATCHES + " reaches 4.00 times " + REFERENCE + " (4.5 wanted: missed)")
        .contains("could not be compared")
        .contains("0.900 times as large as that of parquet-java (1 wanted: met)")
        .startsWith("Nothing was measured that the claim could be judged by");
  }

  @Test
  void headlineComparesTheSameCodeOnTheHeap() {
    String setting = "zstd 3, a JVM each";
    String verdict =
        new Headline()
            .verdict(
                List.of(
                    measured(OURS, "setting", setting, Map.of("throughput", 90.0)),
                    measured(TWIN, "setting", setting, Map.of("throughput", 100.0))));
    assertThat(verdict).startsWith("The claim does not hold here:").contains("0.90 times");
  }

  @Test
  void sweepAdmitsWhereItLoses() {
    String verdict =
        Sweep.compressed()
            .verdict(
                List.of(
                    file(OURS, 10_000, 90),
                    file(OURS, 400_000, 300),
                    file(REFERENCE, 10_000, 100),
                    file(REFERENCE, 400_000, 200)));
    assertThat(verdict)
        .startsWith("The claim holds:") // which is not in our favour
        .contains("below 25,000 rows " + OURS + " writes at most 0.90 times the rows/s of")
        .contains("at 400,000 rows " + OURS + " writes 1.50 times (claimed: 1.66 at 400,000) (hol")
        .contains("go from 90 to 300 (claimed: up) (holds)")
        .contains(
            "other writer when warm is " + REFERENCE + " at 10,000 rows, of whose rows/s " + OURS)
        .contains("writes 0.90 times (ahead wanted: missed)");
  }

  @Test
  void sweepJudgesEveryBuilderAndEveryPart() {
    String verdict =
        Sweep.compressed()
            .verdict(
                List.of(
                    file(OURS, 10_000, 900),
                    file(OURS, 400_000, 800),
                    file(GROWING, 10_000, 250),
                    file(GROWING, 400_000, 210),
                    file(REFERENCE, 10_000, 300),
                    file(REFERENCE, 400_000, 200)));
    assertThat(verdict)
        .startsWith("The claim holds in part:")
        .contains(OURS + " writes at most 3.00 times the rows/s of " + REFERENCE)
        .contains("(claimed: fewer) (does not hold)")
        .contains("at 400,000 rows " + OURS + " writes 4.00 times (claimed: 1.66 at 400,000) (hol")
        .contains("go from 900 to 800 (claimed: up) (does not hold)")
        .contains(GROWING + " writes at most 0.83 times the rows/s of " + REFERENCE)
        .contains("(claimed: fewer) (holds)")
        .contains(GROWING + " writes 1.05 times (claimed: 1.66 at 400,000) (does not hold)");
  }

  @Test
  void sweepComparesTheTwinsOnTheHeapToo() {
    String verdict =
        Sweep.compressed()
            .verdict(
                List.of(
                    file(OURS, 100_000, 100),
                    file(TWIN, 100_000, 110),
                    file(REFERENCE, 100_000, 20)));
    assertThat(verdict)
        .contains("the closest of its own code on the heap when warm is " + TWIN)
        .contains("of whose rows/s " + OURS + " writes 0.91 times (ahead wanted: missed)");
  }

  @Test
  void sweepOfOneSizeSaysNothingOfOthers() {
    String verdict =
        Sweep.fromObjects().verdict(List.of(file(OURS, 50_000, 150), file(REFERENCE, 50_000, 100)));
    assertThat(verdict)
        .contains("at 50,000 rows " + OURS + " writes 1.50 times (claimed: 1.66 at 400,000)")
        .doesNotContain("below", "go from");
  }

  @ParameterizedTest
  @EnumSource
  void sizesOfTheSweepRise(Effort effort) {
    assertThat(SweepPlan.whole(effort).sizes()).isSorted();
    assertThat(SweepPlan.variant(effort).sizes()).isSorted();
  }

  @ParameterizedTest
  @EnumSource
  void twinsOnTheHeapTakePartAtAnyEffort(Effort effort) {
    for (Experiment experiment :
        List.of(
            Sweep.compressed(),
            Sweep.fromObjects(),
            Sweep.uncompressed(),
            new CollectorPressure(),
            AppendLatency.withG1(),
            AppendLatency.withZ())) {
      assertThat(experiment.trials(effort))
          .as(experiment.name())
          .extracting(Trial::label)
          .anyMatch(label -> label.startsWith(TWIN));
    }
  }

  @ParameterizedTest
  @EnumSource
  void arrowTakesRowsFromObjectsToo(Effort effort) {
    assertThat(Sweep.fromObjectsUncompressed().trials(effort))
        .extracting(Trial::label)
        .anyMatch(label -> label.startsWith(ContenderKind.ARROW_CPP.label()));
  }

  @Test
  void contenderThatRunsOutOfMemoryIsNamed() {
    Map<String, Double> none =
        Map.of("throughput", 200.0, "collections", 0.0, "pause", 0.0, "longest-pause", 0.0);
    Map<String, Double> cost =
        Map.of("throughput", 100.0, "collections", 3.0, "pause", 40.0, "longest-pause", 20.0);
    String verdict =
        new CollectorPressure()
            .verdict(
                List.of(
                    under("G1", OURS, none),
                    under("Serial", OURS, none),
                    under("G1", REFERENCE, cost),
                    measured(REFERENCE, "collector", "Serial", Map.of("failed", 1.0))));
    assertThat(verdict)
        .startsWith("The claim holds:")
        .contains(OURS + " had at most 0 collections and 0.0 ms of pauses in a file under G1, Ser")
        .contains(REFERENCE + " had up to 3 collections, 40 ms of pauses and one of 20 ms")
        .contains("ran out of memory under Serial")
        .contains("Intarsia wrote 2.00 (G1) times its rows/s");
  }

  private static Measurement under(String collector, String series, Map<String, Double> cost) {
    Map<String, Double> all = new LinkedHashMap<>(cost);
    all.put("failed", 0.0);
    return measured(series, "collector", collector, all);
  }

  @Test
  void ownFailureUnderACollectorIsNoSecret() {
    Map<String, Double> cost =
        Map.of("throughput", 100.0, "collections", 1.0, "pause", 40.0, "longest-pause", 20.0);
    String verdict =
        new CollectorPressure()
            .verdict(
                List.of(
                    under("G1", OURS, cost),
                    measured(OURS, "collector", "Z", Map.of("failed", 1.0)),
                    under("G1", REFERENCE, cost),
                    under("Z", REFERENCE, cost)));
    assertThat(verdict)
        .startsWith("The claim does not hold here")
        .contains(OURS + " ran out of memory under Z (does not hold)")
        .contains("an unknown number (Z)")
        .doesNotContain("NaN");
  }

  @Test
  void worstRoundCountsNotTheMiddleOne() {
    Measurement heap =
        new Measurement(
            OURS,
            Map.of("collector", "G1", "rows", "4000000"),
            Map.of("heap", metric(0.5), "collections", new Metric("", Better.LOWER, ROUNDS)),
            List.of());
    assertThat(new Endurance().verdict(List.of(heap))).contains("2 collections (does not hold)");
  }

  @Test
  void memoryIsFlatIfNoFileFromTheSecondOnTakesMore() {
    List<Measurement> files = new ArrayList<>();
    files.add(
        new Measurement(
            OURS,
            Map.of("collector", "G1", "rows", "4000000"),
            Map.of("heap", metric(0.5), "collections", metric(0)),
            List.of()));
    double[] resident = {500, 100, 130, 100};
    for (int i = 0; i < resident.length; i++) {
      files.add(
          new Measurement(
              OURS,
              Map.of("collector", "G1", "file number", Integer.toString(i + 1)),
              Map.of("resident-of-file", metric(resident[i])),
              List.of()));
    }
    assertThat(new Endurance().verdict(files))
        .contains("100 MB in file 2, at most 130 MB up to file 4 (does not hold)");
  }

  @ParameterizedTest
  @EnumSource
  void bothCollectorsEndure(Effort effort) {
    assertThat(new Endurance().trials(effort))
        .extracting(Trial::label)
        .containsExactly("G1", "Serial");
  }

  @Test
  void latencyIsJudgedWithoutEndsOfFiles() {
    String verdict =
        AppendLatency.withG1()
            .verdict(
                List.of(
                    waiting(OURS, 100, 30_000),
                    waiting(TWIN, 101, 20_000),
                    waiting(REFERENCE, 900, 60_000)));
    assertThat(verdict)
        .startsWith("The claim holds in part:")
        .contains("at most 0.10 ms with " + OURS + " and 0.90 ms with " + REFERENCE + " (holds)")
        .contains("and 0.10 ms with " + TWIN + " (does not hold)")
        .contains("99.9 % 30.00 ms");
  }

  private static Measurement waiting(String series, double steady, double all) {
    return measured(
        series,
        "collector",
        "G1",
        Map.of(
            "steady-p99.9",
            steady,
            "latency-p50",
            1.0,
            "latency-p99",
            all / 2,
            "latency-p99.9",
            all,
            "latency-max",
            all * 2,
            "collections",
            4.0,
            "taken",
            15_000.0,
            "failed",
            0.0));
  }

  @Test
  void nothingMeasuredIsNothingClaimed() {
    for (Experiment experiment :
        List.of(
            new Headline(),
            Sweep.compressed(),
            new CollectorPressure(),
            AppendLatency.withG1(),
            new Endurance())) {
      assertThat(experiment.verdict(List.of())).endsWith(".").doesNotContain("NaN");
    }
  }

  @Test
  void longFileTakesHardlyAnyHeap() throws IOException {
    Endurance endurance = new Endurance();
    Trial trial = endurance.trials(Effort.SHORTEST).getFirst();
    List<Measurement> measurements = endurance.run(trial, Effort.SHORTEST, folder);
    // Its 60,000 rows bear what a file takes, and what other threads do meanwhile.
    double heap = measurements.getFirst().metric("heap").max();
    assertThat(heap).as("bytes per row").isLessThan(20);
    assertThat(endurance.verdict(measurements)).contains("B of heap per row", "up to file 3");
  }
}
