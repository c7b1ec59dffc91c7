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
import dev.intarsia.cli.console.Stopped;
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

/**
 * Runs experiments one after the other. Results are on disk after each of them; one that fails is
 * left out and does not keep the others from running.
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

  BenchRun(Terminal terminal, Fork fork, Effort effort, Scratch scratch, Path out)
      throws IOException {
    this.terminal = terminal;
    this.fork = fork;
    this.effort = effort;
    this.scratch = scratch;
    this.out = out;
    this.nothingYet =
        new BenchmarkReport(
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
   * @return whether none failed
   */
  boolean run(List<Experiment> experiments) throws IOException {
    int trials = experiments.stream().mapToInt(e -> e.trials(effort).size()).sum();
    TrialProgress progress = new TrialProgress(terminal.err(), trials);
    boolean allWell = true;
    for (Experiment experiment : experiments) {
      allWell &= run(experiment, progress);
    }
    if (!results.isEmpty()) {
      ReportFiles.write(report(), out);
      terminal.out().printf("%n%s%n", out.resolve(ReportFiles.HTML));
    }
    return allWell;
  }

  private boolean run(Experiment experiment, TrialProgress progress) throws IOException {
    List<Trial> trials = experiment.trials(effort);
    List<Measurement> measurements = new ArrayList<>();
    int begun = 0;
    try {
      for (Trial trial : trials) {
        begun++;
        progress.begin(experiment.name(), trial);
        measurements.addAll(fork.run(experiment, trial, effort, scratch.next()));
      }
      results.add(result(experiment, measurements));
      ResultJson.write(report(), out.resolve(ReportFiles.JSON));
      terminal.out().printf("%s: %s%n", experiment.name(), results.getLast().verdict());
      return true;
    } catch (Stopped e) {
      throw e;
    } catch (RuntimeException e) {
      progress.failed(words(e), trials.size() - begun);
      return false;
    }
  }

  /** A trial tells itself what went wrong; anything else is a mistake of the experiment. */
  private static String words(RuntimeException thrown) {
    StringWriter words = new StringWriter();
    if (thrown instanceof TrialFailedException) {
      words.write(String.valueOf(thrown.getMessage()));
    } else {
      thrown.printStackTrace(new PrintWriter(words));
    }
    return words.toString();
  }

  private ExperimentResult result(Experiment experiment, List<Measurement> measurements) {
    return new ExperimentResult(
        experiment.name(),
        experiment.title(),
        experiment.claim(),
        experiment.method(),
        effort == Effort.SHORTEST ? NO_VERDICT : experiment.verdict(measurements),
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
