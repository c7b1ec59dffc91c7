package dev.intarsia.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says this process holds in memory; -1 where there is no such kernel. */
public final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");

  /** Tells the kernel to begin a new peak: "clear_refs" in proc(5). */
  private static final String RESET_PEAK = "5";

  private ResidentMemory() {}

  /** The most bytes since the start of the process, or the last reset. */
  public static long peak() throws IOException {
    return line("VmHWM:");
  }

  /** Begins a new peak, or leaves the old one where the kernel does not allow that. */
  public static boolean resetPeak() {
    try {
      Files.writeString(CLEAR_REFS, RESET_PEAK);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static long line(String name) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return -1;
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
      }
    }
    return -1;
  }
}
