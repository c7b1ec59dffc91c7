package dev.intarsia.bench.experiment.pressure;

import java.util.ArrayList;
import java.util.List;

/** A heap that is not much larger than what lives in it. */
public enum CrampedHeap {
  /** A quarter of what lives is left. */
  TIGHT(5, 4),

  /** As much again, for a collector that works beside the program and runs out of less. */
  ROOMY(2, 1);

  /** What lives. */
  public static final long LIVE_BYTES = 590_000_000;

  private final long bytes;

  CrampedHeap(int times, int over) {
    bytes = LIVE_BYTES * times / over;
  }

  /**
   * How the experiments say it.
   *
   * @return sentences
   */
  public String method() {
    return "590 MB of spans in maps, as this JVM lays them out after a collection, live beside the"
        + " writer in a heap of "
        + bytes / 1_000_000
        + " MB, all of it taken from the start.";
  }

  /**
   * The flags of a JVM with such a heap.
   *
   * @param collector the name between "-XX:+Use" and "GC"
   * @return to be added to
   */
  public List<String> flags(String collector) {
    long mebibytes = bytes >> 20;
    return new ArrayList<>(
        List.of("-XX:+Use" + collector + "GC", "-Xms" + mebibytes + "m", "-Xmx" + mebibytes + "m"));
  }
}
