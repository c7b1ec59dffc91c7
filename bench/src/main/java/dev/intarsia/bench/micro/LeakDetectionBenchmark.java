package dev.intarsia.bench.micro;

import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.LeakDetector;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What leak detection costs an allocation and its release, at each level. {@code bench/run-jmh
 * LeakDetection -prof gc} shows the heap it takes, too.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class LeakDetectionBenchmark {
  private static final int BYTES = 1024;
  private static final int ALLOCATIONS = 64;

  /** The level under test. */
  @Param({"OFF", "SAMPLED", "EVERY"})
  public LeakDetector.Level level = LeakDetector.Level.OFF;

  private LeakDetector.Level before = LeakDetector.level();
  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(16));

  /** Sets the level. */
  @Setup
  public void setUp() {
    before = LeakDetector.level();
    LeakDetector.setLevel(level);
  }

  /** Sets the level back, and proves that nothing leaked. */
  @TearDown
  public void tearDown() {
    LeakDetector.setLevel(before);
    pool.close();
  }

  /** A buffer of 1 KiB: takes a chunk of a slab and gives it back. */
  @Benchmark
  public long growableSegment() {
    try (GrowableSegment segment = GrowableSegment.allocate(pool, "benchmark", BYTES)) {
      return segment.reserve(BYTES);
    }
  }

  /** An arena for one small allocation. */
  @Benchmark
  public long batchArena() {
    try (BatchArena arena = pool.arena("benchmark")) {
      return arena.allocateUninitialized(BYTES, Long.BYTES).address();
    }
  }

  /** An arena for 64 allocations: only the arena is tracked, so its cost is shared. */
  @Benchmark
  public long batchArenaOf64() {
    try (BatchArena arena = pool.arena("benchmark")) {
      long addresses = 0;
      for (int i = 0; i < ALLOCATIONS; i++) {
        addresses += arena.allocateUninitialized(BYTES, Long.BYTES).address();
      }
      return addresses;
    }
  }
}
