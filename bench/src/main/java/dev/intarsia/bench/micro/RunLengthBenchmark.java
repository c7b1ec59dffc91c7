package dev.intarsia.bench.micro;

import dev.intarsia.encoding.RleBitPackedHybridEncoder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The RLE/bit-packed hybrid over dictionary indices of several shapes, ours and parquet-java's. An
 * operation is one value.
 */
@OperationsPerInvocation(RunLengthBenchmark.VALUES)
public class RunLengthBenchmark extends KernelBenchmark {
  static final int VALUES = 16_384;

  /** How the values follow each other. */
  public enum Shape {
    /** Runs of 1 to 400 equal values. */
    RUNS,
    /** No value depends on the one before. */
    RANDOM,
    /** Runs of 1 to 100 equal values, and stretches of random ones as long, in turns. */
    MIXED
  }

  /** How the values follow each other. */
  @Param({"RUNS", "RANDOM", "MIXED"})
  public Shape shape = Shape.RUNS;

  /** Bits of a value. */
  @Param({"1", "7", "14"})
  public int width = 1;

  final int[] values = new int[VALUES];
  private MemorySegment ids = MemorySegment.NULL;
  private RunLengthBitPackingHybridEncoder encoder = encoder(1);

  private static RunLengthBitPackingHybridEncoder encoder(int width) {
    return new RunLengthBitPackingHybridEncoder(
        width, 64 << 10, 1 << 20, new HeapByteBufferAllocator());
  }

  /** Draws the values. */
  @Setup
  public void setUp() {
    Random random = new Random(width);
    boolean run = shape != Shape.RANDOM;
    int longest = shape == Shape.RUNS ? 400 : 100;
    int from = 0;
    while (from < VALUES) {
      int to = Math.min(VALUES, from + 1 + random.nextInt(longest));
      int value = random.nextInt();
      for (int i = from; i < to; i++) {
        values[i] = (run ? value : random.nextInt()) >>> (32 - width);
      }
      run = shape == Shape.MIXED ? !run : run;
      from = to;
    }
    ids = copyOf(values);
    encoder = own(encoder(width));
  }

  /** Ours. */
  @Benchmark
  @NoGarbage
  public long hybrid() {
    out.clear();
    RleBitPackedHybridEncoder.encode(ids, 0, VALUES, width, out);
    return out.size();
  }

  /** parquet-java's, which takes value by value. */
  @Benchmark
  public BytesInput parquetJava() throws IOException {
    encoder.reset();
    for (int value : values) {
      encoder.writeInt(value);
    }
    return encoder.toBytes();
  }
}
