package dev.intarsia.bench.command;

import dev.intarsia.bench.experiment.Effort;
import dev.intarsia.bench.experiment.Experiment;
import dev.intarsia.bench.experiment.Trial;
import dev.intarsia.bench.fork.Fork;
import dev.intarsia.bench.fork.TrialFailedException;
import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.bench.result.ExperimentResult;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.ResultJson;
import dev.intarsia.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs experiments one after the other. Results are on disk after each of them. A trial that fails
 * is named beside what the others measured, and keeps nobody from running.
 */
final class BenchRun {
  private static final String NO_VERDICT = "Too short a run for a verdict.";

  private final Terminal terminal;
  private final Fork fork;
  private final Effort effort;
  private final Scratch scratch;
  private final Path out;
  private final BenchmarkReport nothingYet;
  private final List<ExperimentResult> results = new ArrayList<>();
  private boolean allWell = true;

  /**
   * @param out the folder of the report
   * @param nothingYet what {@link #begin} made
   */
  BenchRun(Terminal terminal, Fork fork, Scratch scratch, Path out, BenchmarkReport nothingYet) {
    this.terminal = terminal;
    this.fork = fork;
    this.effort = Effort.valueOf(nothingYet.effort().toUpperCase(Locale.ROOT));
    this.scratch = scratch;
    this.out = out;
    this.nothingYet = nothingYet;
  }

  /** A report of this machine and moment, without experiments. */
  static BenchmarkReport begin(Effort effort) throws IOException {
    return new BenchmarkReport(
        BenchmarkReport.SCHEMA_VERSION,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        ThisMachine.commit(),
        effort.name().toLowerCase(Locale.ROOT),
        ThisMachine.describe(),
        List.of());
  }

  /**
   * Runs them all.
   *
   * @param plan the trials of each experiment
   * @return whether none failed
   */
  boolean run(Map<Experiment, List<Trial>> plan) throws IOException {
    int trials = plan.values().stream().mapToInt(List::size).sum();
    TrialProgress progress = new TrialProgress(terminal.err(), trials);
    for (Map.Entry<Experiment, List<Trial>> entry : plan.entrySet()) {
      run(entry.getKey(), entry.getValue(), progress);
    }
    ReportFiles.write(report(), out);
    terminal.out().printf("%n%s%n", out.resolve(ReportFiles.HTML));
    return allWell;
  }

  private void run(Experiment experiment, List<Trial> trials, TrialProgress progress)
      throws IOException {
    List<Measurement> measurements = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Trial trial : trials) {
      progress.begin(experiment.name(), trial);
      try {
        measurements.addAll(fork.run(experiment, trial, effort, scratch.next()));
      } catch (TrialFailedException e) {
        failures.add(e.summary());
        progress.failed(String.valueOf(e.getMessage()));
      }
    }
    allWell &= failures.isEmpty();
    String verdict = verdict(experiment, measurements, progress);
    if (!failures.isEmpty()) {
      verdict = "%d of %d trials failed. ".formatted(failures.size(), trials.size()) + verdict;
    }
    results.add(result(experiment, verdict, failures, measurements));
    ResultJson.write(report(), out.resolve(ReportFiles.JSON));
    terminal.out().printf("%s: %s%n", experiment.name(), verdict);
  }

  /** A mistake in what is made of figures does not cost the figures. */
  private String verdict(
      Experiment experiment, List<Measurement> measurements, TrialProgress progress) {
    if (effort == Effort.SHORTEST) {
      return NO_VERDICT;
    }
    if (measurements.isEmpty()) {
      return "Nothing was measured.";
    }
    try {
      return experiment.verdict(measurements);
    } catch (RuntimeException e) {
      StringWriter words = new StringWriter();
      e.printStackTrace(new PrintWriter(words));
      progress.failed(words.toString());
      allWell = false;
      return "No verdict, by a mistake in this program: " + e + ".";
    }
  }

  private static ExperimentResult result(
      Experiment experiment,
      String verdict,
      List<String> failures,
      List<Measurement> measurements) {
    return new ExperimentResult(
        experiment.name(),
        experiment.title(),
        experiment.claim(),
        experiment.method(),
        verdict,
        failures,
        measurements,
        experiment.plots(),
        experiment.tables());
  }

  private BenchmarkReport report() {
    return new BenchmarkReport(
        nothingYet.schemaVersion(),
        nothingYet.started(),
        nothingYet.commit(),
        nothingYet.effort(),
        nothingYet.machine(),
        List.copyOf(results));
  }
}
