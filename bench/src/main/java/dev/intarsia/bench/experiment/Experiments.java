package dev.intarsia.bench.experiment;

import java.util.List;

/** Every experiment, in the order in which they run and are told of. */
public final class Experiments {
  private static final List<Experiment> ALL =
      List.of(
          new Headline(),
          new Reading(),
          new ReadingFiltered(),
          new ReadingThreads(),
          new BitmapUnpacking(),
          new AllocationAnatomy(),
          new BuilderGrowth(),
          new Allocators(),
          new Streaming(),
          Sweep.compressed(),
          Sweep.uncompressed(),
          Sweep.fromObjects(),
          Sweep.fromObjectsUncompressed(),
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
}
