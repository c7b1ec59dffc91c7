package dev.intarsia.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the experiments on whole files say of their figures, whichever way those fall. */
class SweepsTest {
  private static final String OURS = ContenderKind.INTARSIA_ROWS.label();
  private static final String BATCHES = ContenderKind.INTARSIA_BATCHES.label();
  private static final String REFERENCE = ContenderKind.PARQUET_JAVA.label();

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
        .contains("0.900 times as large");
  }

  @Test
  void sweepAdmitsWhereItLoses() {
    String verdict =
        Sweep.compressed()
            .verdict(
                List.of(
                    file(OURS, 400_000, 300),
                    file(OURS, 10_000, 90),
                    file(REFERENCE, 10_000, 100),
                    file(REFERENCE, 400_000, 200)));
    assertThat(verdict)
        .contains(OURS + " writes 0.90 times at 10,000 rows and 1.50 times at 400,000 rows")
        .contains("loses below 25,000 rows and does not win by 66 % at 400,000")
        .contains("throughput rises with the batch, from 90 to 300")
        .contains("at 10,000 rows, and ahead (0.90 times its rows/s)");
  }

  @Test
  void sweepSaysByHowMuchItWins() {
    String verdict =
        Sweep.compressed()
            .verdict(
                List.of(
                    file(OURS, 400_000, 800),
                    file(OURS, 10_000, 900),
                    file(REFERENCE, 10_000, 300),
                    file(REFERENCE, 400_000, 200)));
    assertThat(verdict)
        .contains("does not lose below 25,000 rows and wins by 66 % at 400,000")
        .contains("throughput does not rise")
        .contains("at 10,000 rows, and behind (3.00 times its rows/s)");
  }

  @Test
  void sweepOfOneSizeSaysNothingOfOthers() {
    String verdict =
        Sweep.fromObjects().verdict(List.of(file(OURS, 50_000, 150), file(REFERENCE, 50_000, 100)));
    assertThat(verdict)
        .contains("building columns does not win by 66 % at 50,000")
        .doesNotContain("below", "rises");
  }

  @Test
  void contenderThatRunsOutOfMemoryIsNamed() {
    Map<String, Double> cost =
        Map.of("throughput", 100.0, "collections", 3.0, "pause", 40.0, "longest-pause", 20.0);
    String verdict =
        new CollectorPressure()
            .verdict(
                List.of(
                    measured(OURS, "collector", "G1", cost),
                    measured(OURS, "collector", "Serial", cost),
                    measured(REFERENCE, "collector", "G1", cost),
                    measured(REFERENCE, "collector", "Serial", Map.of("failed", 1.0))));
    assertThat(verdict)
        .contains(OURS + " had at most 3 collections and 40.0 ms")
        .contains(REFERENCE + " had up to 3 collections, 40 ms of pauses and one of 20 ms")
        .contains("ran out of memory under Serial")
        .contains("Intarsia wrote 1.00 (G1) times its rows/s");
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
    assertThat(endurance.verdict(measurements)).contains("B of heap per row", "in file 3");
  }
}
