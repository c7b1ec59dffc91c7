package dev.intarsia.bench.experiment;

import java.util.List;
import java.util.Optional;

/** Every experiment, in the order in which they run and are told of. */
public final class Experiments {
  private static final List<Experiment> ALL =
      List.of(
          new Headline(),
          new AllocationAnatomy(),
          new BuilderGrowth(),
          new Allocators(),
          new Streaming(),
          Sweep.compressed(),
          Sweep.fromObjects(),
          Sweep.uncompressed(),
          new ZstdContexts(),
          new CollectorPressure(),
          AppendLatency.withG1(),
          AppendLatency.withZ(),
          new LeakDetectionPrice(),
          new Endurance());

  private Experiments() {}

  /** All of them. */
  public static List<Experiment> all() {
    return ALL;
  }

  /** The one that the command line calls so. */
  public static Optional<Experiment> named(String name) {
    return ALL.stream().filter(experiment -> experiment.name().equals(name)).findFirst();
  }
}
