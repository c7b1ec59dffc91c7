package dev.intarsia.bench.experiment.pressure;

import java.util.ArrayList;
import java.util.List;

/** A heap of 1.25 times what lives in it. */
public final class CrampedHeap {
  /** What lives. */
  public static final long LIVE_BYTES = 590_000_000;

  /** How the experiments say it. */
  public static final String METHOD =
      "590 MB of spans in maps, as this JVM lays them out after a collection, live beside the"
          + " writer in a heap of 737 MB, all of it taken from the start.";

  private static final long MAX_MEBIBYTES = (LIVE_BYTES * 5 / 4) >> 20;

  private CrampedHeap() {}

  /**
   * The flags of a JVM with such a heap.
   *
   * @param collector the name between "-XX:+Use" and "GC"
   * @return to be added to
   */
  public static List<String> flags(String collector) {
    return new ArrayList<>(
        List.of(
            "-XX:+Use" + collector + "GC",
            "-Xms" + MAX_MEBIBYTES + "m",
            "-Xmx" + MAX_MEBIBYTES + "m"));
  }
}
