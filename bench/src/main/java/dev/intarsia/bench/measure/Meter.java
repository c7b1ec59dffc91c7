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
import org.jspecify.annotations.Nullable;

/** Does a piece of work once and reads every gauge before and after. For one thread at a time. */
public final class Meter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Of ZGC, which has a bean for cycles and another for the pauses in them, the former. */
  private static final List<GarbageCollectorMXBean> COLLECTORS =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(collector -> !collector.getName().endsWith("Pauses"))
          .toList();

  private static final ResidentMemory RESIDENT = new ResidentMemory();
  private static final SafepointLog SAFEPOINTS = SafepointLog.start();

  private Meter() {}

  /** Measures a contender that writes its input to a file. An old file is deleted before. */
  public static Round measure(Contender contender, Path file) throws IOException {
    return measure(() -> contender.write(file), file);
  }

  /**
   * Measures the writing of a file. An old one is deleted before.
   *
   * @param file that the work writes; it stays
   */
  public static Round measure(Work work, Path file) throws IOException {
    Files.deleteIfExists(file);
    return measured(work, file);
  }

  /** Measures work that leaves no file. */
  public static Round measure(Work work) throws IOException {
    return measured(work, null);
  }

  @SuppressWarnings("CollectingGarbage") // so that nobody pays for another one's garbage
  private static Round measured(Work work, @Nullable Path file) throws IOException {
    System.gc();
    SAFEPOINTS.skip();
    HeapPools.resetPeaks();
    RESIDENT.beginPeak();
    long collections = collections();
    long heap = THREADS.getTotalThreadAllocatedBytes();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    long end = System.nanoTime();
    cpu = SYSTEM.getProcessCpuTime() - cpu;
    heap = THREADS.getTotalThreadAllocatedBytes() - heap;
    collections = collections() - collections;
    long peakHeap = HeapPools.peak();
    long peakResident = RESIDENT.peak();
    Pauses pauses = Pauses.between(SAFEPOINTS.lines(), start, end);
    return new Round(
        end - start,
        cpu,
        heap,
        collections,
        pauses.nanos(),
        pauses.longest(),
        peakHeap,
        peakResident,
        file == null ? 0 : Files.size(file));
  }

  private static long collections() {
    return COLLECTORS.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }
}
