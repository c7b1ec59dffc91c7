package dev.intarsia.bench.experiment;

import dev.intarsia.bench.result.Measurement;
import dev.intarsia.bench.result.Plot;
import dev.intarsia.bench.result.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A claim about memory, put to the test. */
public interface Experiment {

  /** What the command line calls it: lower case, words joined by hyphens. */
  String name();

  /** Headline of its part of the report. */
  String title();

  /** The claim, with the figures that were claimed, in one or two sentences. */
  String claim();

  /** How it is done: what is matched, what counts as an operation. In one paragraph. */
  String method();

  /** The JVMs it takes, in their order; each runs alone. */
  List<Trial> trials(Effort effort);

  /** Whether a quick run of all takes it along; it can be asked for by its name in any case. */
  default boolean isQuick() {
    return true;
  }

  /** About how long all trials take together. */
  default Duration estimate(Effort effort) {
    return effort.usualTrial().multipliedBy(trials(effort).size());
  }

  /**
   * Runs in the JVM of a trial.
   *
   * @param trial one of {@link #trials}
   * @param scratch an empty folder for files
   * @return what was measured, each with the values of all its rounds
   */
  List<Measurement> run(Trial trial, Effort effort, Path scratch) throws IOException;

  /** How the measurements of all trials are drawn. */
  List<Plot> plots();

  /** How the measurements of all trials are tabulated. */
  List<Table> tables();

  /**
   * One sentence, with its figure, on whether the claim holds here; also where that goes against
   * us.
   *
   * @param measurements of the trials that came through, in their order
   */
  String verdict(List<Measurement> measurements);
}
