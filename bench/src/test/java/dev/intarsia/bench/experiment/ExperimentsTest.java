package dev.intarsia.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.report.HtmlReport;
import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ExperimentResult;
import dev.intarsia.bench.result.Machine;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.ResultJson;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every experiment runs once, in its shortest form and in this JVM; no time means anything here.
 */
class ExperimentsTest {
  @TempDir private Path directory = Path.of("");

  static Stream<Named<Experiment>> experiments() {
    return Experiments.all().stream().map(each -> Named.of(each.name(), each));
  }

  @Test
  void namesAreUniqueAndCanBeTyped() {
    assertThat(Experiments.all())
        .extracting(Experiment::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @ParameterizedTest
  @EnumSource
  void trialsAreToldApartByTheirLabels(Effort effort) {
    assertThat(Experiments.all())
        .allSatisfy(
            experiment ->
                assertThat(experiment.trials(effort))
                    .as(experiment.name())
                    .isNotEmpty()
                    .extracting(Trial::label)
                    .doesNotHaveDuplicates());
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void everyExperimentRunsAndIsReported(Experiment experiment) throws IOException {
    ExperimentResult result = run(experiment);
    assertThat(List.of(result.title(), result.claim(), result.method(), result.verdict()))
        .noneMatch(String::isBlank)
        .noneMatch(text -> text.contains("NaN") || text.contains("Infinity"));
    assertThat(result.verdict()).endsWith(".");
    assertThat(result.measurements())
        .extracting(one -> one.metrics().get("failed"))
        .filteredOn(Objects::nonNull)
        .allMatch(failed -> failed.max() == 0);
    assertThat(result.plots()).isNotEmpty().allMatch(plot -> isDrawn(plot, result));
    assertThat(result.tables()).isNotEmpty().allMatch(table -> hasCells(table, result));
    BenchmarkReport report = report(result);
    Path json = directory.resolve("results.json");
    ResultJson.write(report, json);
    assertThat(ResultJson.read(json)).isEqualTo(report);
    Path html = directory.resolve("report.html");
    HtmlReport.write(report, html);
    assertThat(html).content().contains("<svg").doesNotContain("NaN");
  }

  private ExperimentResult run(Experiment experiment) throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    int trials = 0;
    for (Trial trial : experiment.trials(Effort.SHORTEST)) {
      Path scratch = Files.createDirectory(directory.resolve("trial-" + trials++));
      measurements.addAll(experiment.run(trial, Effort.SHORTEST, scratch));
    }
    assertThat(measurements).isNotEmpty();
    return new ExperimentResult(
        experiment.name(),
        experiment.title(),
        experiment.claim(),
        experiment.method(),
        experiment.verdict(measurements),
        List.of(),
        measurements,
        experiment.plots(),
        experiment.tables());
  }

  private static BenchmarkReport report(ExperimentResult result) {
    return new BenchmarkReport(
        BenchmarkReport.SCHEMA_VERSION,
        "2026-11-20T10:00:00Z",
        "unknown",
        "shortest",
        new Machine("any", 1, 1, "any", "any"),
        List.of(result));
  }

  /**
   * Whether some measurement has both what goes along the x axis and what goes along the y axis.
   */
  private static boolean isDrawn(Plot plot, ExperimentResult result) {
    return result.measurements().stream()
        .anyMatch(
            measurement ->
                switch (plot.kind()) {
                  case LINES, BARS ->
                      measurement.parameters().containsKey(plot.x())
                          && measurement.metrics().containsKey(plot.metric());
                  case PERCENTILES -> measurement.metrics().containsKey(plot.metric() + "-p50");
                });
  }

  /** Whether every column of the table has a value in some row. */
  private static boolean hasCells(Table table, ExperimentResult result) {
    List<Measurement> all = result.measurements();
    return table.metrics().stream()
            .allMatch(name -> all.stream().anyMatch(m -> m.metrics().containsKey(name)))
        && table.parameters().stream()
            .allMatch(name -> all.stream().anyMatch(m -> m.parameters().containsKey(name)));
  }
}
