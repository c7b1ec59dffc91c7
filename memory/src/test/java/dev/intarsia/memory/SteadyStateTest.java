package dev.intarsia.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the garbage collector sees once memory has been taken for the first time. */
class SteadyStateTest {
  private static final int ROUNDS = 20_000;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Bytes per round in the last of several rounds of rounds, after the compiler is done. */
  private double heapBytesPer(Runnable round) {
    double bytes = 0;
    for (int repeat = 0; repeat < 5; repeat++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        round.run();
      }
      bytes = (double) (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }
    return bytes;
  }

  @Test
  void refillingABufferAllocatesNothing() {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(16));
        GrowableSegment buffer = GrowableSegment.allocate(pool, "refilled", 0)) {
      double bytes =
          heapBytesPer(
              () -> {
                buffer.clear();
                for (int i = 0; i < 100; i++) {
                  buffer.putLong(i);
                }
              });
      assertThat(bytes).isLessThan(1);
    }
  }

  @Test
  void takingAndReleasingChunksAllocatesNothing() {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(16));
        MemoryPool child = pool.child("child", MemoryLimit.mebibytes(8));
        GrowableSegment buffer = GrowableSegment.allocate(child, "cycled", 4096)) {
      double bytes =
          heapBytesPer(
              () -> {
                buffer.putInt(1);
                buffer.release();
              });
      assertThat(bytes).isLessThan(1);
    }
  }

  @Test
  void anArenaCostsAFewSmallObjectsWhateverItsSize() {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(16))) {
      double bytes =
          heapBytesPer(
              () -> {
                try (BatchArena arena = pool.arena("sized", 1 << 20)) {
                  arena
                      .allocateUninitialized(500_000, 8)
                      .set(java.lang.foreign.ValueLayout.JAVA_BYTE, 0, (byte) 1);
                }
              });
      assertThat(bytes).isLessThan(1500);
    }
  }
}
