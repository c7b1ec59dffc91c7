package dev.intarsia.bench.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bench.experiment.Effort;
import dev.intarsia.bench.experiment.Trial;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.cli.console.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkTest {
  private final Fork fork = new Fork(Scripted.class, Effort::longestTrial);

  @TempDir private Path directory = Path.of("");
  private Path scratch = Path.of("");

  @BeforeEach
  void makeFolderOfTrial() throws IOException {
    scratch = Files.createDirectory(directory.resolve("trial"));
  }

  @AfterEach
  void close() {
    fork.close();
  }

  private List<Measurement> run(String label, boolean pinned, String... flags) throws IOException {
    Trial trial = new Trial(label, List.of(flags), pinned, Map.of("rows", "7"));
    return fork.run(new Scripted(), trial, Effort.SHORTEST, scratch);
  }

  @Test
  void measurementsComeBackFromJvmWithTheTrialsFlags() throws IOException {
    Measurement measurement = run("works", true, "-XX:+UseSerialGC", "-Xmx32m").getFirst();
    assertThat(measurement.series()).isEqualTo("SHORTEST");
    assertThat(measurement.parameters()).containsEntry("rows", "7");
    assertThat(measurement.jvm())
        .startsWith("JDK " + Runtime.version())
        .endsWith("-XX:+UseSerialGC -Xmx32m");
    assertThat(measurement.metric("files").median()).isZero();
    if (Cores.hasTaskset()) {
      assertThat(measurement.metric("cores").median()).isOne();
      assertThat(measurement.jvm()).contains("one core");
    }
  }

  @Test
  void exceptionInTheTrialIsShown() {
    assertThatThrownBy(() -> run("throws", false, "-Xmx32m"))
        .isInstanceOf(TrialFailedException.class)
        .hasMessageContaining("scripted, throws: its JVM ended with exit code 1")
        .hasMessageContaining("IllegalStateException: no luck with {rows=7}");
  }

  @Test
  void whyTheJvmDidNotStartIsShown() {
    assertThatThrownBy(() -> run("works", false, "-XX:+UseNoSuchGC"))
        .hasMessageContaining("exit code 1")
        .hasMessageContaining("Unrecognized VM option 'UseNoSuchGC'");
  }

  @Test
  void deathOfTheJvmIsNamed() {
    assertThatThrownBy(() -> run("dies", false, "-Xmx32m"))
        .hasMessageContaining("exit code 137: it was killed");
  }

  @Test
  void jvmThatLeavesNothingHasFailed() {
    assertThatThrownBy(() -> run("leaves", false, "-Xmx32m"))
        .hasMessageContaining("its JVM left no measurements");
  }

  @Test
  void jvmThatIsNotDoneInTimeIsEnded() {
    try (Fork impatient = new Fork(Scripted.class, any -> Duration.ofSeconds(3))) {
      Path sign = scratch.resolve("sign");
      Trial trial = new Trial("hangs", List.of("-Xmx32m"), false, Map.of("sign", sign.toString()));
      assertThatThrownBy(() -> impatient.run(new Scripted(), trial, Effort.SHORTEST, scratch))
          .isInstanceOf(TrialFailedException.class)
          .hasMessageContaining("scripted, hangs: its JVM was not done after 3 s and was ended");
    }
  }

  @Test
  void summaryIsOneLineWithTheReason() {
    assertThatThrownBy(() -> run("throws", false, "-Xmx32m"))
        .isInstanceOfSatisfying(
            TrialFailedException.class,
            failed ->
                assertThat(failed.summary())
                    .startsWith("scripted, throws: its JVM ended with exit code 1: Exception in")
                    .endsWith("IllegalStateException: no luck with {rows=7}"));
  }

  @Test
  void temporaryFilesOfTheJvmLieInItsFolder() throws IOException {
    Path folder = Path.of(run("temporary", false, "-Xmx32m").getFirst().series());
    assertThat(folder).isEqualTo(scratch.resolve("temporary"));
  }

  @Test
  void rowsBringNoneOfTheWritersClassesWithThem() throws IOException {
    Path log = scratch.resolve("classes.txt");
    run("rows", false, "-Xmx64m", "-Xlog:class+load:file=" + log);
    assertThat(log)
        .content()
        .contains("dev.intarsia.bench.workload.Input ")
        .doesNotContain("dev.intarsia.memory.", "dev.intarsia.columns.ColumnBatch");
  }

  @Test
  void jvmEndsOnceItsStandardInputDoes() throws IOException, InterruptedException {
    Path sign = scratch.resolve("sign");
    Trial trial = new Trial("hangs", List.of("-Xmx32m"), false, Map.of("sign", sign.toString()));
    Process process = fork.start(new Scripted(), trial, Effort.SHORTEST, scratch);
    while (!Files.exists(sign)) {
      Thread.onSpinWait();
    }
    process.getOutputStream().close();
    assertThat(process.waitFor()).isEqualTo(3);
  }

  @Test
  void jvmEndsWithWhoeverWaitsForIt() throws IOException {
    Path sign = scratch.resolve("sign");
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(
            () -> {
              Trial trial =
                  new Trial("hangs", List.of("-Xmx32m"), false, Map.of("sign", sign.toString()));
              try {
                return new AssertionError(
                    fork.run(new Scripted(), trial, Effort.SHORTEST, scratch));
              } catch (Exception e) {
                return e;
              }
            });
    while (!Files.exists(sign)) {
      Thread.onSpinWait();
    }
    fork.close();
    assertThat(failure.join()).isInstanceOf(Stopped.class);
  }

  @Test
  void whatOneTrialLeavesBesideItsFolderTheNextFinds() throws IOException {
    Path first = new TrialFolder(Files.createDirectory(directory.resolve("trial-1"))).scratch();
    Path second = new TrialFolder(Files.createDirectory(directory.resolve("trial-2"))).scratch();
    assertThat(first.resolveSibling("shared")).isEqualTo(second.resolveSibling("shared"));
  }
}
