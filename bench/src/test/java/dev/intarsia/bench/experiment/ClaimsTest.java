package dev.intarsia.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every claim in its shortest form, in this JVM. */
class ClaimsTest {
  @TempDir Path folder;

  static Stream<Experiment> experiments() {
    return Stream.of(
        new AllocationAnatomy(),
        new BuilderGrowth(),
        new Allocators(),
        new Streaming(),
        new ZstdContexts(),
        new LeakDetectionPrice());
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void findsWhatItDraws(Experiment experiment) throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    for (Trial trial : experiment.trials(Effort.SHORTEST)) {
      Path scratch = Files.createDirectory(folder.resolve("trial" + measurements.size()));
      measurements.addAll(experiment.run(trial, Effort.SHORTEST, scratch));
    }
    assertThat(experiment.plots())
        .isNotEmpty()
        .allSatisfy(plot -> assertThat(measurements).anyMatch(one -> isDrawn(one, plot)));
    assertThat(experiment.tables())
        .isNotEmpty()
        .allSatisfy(table -> assertThat(measurements).anyMatch(one -> isListed(one, table)));
    assertThat(experiment.verdict(measurements)).endsWith(".").doesNotContain("NaN");
  }

  private static boolean isDrawn(Measurement measurement, Plot plot) {
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
}
