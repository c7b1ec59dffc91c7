package dev.intarsia.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.experiment.stream.Percentiles;
import dev.intarsia.bench.experiment.verdict.Figures;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiments on whole files in their shortest form, in this JVM. */
class SweepsTest {
  @TempDir private Path folder = Path.of("");

  static Stream<Experiment> experiments() {
    return Stream.of(
        new Headline(),
        Sweep.compressed(),
        Sweep.fromObjects(),
        Sweep.uncompressed(),
        new CollectorPressure(),
        AppendLatency.withG1(),
        AppendLatency.withZ());
  }

  private List<Measurement> run(Experiment experiment) throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    int number = 0;
    for (Trial trial : experiment.trials(Effort.SHORTEST)) {
      Path scratch = Files.createDirectory(folder.resolve("trial" + number++));
      measurements.addAll(experiment.run(trial, Effort.SHORTEST, scratch));
    }
    return measurements;
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void findsWhatItDraws(Experiment experiment) throws IOException {
    List<Measurement> measurements = run(experiment);
    assertThat(experiment.plots())
        .isNotEmpty()
        .allSatisfy(plot -> assertThat(measurements).anyMatch(one -> isDrawn(one, plot)));
    assertThat(experiment.tables())
        .isNotEmpty()
        .allSatisfy(table -> assertThat(measurements).anyMatch(one -> isListed(one, table)));
    assertThat(measurements).noneMatch(one -> one.metrics().containsKey("failed"));
    assertThat(experiment.verdict(measurements)).endsWith(".").doesNotContain("NaN");
    assertThat(experiment.verdict(List.of())).endsWith(".").doesNotContain("NaN");
  }

  private static boolean isDrawn(Measurement measurement, Plot plot) {
    if (plot.kind() == Plot.Kind.PERCENTILES) {
      return measurement.metrics().keySet().containsAll(Percentiles.NAMES);
    }
    return measurement.parameters().containsKey(plot.x())
        && measurement.metrics().containsKey(plot.metric());
  }

  private static boolean isListed(Measurement measurement, Table table) {
    return measurement.parameters().keySet().containsAll(table.parameters())
        && measurement.metrics().keySet().stream().anyMatch(table.metrics()::contains);
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void namesTrialsApart(Experiment experiment) {
    for (Effort effort : Effort.values()) {
      assertThat(experiment.trials(effort)).extracting(Trial::label).doesNotHaveDuplicates();
    }
  }

  @Test
  void longFileTakesHardlyAnyHeap() throws IOException {
    Endurance endurance = new Endurance();
    List<Measurement> measurements = run(endurance);
    assertThat(new Figures(measurements).with("heap").measurements())
        .isNotEmpty()
        .allSatisfy(
            one -> {
              Metric heap = one.metrics().get("heap");
              // 60,000 rows have to bear what a file takes, and what other threads do meanwhile.
              assertThat(heap.max()).as("bytes per row").isLessThan(20);
            });
    assertThat(endurance.verdict(measurements)).contains("B of heap per row", "in file 3");
    assertThat(endurance.verdict(List.of())).endsWith(".");
  }
}
