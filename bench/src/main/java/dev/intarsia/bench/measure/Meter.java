package dev.intarsia.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.intarsia.bench.contender.Contender;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a contender once and reads every gauge before and after. */
public final class Meter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final List<GarbageCollectorMXBean> COLLECTORS =
      ManagementFactory.getGarbageCollectorMXBeans();

  private Meter() {}

  /** Writes a file. An old one is deleted and garbage collected before the clock starts. */
  @SuppressWarnings("CollectingGarbage") // so that nobody pays for another one's garbage
  public static Round write(Contender contender, Path file) throws IOException {
    Files.deleteIfExists(file);
    System.gc();
    ResidentMemory.resetPeak();
    long collections = collections();
    long pause = pauseMillis();
    long heap = THREADS.getTotalThreadAllocatedBytes();
    long thread = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    contender.write(file);
    long nanos = System.nanoTime() - start;
    return new Round(
        nanos,
        SYSTEM.getProcessCpuTime() - cpu,
        THREADS.getCurrentThreadAllocatedBytes() - thread,
        THREADS.getTotalThreadAllocatedBytes() - heap,
        collections() - collections,
        pauseMillis() - pause,
        ResidentMemory.peak(),
        Files.size(file));
  }

  private static long collections() {
    return COLLECTORS.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }

  private static long pauseMillis() {
    return COLLECTORS.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
  }
}
