package dev.intarsia.bench.fork;

import dev.intarsia.bench.experiment.Effort;
import dev.intarsia.bench.experiment.Experiment;
import dev.intarsia.bench.experiment.Trial;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** An experiment whose trials do in their JVM what their label says. */
public final class Scripted implements Experiment {
  private final List<Trial> trials;

  public Scripted(Trial... trials) {
    this.trials = List.of(trials);
  }

  /** What the trials' JVMs start with. */
  public static void main(String[] args) throws IOException {
    TrialJvm.run(List.of(new Scripted()), args);
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String title() {
    return "nothing to see";
  }

  @Override
  public String claim() {
    return "nothing to see";
  }

  @Override
  public String method() {
    return "nothing to see";
  }

  @Override
  public List<Trial> trials(Effort effort) {
    return trials;
  }

  @Override
  @SuppressWarnings("SystemExitOutsideMain") // as a crash would
  public List<Measurement> run(Trial trial, Effort effort, Path files) throws IOException {
    switch (trial.label()) {
      case "throws" -> throw new IllegalStateException("no luck with " + trial.parameters());
      case "dies" -> Runtime.getRuntime().halt(137);
      case "leaves" -> Runtime.getRuntime().halt(0);
      case "hangs" -> hang(Path.of(Objects.requireNonNull(trial.parameters().get("sign"))));
      case "rows" -> Input.generate(Source.BUFFER, 1, 10).close();
      default -> {}
    }
    String series =
        trial.label().equals("temporary")
            ? System.getProperty("java.io.tmpdir", "")
            : effort.name();
    double cores = Runtime.getRuntime().availableProcessors();
    double empty = Objects.requireNonNull(files.toFile().list()).length;
    return List.of(
        new Measurement(
            series,
            trial.parameters(),
            Map.of(
                "cores", new Metric("", Metric.Better.NEITHER, List.of(cores)),
                "files", new Metric("", Metric.Better.NEITHER, List.of(empty))),
            List.of("nothing")));
  }

  private static void hang(Path sign) throws IOException {
    Files.writeString(sign, "here");
    while (true) {
      LockSupport.park();
    }
  }

  @Override
  public List<Plot> plots() {
    return List.of();
  }

  @Override
  public List<Table> tables() {
    return List.of();
  }

  @Override
  public String verdict(List<Measurement> measurements) {
    if (measurements.stream().anyMatch(one -> one.parameters().containsKey("puzzle"))) {
      throw new IllegalStateException("puzzled");
    }
    return "nothing to see";
  }
}
