package dev.intarsia.bench.micro;

import dev.intarsia.encoding.RleBitPackedHybridDecoder;
import dev.intarsia.encoding.RleBitPackedHybridEncoder;
import dev.intarsia.memory.buffer.Layouts;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Bit unpacking at every width, by the decoder that a page's ids go through: the values are random,
 * so all of them are packed. An operation is one value.
 *
 * <p>The baselines are parquet-java's: its generated loops over arrays alone, and its decoder,
 * which gives a value a call.
 */
@OperationsPerInvocation(BitUnpackingBenchmark.VALUES)
public class BitUnpackingBenchmark extends KernelBenchmark {
  static final int VALUES = 4096;

  /** Bits of a value. */
  @Param({
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17",
    "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32"
  })
  public int width = 1;

  final int[] values = new int[VALUES];
  final int[] array = new int[VALUES];
  private final RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
  private MemorySegment packed = MemorySegment.NULL;
  private byte[] encoded = {};
  private ByteBuffer groups = ByteBuffer.allocate(0);
  private BytePacker packer = Packer.LITTLE_ENDIAN.newBytePacker(1);

  /** Draws and packs the values. */
  @Setup
  public void setUp() {
    Random random = new Random(width);
    for (int i = 0; i < VALUES; i++) {
      values[i] = random.nextInt() >>> (32 - width);
    }
    out.clear();
    RleBitPackedHybridEncoder.encode(copyOf(values), 0, VALUES, width, out);
    encoded = written();
    packed = copyOf(encoded);
    int header = encoded.length - VALUES / 8 * width;
    groups = ByteBuffer.wrap(encoded, header, encoded.length - header).slice();
    packer = Packer.LITTLE_ENDIAN.newBytePacker(width);
    out.clear();
    out.reserve(4L * VALUES);
  }

  /** All values at once. */
  @Benchmark
  @NoGarbage
  public long decode() {
    decoder.reset(packed, 0, encoded.length, width, "benchmark");
    decoder.readInts(out.segment(), 0, VALUES);
    return decoder.runValue();
  }

  /** In parts that begin between the groups, as those of a page with nulls do. */
  @Benchmark
  @NoGarbage
  public long decodeInParts() {
    decoder.reset(packed, 0, encoded.length, width, "benchmark");
    MemorySegment target = out.segment();
    for (int from = 0; from < VALUES; from += 1001) {
      decoder.readInts(target, 4L * from, Math.min(1001, VALUES - from));
    }
    return decoder.runValue();
  }

  /** parquet-java's loops, without a decoder around them. */
  @Benchmark
  @NoGarbage
  public int[] parquetJavaLoops() {
    for (int i = 0; i < VALUES; i += 8) {
      packer.unpack8Values(groups, (i >>> 3) * width, array, i);
    }
    return array;
  }

  /**
   * parquet-java's decoder.
   *
   * @throws IOException never, as the bytes are in an array
   */
  @Benchmark
  public int[] parquetJava() throws IOException {
    var reader =
        new RunLengthBitPackingHybridDecoder(
            width, ByteBufferInputStream.wrap(ByteBuffer.wrap(encoded)));
    for (int i = 0; i < VALUES; i++) {
      array[i] = reader.readInt();
    }
    return array;
  }

  /** What the decoder brought to the output. */
  int[] decoded() {
    int[] decoded = new int[VALUES];
    MemorySegment.copy(out.segment(), Layouts.INT_LE, 0, decoded, 0, VALUES);
    return decoded;
  }
}
