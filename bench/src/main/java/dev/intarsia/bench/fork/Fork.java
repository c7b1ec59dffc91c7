package dev.intarsia.bench.fork;

import dev.intarsia.bench.experiment.Effort;
import dev.intarsia.bench.experiment.Experiment;
import dev.intarsia.bench.experiment.Trial;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.ResultJson;
import dev.intarsia.cli.console.Stopped;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials, each in a JVM of its own. Those JVMs end with this one, however it ends. For one
 * thread, but {@link #close} may come from any.
 */
public final class Fork implements AutoCloseable {
  private static final int LAST_WORDS = 40;

  /** Exit code after SIGINT, which a terminal sends to all of its processes. */
  private static final int INTERRUPTED = 128 + 2;

  /** What a shell makes of the signals that end processes unasked. */
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          128 + 6, "it crashed",
          128 + 9, "it was killed, as the kernel does when memory runs out",
          128 + 11, "it crashed",
          128 + 15, "it was ended by someone else");

  private final Class<?> main;
  private final Function<Effort, Duration> patience;
  private volatile @Nullable Process running;
  private volatile boolean closed;

  /** Runs registered experiments. */
  public Fork() {
    this(TrialJvm.class, Effort::longestTrial);
  }

  /**
   * Runs the experiments that another main class knows.
   *
   * @param main whose main method calls {@link TrialJvm#run}
   * @param patience how long the JVM of a trial may take until it is ended
   */
  public Fork(Class<?> main, Function<Effort, Duration> patience) {
    this.main = main;
    this.patience = patience;
  }

  /** Whether the JVM of a trial gets a single core, which takes the trial's wish and a taskset. */
  public static boolean pins(Trial trial) {
    return trial.pinned() && Cores.hasTaskset();
  }

  /**
   * Runs a trial to its end.
   *
   * @param scratch an empty folder, for this trial alone
   * @throws Stopped if this was closed, or somebody pressed Ctrl-C
   * @throws TrialFailedException with the last words of its JVM, if there are no measurements
   */
  public List<Measurement> run(Experiment experiment, Trial trial, Effort effort, Path scratch)
      throws IOException {
    Duration limit = patience.apply(effort);
    Process process = start(experiment, trial, effort, scratch);
    boolean ended = waitFor(process, limit);
    TrialFolder folder = new TrialFolder(scratch);
    if (closed || process.exitValue() == INTERRUPTED) {
      throw new Stopped();
    }
    if (ended && process.exitValue() == 0 && Files.exists(folder.measurements())) {
      return ResultJson.readMeasurements(folder.measurements());
    }
    String words =
        ended
            ? words(process.exitValue())
            : "its JVM was not done after %d s and was ended".formatted(limit.toSeconds());
    throw new TrialFailedException(
        "%s, %s: %s%n%s"
            .formatted(experiment.name(), trial.label(), words, lastWords(folder.log())));
  }

  Process start(Experiment experiment, Trial trial, Effort effort, Path scratch)
      throws IOException {
    TrialFolder folder = new TrialFolder(scratch);
    folder.write(new TrialFolder.Order(experiment.name(), trial, effort));
    Process process =
        new ProcessBuilder(command(trial, folder))
            .redirectErrorStream(true)
            .redirectOutput(folder.log().toFile())
            .start();
    running = process;
    if (closed) {
      process.destroyForcibly();
    }
    return process;
  }

  private List<String> command(Trial trial, TrialFolder folder) throws IOException {
    List<String> command = new ArrayList<>();
    if (pins(trial)) {
      command.addAll(Cores.pin());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(trial.jvmFlags());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED"); // for Arrow
    // Logs, and the libraries that writers unpack, go with the trial however it ends.
    command.add("-Djava.io.tmpdir=" + folder.temporary());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.add(folder.path().toString());
    return command;
  }

  /** Whether it ended by itself; it has ended in any case. */
  private boolean waitFor(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrialFailedException("interrupted", e);
    } finally {
      process.destroyForcibly().onExit().join();
      running = null;
    }
  }

  private static String words(int exit) {
    String why = SIGNALS.getOrDefault(exit, "");
    return exit == 0
        ? "its JVM left no measurements"
        : "its JVM ended with exit code " + exit + (why.isEmpty() ? "" : ": " + why);
  }

  private static String lastWords(Path log) throws IOException {
    // Whatever bytes a dying process left: none of them may hide the others.
    List<String> lines =
        new String(Files.readAllBytes(log), Charset.defaultCharset()).lines().toList();
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  /** Ends the JVM that runs, and lets no further one run. */
  @Override
  public void close() {
    closed = true;
    Process process = running;
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
