package dev.intarsia.bench.experiment.lineup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.experiment.Effort;
import dev.intarsia.bench.experiment.Experiment;
import dev.intarsia.bench.experiment.Experiments;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProofTest {
  private static final int ROWS = 50;

  /**
   * One writer only, or proven in the JVM that measures, which everyone in it shares anyway, or
   * kernels, whose tests prove them equal.
   */
  private static final List<String> WITHOUT =
      List.of("zstd-contexts", "leak-detection", "endurance", "bitmap-unpacking");

  @TempDir private Path directory = Path.of("");

  private static void write(int seed, int rows, Path file) throws IOException {
    try (Input input = Input.generate(Source.BUFFER, seed, rows);
        Contender contender = ContenderKind.INTARSIA_ROWS.open(Codec.ZSTD, input)) {
      contender.write(file);
    }
  }

  @Test
  void equalFilesAreProven() throws IOException {
    assertThat(
            new Proof(ROWS, directory)
                .add("one", Map.of(), file -> write(1, ROWS, file))
                .add("other", Map.of(), file -> write(1, ROWS, file))
                .measurements())
        .allMatch(one -> one.metric(Proof.METRIC).median() == ROWS)
        .extracting(one -> one.series())
        .containsExactly("one", "other");
  }

  @Test
  void otherValuesAndOtherNumbersOfRowsAreNot() throws IOException {
    Proof proof = new Proof(ROWS, directory).add("one", Map.of(), file -> write(1, ROWS, file));
    assertThatThrownBy(() -> proof.add("other", Map.of(), file -> write(2, ROWS, file)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> new Proof(ROWS, directory).add("short", Map.of(), file -> write(1, 40, file)))
        .hasMessage("short wrote 40 rows of 50");
  }

  @ParameterizedTest
  @EnumSource
  void everyExperimentProvesBeforeItMeasures(Effort effort) {
    Stream<Experiment> comparing =
        Experiments.all().stream().filter(one -> !WITHOUT.contains(one.name()));
    assertThat(comparing)
        .allSatisfy(
            experiment ->
                assertThat(Proof.isAskedFor(experiment.trials(effort).getFirst()))
                    .as(experiment.name())
                    .isTrue());
  }
}
