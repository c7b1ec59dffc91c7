package dev.intarsia.bench.micro;

import dev.intarsia.encoding.RleBitPackedHybridEncoder;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Bit packing at every width, by the encoder that a page calls: the values are random, so it finds
 * no runs and all of them are packed. An operation is one value of 4 bytes.
 *
 * <p>The baselines are the generated loops of parquet-java over arrays, packing and, for scale,
 * unpacking.
 */
@OperationsPerInvocation(BitPackingBenchmark.VALUES)
public class BitPackingBenchmark extends KernelBenchmark {
  static final int VALUES = 4096;

  /** Bits of a value. */
  @Param({
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17",
    "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32"
  })
  public int width = 1;

  final int[] values = new int[VALUES];
  final int[] unpacked = new int[VALUES];
  byte[] packed = {};
  private ByteBuffer packedView = ByteBuffer.allocate(0);
  private MemorySegment ids = MemorySegment.NULL;
  private BytePacker packer = Packer.LITTLE_ENDIAN.newBytePacker(1);

  /** Draws the values. */
  @Setup
  public void setUp() {
    Random random = new Random(width);
    for (int i = 0; i < VALUES; i++) {
      values[i] = random.nextInt() >>> (32 - width);
    }
    ids = copyOf(values);
    packer = Packer.LITTLE_ENDIAN.newBytePacker(width);
    packed = new byte[VALUES / 8 * width];
    packedView = ByteBuffer.wrap(packed);
    packArrays();
  }

  /** Segment to segment, with the run header. */
  @Benchmark
  @NoGarbage
  public long pack() {
    out.clear();
    RleBitPackedHybridEncoder.encode(ids, 0, VALUES, width, out);
    return out.size();
  }

  /** Array to array. */
  @Benchmark
  @NoGarbage
  public byte[] packArrays() {
    for (int i = 0; i < VALUES; i += 8) {
      packer.pack8Values(values, i, packed, (i >>> 3) * width);
    }
    return packed;
  }

  /** Back again, from a buffer around the array. */
  @Benchmark
  @NoGarbage
  public int[] unpackArrays() {
    for (int i = 0; i < VALUES; i += 8) {
      packer.unpack8Values(packedView, (i >>> 3) * width, unpacked, i);
    }
    return unpacked;
  }
}
