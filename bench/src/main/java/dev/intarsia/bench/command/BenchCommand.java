package dev.intarsia.bench.command;

import dev.intarsia.bench.experiment.Effort;
import dev.intarsia.bench.experiment.Experiment;
import dev.intarsia.bench.fork.Fork;
import dev.intarsia.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
      "       intarsia bench compare A.json B.json"
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  intarsia bench                          all experiments, in some five minutes",
      "  intarsia bench --full sweep --out mine  one of them, as it is published",
      "  intarsia bench compare old/results.json new/results.json",
      "",
      "Children that get one core get the first one; INTARSIA_CORE=N names another.",
      "Exit codes: 0 done, 1 an experiment failed, 2 wrong usage."
    })
final class BenchCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final List<Experiment> experiments;
  private final Fork fork;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "0..*",
      description = "by name (default: all, in the order of --list)")
  List<String> names = List.of();

  @ArgGroup Thoroughness thoroughness = new Thoroughness();

  @Option(names = "--list", description = "name the experiments and their claims, and exit")
  boolean list;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the results go (default: ${DEFAULT-VALUE})")
  Path out = Path.of("bench-report");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  boolean help;

  /** At most one of these. */
  static final class Thoroughness {
    @Option(names = "--quick", description = "all in some five minutes on two cores; the default")
    boolean quick;

    @Option(names = "--full", description = "what is published; all in under an hour")
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
    Files.createDirectories(out);
    try (Scratch scratch = Scratch.in(out)) {
      Thread ending = new Thread(() -> end(scratch), "ending");
      Runtime.getRuntime().addShutdownHook(ending);
      return new BenchRun(terminal, fork, thoroughness.effort(), scratch, out).run(chosen)
          ? Bench.OK
          : Bench.FAILED;
    }
  }

  /** The person lost patience: no process and no files may stay behind. */
  private void end(Scratch scratch) {
    fork.close();
    scratch.close();
  }

  private List<Experiment> chosen() {
    if (names.isEmpty()) {
      return experiments;
    }
    List<Experiment> chosen = new ArrayList<>();
    for (String name : names) {
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
    terminal.out().println(experiment.name());
    terminal.out().println("  " + experiment.claim());
  }
}
