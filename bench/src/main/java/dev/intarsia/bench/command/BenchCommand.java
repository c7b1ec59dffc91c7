package dev.intarsia.bench.command;

import dev.intarsia.bench.experiment.Effort;
import dev.intarsia.bench.experiment.Experiment;
import dev.intarsia.bench.experiment.Trial;
import dev.intarsia.bench.fork.Fork;
import dev.intarsia.bench.result.BenchmarkReport;
import dev.intarsia.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which experiments, how thoroughly, and where the results go. */
@Command(
    name = "intarsia bench",
    header = "Measures on this machine whether off-heap memory pays.",
    description = {
      "",
      "Each experiment puts a claim to the test: writers get the same rows, their files are proven"
          + " equal, and each is measured in a JVM of its own. What comes out is a report with"
          + " plots (report.html, report.md) and the figures behind it (results.json)."
    },
    customSynopsis = {
      "intarsia bench [OPTIONS] [EXPERIMENT...]",
      "       intarsia bench compare A B"
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia bench                          what is quick, in under five minutes",
      "  intarsia bench --full sweep --out mine  one of them, as it is published",
      "  intarsia bench compare old new          two reports, side by side",
      "",
      "Children that get one core get the first one; INTARSIA_CORE=N names another.",
      "Exit codes: 0 done, 1 a trial failed (the others are reported), 2 wrong usage."
    })
final class BenchCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final List<Experiment> experiments;
  private final Fork fork;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "0..*",
      description = "by name (default: all in the order of --list, or what is quick)")
  List<String> names = List.of();

  @ArgGroup Thoroughness thoroughness = new Thoroughness();

  @Option(
      names = "--list",
      description = "name the experiments, how long they take and their claims")
  boolean list;

  @Option(
      names = "--one-trial",
      description = "only the first JVM of each experiment: shows that it starts")
  boolean oneTrial;

  @Mixin Destination destination = new Destination();

  @Mixin HelpOption help = new HelpOption();

  /** At most one of these. */
  static final class Thoroughness {
    @Option(names = "--quick", description = "in under five minutes on two cores; the default")
    boolean quick;

    @Option(names = "--full", description = "what is published; all in about an hour")
    boolean full;

    @Option(
        names = "--shortest",
        description = "once and small: shows that everything runs; the times say nothing")
    boolean shortest;

    Effort effort() {
      return full ? Effort.FULL : shortest ? Effort.SHORTEST : Effort.QUICK;
    }
  }

  BenchCommand(Terminal terminal, List<Experiment> experiments, Fork fork) {
    this.terminal = terminal;
    this.experiments = experiments;
    this.fork = fork;
  }

  @Override
  public Integer call() throws IOException {
    List<Experiment> chosen = chosen();
    if (list) {
      chosen.forEach(this::print);
      return Bench.OK;
    }
    BenchmarkReport empty = BenchRun.begin(thoroughness.effort());
    Path out = destination.folder(ReportFiles.folderName(empty));
    try (Scratch scratch = Scratch.in(out)) {
      Thread ending = new Thread(() -> end(scratch), "ending");
      Runtime.getRuntime().addShutdownHook(ending);
      return new BenchRun(terminal, fork, scratch, out, empty).run(plan(chosen))
          ? Bench.OK
          : Bench.FAILED;
    }
  }

  /** The person lost patience: no process and no files may stay behind. */
  private void end(Scratch scratch) {
    fork.close();
    scratch.close();
  }

  private Map<Experiment, List<Trial>> plan(List<Experiment> chosen) {
    Map<Experiment, List<Trial>> plan = new LinkedHashMap<>();
    for (Experiment experiment : chosen) {
      List<Trial> trials = experiment.trials(thoroughness.effort());
      plan.put(experiment, oneTrial ? trials.subList(0, Math.min(1, trials.size())) : trials);
    }
    return plan;
  }

  /** Each once, in the order they were named. */
  private List<Experiment> chosen() {
    if (names.isEmpty()) {
      return list || thoroughness.effort() != Effort.QUICK
          ? experiments
          : experiments.stream().filter(Experiment::isQuick).toList();
    }
    List<Experiment> chosen = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      chosen.add(
          experiments.stream()
              .filter(experiment -> experiment.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name)));
    }
    return chosen;
  }

  private ParameterException unknown(String name) {
    List<String> known = experiments.stream().map(Experiment::name).toList();
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "there is no experiment " + name + "; there are " + String.join(", ", known));
  }

  private void print(Experiment experiment) {
    terminal
        .out()
        .printf(
            "%s (%s %s, full %s)%n  %s%n",
            experiment.name(),
            experiment.isQuick() ? "quick" : "if asked for quick",
            minutes(experiment.estimate(Effort.QUICK)),
            minutes(experiment.estimate(Effort.FULL)),
            experiment.claim());
  }

  private static String minutes(Duration duration) {
    return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}
