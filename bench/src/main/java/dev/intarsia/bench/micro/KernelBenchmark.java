package dev.intarsia.bench.micro;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the benchmarks of kernels share: how long they run, and a pool whose memory inputs and
 * output lie in, as they do in a writer.
 *
 * <p>Every method says what one operation is and brings its output to {@link #out} where it has
 * one, from its start on, so that tests can compare variants.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Thread)
public abstract class KernelBenchmark implements AutoCloseable {
  /** What kernels that load whole words may read behind the last value. */
  static final int SLACK = 64;

  private final Deque<AutoCloseable> owned = new ArrayDeque<>();

  final MemoryPool pool = own(MemoryPool.create("benchmark", MemoryLimit.unlimited()));
  final GrowableSegment out = own(GrowableSegment.allocate(pool, "output", 64 << 10));

  /** For the benchmarks in this package. */
  KernelBenchmark() {}

  /** Has something closed in the end, before what it was made of. */
  final <T extends AutoCloseable> T own(T resource) {
    owned.push(resource);
    return resource;
  }

  /** Memory of the pool. */
  final MemorySegment memory(long bytes) {
    GrowableSegment segment = own(GrowableSegment.allocate(pool, "input", 0));
    segment.putZeros(bytes + SLACK);
    return segment.segment();
  }

  /** What a benchmark brought to {@link #out}. */
  final byte[] written() {
    return out.segment().asSlice(0, out.size()).toArray(JAVA_BYTE);
  }

  final MemorySegment copyOf(byte[] bytes) {
    MemorySegment segment = memory(bytes.length);
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  final MemorySegment copyOf(int[] values) {
    MemorySegment segment = memory((long) values.length * Integer.BYTES);
    MemorySegment.copy(values, 0, segment, Layouts.INT_LE, 0, values.length);
    return segment;
  }

  final MemorySegment copyOf(long[] values) {
    MemorySegment segment = memory((long) values.length * Long.BYTES);
    MemorySegment.copy(values, 0, segment, Layouts.LONG_LE, 0, values.length);
    return segment;
  }

  /** Gives everything back, which proves that nothing leaked. */
  @TearDown
  @Override
  public final void close() {
    while (!owned.isEmpty()) {
      close(owned.pop());
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
