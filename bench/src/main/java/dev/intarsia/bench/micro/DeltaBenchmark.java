package dev.intarsia.bench.micro;

import dev.intarsia.encoding.DeltaBinaryPackedEncoder;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * DELTA_BINARY_PACKED, ours and parquet-java's, and the estimate that decides whether a page is
 * encoded so. An operation is one value; of an estimate, too, though it looks at a sample only.
 */
@OperationsPerInvocation(DeltaBenchmark.VALUES)
public class DeltaBenchmark extends KernelBenchmark {
  static final int VALUES = 16_384;

  /** How the values follow each other. */
  public enum Shape {
    /** Ascending in irregular steps, as milliseconds of events do. */
    TIMESTAMPS,
    /** Ascending by one, but for a jump now and then. */
    COUNTER,
    /** Any value. */
    RANDOM
  }

  /** How the values follow each other. */
  @Param({"TIMESTAMPS", "COUNTER", "RANDOM"})
  public Shape shape = Shape.TIMESTAMPS;

  /** Bits of the type. */
  @Param({"64", "32"})
  public int bits = 64;

  final long[] longs = new long[VALUES];
  final int[] ints = new int[VALUES];
  private MemorySegment plain = MemorySegment.NULL;
  private ValuesWriter writer = longWriter();

  private static ValuesWriter longWriter() {
    return new DeltaBinaryPackingValuesWriterForLong(
        64 << 10, 1 << 20, new HeapByteBufferAllocator());
  }

  private static ValuesWriter intWriter() {
    return new DeltaBinaryPackingValuesWriterForInteger(
        64 << 10, 1 << 20, new HeapByteBufferAllocator());
  }

  /** Draws the values. */
  @Setup
  public void setUp() {
    Random random = new Random(bits);
    long value = bits == 64 ? 1_790_000_000_000L : 1_000_000;
    for (int i = 0; i < VALUES; i++) {
      value =
          switch (shape) {
            case TIMESTAMPS -> value + random.nextInt(50);
            case COUNTER -> value + (random.nextInt(1000) == 0 ? 1000 : 1);
            case RANDOM -> random.nextLong();
          };
      longs[i] = value;
      ints[i] = (int) value;
    }
    plain = bits == 64 ? copyOf(longs) : copyOf(ints);
    writer = own(bits == 64 ? longWriter() : intWriter());
  }

  /** Ours. */
  @Benchmark
  @NoGarbage
  public long encode() {
    out.clear();
    if (bits == 64) {
      DeltaBinaryPackedEncoder.encodeLongs(plain, 0, VALUES, out);
    } else {
      DeltaBinaryPackedEncoder.encodeInts(plain, 0, VALUES, out);
    }
    return out.size();
  }

  /** What the encoding would take. */
  @Benchmark
  @NoGarbage
  public long estimate() {
    return bits == 64
        ? DeltaBinaryPackedEncoder.estimateLongs(plain, 0, VALUES)
        : DeltaBinaryPackedEncoder.estimateInts(plain, 0, VALUES);
  }

  /** parquet-java's, which takes value by value. */
  @Benchmark
  public BytesInput parquetJava() {
    writer.reset();
    if (bits == 64) {
      for (long value : longs) {
        writer.writeLong(value);
      }
    } else {
      for (int value : ints) {
        writer.writeInteger(value);
      }
    }
    return writer.getBytes();
  }
}
