package dev.intarsia.bench.command;

import dev.intarsia.bench.experiment.Trial;
import dev.intarsia.bench.fork.Fork;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says which trial begins, how long it has been, and how long it may still take. */
final class TrialProgress {
  private final PrintStream err;
  private final long started = System.nanoTime();
  private final int trials;
  private int begun;

  TrialProgress(PrintStream err, int trials) {
    this.err = err;
    this.trials = trials;
  }

  void begin(String experiment, Trial trial) {
    long elapsed = System.nanoTime() - started;
    String left = begun == 0 ? "" : ", some " + left(elapsed) + " left";
    begun++;
    err.printf(
        "[%d/%d, %s%s] %s: %s (%s%s)%n",
        begun,
        trials,
        minutes(elapsed),
        left,
        experiment,
        trial.label(),
        String.join(" ", trial.jvmFlags()),
        Fork.pins(trial) ? ", one core" : "");
  }

  /** As if the trials to come took as long as those that are through. */
  private String left(long elapsed) {
    return minutes(elapsed / begun * (trials - begun));
  }

  private static String minutes(long nanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** Shows why a trial, or what is made of several, is missing. */
  void failed(String why) {
    err.println("FAILED: " + why);
  }
}
