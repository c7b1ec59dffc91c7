package dev.intarsia.bench.experiment.lineup;

import dev.intarsia.bench.contender.SameData;
import dev.intarsia.bench.experiment.Trial;
import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Metric;
import dev.intarsia.bench.result.Metric.Better;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Proves that writers which are timed against each other write the same values: what the first one
 * writes is what all others are compared with. In a JVM of its own, so that it teaches nothing to
 * the compiler of one that measures.
 */
public final class Proof {
  /** The metric of whoever was proven, in rows. */
  public static final String METRIC = "proven-equal";

  private static final String PART = "part";
  private static final String EQUALITY = "equality";

  private final int rows;
  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();

  /** Writes a file that does not exist yet. */
  @FunctionalInterface
  public interface Writing {
    void write(Path file) throws IOException;
  }

  /**
   * @param rows that every file is to have
   * @param folder for the files
   */
  public Proof(int rows, Path folder) {
    this.rows = rows;
    this.folder = folder;
  }

  /** The trial that comes first in an experiment and proves, instead of measuring. */
  public static Trial trial(List<String> jvmFlags) {
    // Nothing is timed in it, so it may be compiled in a hurry, and on all cores.
    List<String> flags = new ArrayList<>(jvmFlags);
    flags.add("-XX:TieredStopAtLevel=1");
    return new Trial(EQUALITY, List.copyOf(flags), false, Map.of(PART, EQUALITY));
  }

  /** Whether a trial is that one. */
  public static boolean isAskedFor(Trial trial) {
    return EQUALITY.equals(trial.parameters().get(PART));
  }

  /**
   * Lets a writer write, and compares.
   *
   * @param series whose measurement it becomes
   * @param conditions of that measurement
   * @throws IllegalStateException if it did not write what the first one wrote
   */
  public Proof add(String series, Map<String, String> conditions, Writing writing)
      throws IOException {
    Path file = folder.resolve("proof-" + files.size() + ".parquet");
    Files.deleteIfExists(file);
    writing.write(file);
    files.add(file);
    long proven = files.size() == 1 ? SameData.rows(file) : SameData.prove(files.getFirst(), file);
    if (proven != rows) {
      throw new IllegalStateException("%s wrote %d rows of %d".formatted(series, proven, rows));
    }
    Metric metric = new Metric("rows", Better.NEITHER, List.of((double) rows));
    measurements.add(new Measurement(series, conditions, Map.of(METRIC, metric), List.of()));
    return this;
  }

  /** What was proven of whom. */
  public List<Measurement> measurements() {
    return List.copyOf(measurements);
  }
}
