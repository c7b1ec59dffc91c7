package dev.intarsia.bench.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The pools that the garbage collector divides the heap into. */
final class HeapPools {
  private static final List<MemoryPoolMXBean> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  private HeapPools() {}

  /** Begins a new peak in each pool. */
  static void resetPeaks() {
    POOLS.forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** The bytes of the pools' peaks, added up. */
  static long peak() {
    return POOLS.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }
}
