package dev.intarsia.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.experiment.Effort;
import dev.intarsia.bench.experiment.Experiment;
import dev.intarsia.bench.experiment.Trial;
import dev.intarsia.bench.fork.Fork;
import dev.intarsia.bench.fork.Scripted;
import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ExperimentResult;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.ResultJson;
import dev.intarsia.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx32m");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path directory = Path.of("");

  private int bench(List<Experiment> experiments, String... args) {
    Terminal terminal =
        new Terminal(InputStream.nullInputStream(), stream(out), stream(err), false);
    try (Fork fork = new Fork(Scripted.class, Effort::longestTrial)) {
      return Bench.run(terminal, experiments, fork, args);
    }
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static Experiment experiment(String... trials) {
    return new Scripted(
        List.of(trials).stream()
            .map(label -> new Trial(label, SMALL, false, Map.of()))
            .toArray(Trial[]::new));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyTrialRunsAndItsResultsAreLeft() throws IOException {
    Path results = directory.resolve("results");
    assertThat(bench(List.of(experiment("one", "two")), "--shortest", "--out", results.toString()))
        .as(err())
        .isEqualTo(Bench.OK);
    BenchmarkReport report = ResultJson.read(results.resolve("results.json"));
    assertThat(report.effort()).isEqualTo("shortest");
    assertThat(report.machine().cores()).isPositive();
    assertThat(report.experiments()).hasSize(1);
    assertThat(report.experiments().getFirst().measurements())
        .hasSize(2)
        .extracting(Measurement::jvm)
        .allMatch(jvm -> jvm.endsWith("-XX:+UseSerialGC -Xmx32m"));
    assertThat(err())
        .contains("[1/2, ", "] scripted: one (-XX:+UseSerialGC -Xmx32m)")
        .containsPattern("\\[2/2, \\d+:\\d\\d, some \\d+:\\d\\d left] scripted: two");
    assertThat(out()).contains("scripted: Too short a run for a verdict.");
    assertThat(results.toFile().list())
        .containsExactlyInAnyOrder("results.json", "report.html", "report.md", "plots");
    assertThat(results.resolve("report.html")).content().contains("nothing to see");
  }

  @Test
  void experimentThatFailsDoesNotKeepTheOthersFromRunning() throws IOException {
    assertThat(
            bench(
                List.of(experiment("throws", "works"), experiment("works")),
                "--out",
                directory.toString()))
        .isEqualTo(Bench.FAILED);
    assertThat(err()).contains("FAILED: scripted, throws", "no luck with {}", "[3/3, ");
    assertThat(out())
        .contains("scripted: 1 of 2 trials failed. nothing to see", "scripted: nothing to see");
    BenchmarkReport report = ResultJson.read(directory.resolve("results.json"));
    assertThat(report.experiments()).hasSize(2);
    ExperimentResult partial = report.experiments().getFirst();
    assertThat(partial.measurements()).hasSize(1);
    assertThat(partial.failures())
        .singleElement()
        .asString()
        .startsWith("scripted, throws: its JVM ended with exit code 1")
        .contains("no luck with {}");
    assertThat(report.experiments().getLast().failures()).isEmpty();
  }

  @Test
  void experimentWithoutAnyTrialIsNamedAllTheSame() throws IOException {
    assertThat(bench(List.of(experiment("throws")), "--out", directory.toString()))
        .isEqualTo(Bench.FAILED);
    assertThat(out()).contains("1 of 1 trials failed. Nothing was measured.");
    assertThat(directory.resolve("report.html")).content().contains("no luck with {}");
  }

  @Test
  void reportIsReplacedByForceOnly() {
    String folder = directory.toString();
    assertThat(bench(List.of(experiment("one")), "--out", folder)).isEqualTo(Bench.OK);
    assertThat(bench(List.of(experiment("two")), "--out", folder)).isEqualTo(Bench.FAILED);
    assertThat(err())
        .contains("intarsia: " + folder + " holds a report already; --force replaces it")
        .doesNotContain("scripted: two");
    assertThat(bench(List.of(experiment("two")), "--out", folder, "--force")).isEqualTo(Bench.OK);
    assertThat(err()).contains("scripted: two");
  }

  @Test
  void newRunsHaveFoldersOfTheirOwn() throws IOException {
    BenchmarkReport report = BenchRun.begin(Effort.QUICK);
    assertThat(ReportFiles.folderName(report))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ-quick");
  }

  @Test
  void namesGivenTwiceRunOnceAndOneTrialIsEnoughToSeeItStart() {
    assertThat(
            bench(
                List.of(experiment("one", "two")),
                "scripted",
                "scripted",
                "--one-trial",
                "--out",
                directory.toString()))
        .isEqualTo(Bench.OK);
    assertThat(err()).contains("[1/1, ", "scripted: one").doesNotContain("scripted: two");
  }

  @Test
  void mistakeInVerdictDoesNotCostTheResultsOfOthers() throws IOException {
    Experiment puzzled = new Scripted(new Trial("any", SMALL, false, Map.of("puzzle", "yes")));
    assertThat(bench(List.of(puzzled, experiment("works")), "--out", directory.toString()))
        .isEqualTo(Bench.FAILED);
    assertThat(err()).contains("FAILED: java.lang.IllegalStateException: puzzled", "\tat ");
    BenchmarkReport report = ResultJson.read(directory.resolve("results.json"));
    assertThat(report.experiments()).hasSize(2);
    assertThat(report.experiments().getFirst().verdict()).startsWith("No verdict");
    assertThat(report.experiments().getFirst().measurements()).hasSize(1);
  }

  @Test
  void runIsRenderedAgainAndComparedWithAnother() throws IOException {
    Path again = directory.resolve("again");
    bench(List.of(experiment("one")), "--out", directory.toString());
    String results = directory.resolve("results.json").toString();
    assertThat(bench(List.of(), "render", results, "--out", again.toString())).isEqualTo(Bench.OK);
    assertThat(again.resolve("report.html"))
        .hasSameTextualContentAs(directory.resolve("report.html"));
    assertThat(bench(List.of(), "compare", results, again.toString())).isEqualTo(Bench.OK);
    assertThat(out()).contains("scripted", "cores");
    assertThat(bench(List.of(), "compare", results, again.resolve("none.json").toString()))
        .isEqualTo(Bench.FAILED);
    assertThat(err()).contains("intarsia: there is no " + again.resolve("none.json"));
  }

  @Test
  void experimentsAreListedWithTheirClaims() {
    assertThat(bench(List.of(experiment()), "--list")).isEqualTo(Bench.OK);
    assertThat(out().lines())
        .containsExactly("scripted (quick 0:00, full 0:00)", "  nothing to see");
  }

  @Test
  void wrongWordsAreMetWithTheWayOut() {
    assertThat(bench(List.of(experiment()), "nope")).isEqualTo(Bench.USAGE);
    assertThat(err())
        .contains("there is no experiment nope; there are scripted", "intarsia bench --help");
    assertThat(bench(List.of(experiment()), "--quick", "--full")).isEqualTo(Bench.USAGE);
    assertThat(err()).contains("mutually exclusive");
  }

  @Test
  void helpFitsATerminal() {
    assertThat(bench(List.of(experiment()), "--help")).isEqualTo(Bench.OK);
    assertThat(out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(out()).contains("Usage: intarsia bench", "--full", "compare", "Exit codes: 0");
  }
}
