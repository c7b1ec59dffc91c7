package dev.intarsia.bench.micro;

import dev.intarsia.encoding.ByteStreamSplitEncoder;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * BYTE_STREAM_SPLIT, ours beside the obvious loop over arrays. An operation is one value. 4 and 8
 * bytes have kernels of their own.
 */
@OperationsPerInvocation(ByteStreamSplitBenchmark.VALUES)
public class ByteStreamSplitBenchmark extends KernelBenchmark {
  static final int VALUES = 8192;

  /** Bytes of a value. */
  @Param({"4", "8", "16"})
  public int width = 4;

  byte[] streams = {};
  private byte[] bytes = {};
  private MemorySegment plain = MemorySegment.NULL;

  /** Draws the values. */
  @Setup
  public void setUp() {
    bytes = new byte[VALUES * width];
    streams = new byte[VALUES * width];
    new Random(width).nextBytes(bytes);
    plain = copyOf(bytes);
  }

  /** Segment to segment. */
  @Benchmark
  @NoGarbage
  public long split() {
    out.clear();
    ByteStreamSplitEncoder.encode(plain, 0, width, VALUES, out);
    return out.size();
  }

  /** Array to array, byte by byte. */
  @Benchmark
  @NoGarbage
  public byte[] splitArrays() {
    for (int stream = 0; stream < width; stream++) {
      for (int i = 0; i < VALUES; i++) {
        streams[stream * VALUES + i] = bytes[i * width + stream];
      }
    }
    return streams;
  }
}
