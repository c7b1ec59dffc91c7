package dev.intarsia.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel says this process holds in memory. A peak is told only if a new one could be
 * begun before: else it would be that of whatever came earlier.
 */
public final class ResidentMemory {
  /** What {@link #peak} says where there is no such kernel, or it does not let go of the peak. */
  public static final long UNKNOWN = -1;

  /** To be said beside figures that lack it. */
  public static final String UNKNOWN_NOTE =
      "resident memory is unknown: the kernel begins no new peak for this process";

  /** Tells the kernel to begin a new peak: "clear_refs" in proc(5). */
  private static final String RESET_PEAK = "5";

  private final Path status;
  private final Path clearRefs;
  private boolean begun;

  /** That of this process. */
  public ResidentMemory() {
    this(Path.of("/proc/self"));
  }

  /** That of the process which a folder is about. */
  ResidentMemory(Path process) {
    status = process.resolve("status");
    clearRefs = process.resolve("clear_refs");
  }

  /** Begins a new peak. */
  public void beginPeak() {
    begun = false;
    if (Files.isWritable(clearRefs)) {
      try {
        Files.writeString(clearRefs, RESET_PEAK);
        begun = true;
      } catch (IOException refused) {
        // some containers show the file and refuse to take it: the peak stays unknown
      }
    }
  }

  /** The most bytes since a peak was begun; {@link #UNKNOWN} if none could be. */
  public long peak() throws IOException {
    if (!begun || !Files.isReadable(status)) {
      return UNKNOWN;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
      }
    }
    return UNKNOWN;
  }
}
