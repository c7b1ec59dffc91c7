package dev.intarsia.bench.fork;

import dev.intarsia.bench.experiment.Experiment;
import dev.intarsia.bench.experiment.Experiments;
import dev.intarsia.bench.measure.ThisJvm;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.ResultJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What runs in the JVM of a trial. */
public final class TrialJvm {
  private static final int ORPHANED = 3;

  private TrialJvm() {}

  /** Runs the trial that was left in a folder. */
  public static void main(String[] args) throws IOException {
    run(Experiments.all(), args);
  }

  /** Runs a trial of one of the experiments, and ends the JVM. */
  public static void run(List<Experiment> experiments, String... args) throws IOException {
    Thread.ofPlatform().daemon().name("orphan-watch").start(TrialJvm::endWithParent);
    TrialFolder folder = new TrialFolder(Path.of(args[0]));
    TrialFolder.Order order = folder.order();
    Experiment experiment =
        experiments.stream()
            .filter(known -> known.name().equals(order.experiment()))
            .findFirst()
            .orElseThrow();
    List<Measurement> measurements =
        experiment.run(order.trial(), order.effort(), folder.scratch()).stream()
            .map(TrialJvm::withJvm)
            .toList();
    ResultJson.write(measurements, folder.measurements());
    System.exit(0); // whatever threads the writers left
  }

  /** The other end of standard input is held by the JVM that waits for this one, while it lives. */
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException closed) {
      System.err.println("standard input is gone: " + closed);
    }
    Runtime.getRuntime().halt(ORPHANED);
  }

  private static Measurement withJvm(Measurement measurement) {
    return measurement.jvm().isEmpty() ? measurement.in(ThisJvm.text()) : measurement;
  }
}
