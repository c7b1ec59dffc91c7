package dev.intarsia.bench.micro;

import dev.intarsia.encoding.ByteStreamSplitDecoder;
import dev.intarsia.encoding.ByteStreamSplitEncoder;
import dev.intarsia.encoding.DeltaBinaryPackedDecoder;
import dev.intarsia.encoding.DeltaBinaryPackedEncoder;
import dev.intarsia.encoding.Gather;
import dev.intarsia.encoding.PlainDecoder;
import dev.intarsia.encoding.Spread;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Layouts;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * The other kernels that a page goes through on its way back, over values as telemetry has them:
 * times in irregular steps, a dictionary of a thousand entries, one row in ten null. An operation
 * is one value or, where rows are spread, one row.
 */
@OperationsPerInvocation(DecodingBenchmark.VALUES)
public class DecodingBenchmark extends KernelBenchmark {
  static final int VALUES = 16_384;
  private static final int ENTRIES = 1000;

  final long[] times = new long[VALUES];
  final int[] ids = new int[VALUES];
  private final DeltaBinaryPackedDecoder decoder = new DeltaBinaryPackedDecoder();
  private byte[] deltas = {};
  private MemorySegment deltaPage = MemorySegment.NULL;
  private MemorySegment splitPage = MemorySegment.NULL;
  private MemorySegment plainPage = MemorySegment.NULL;
  private long plainBytes;
  private MemorySegment idsOfPage = MemorySegment.NULL;
  private MemorySegment numbers = MemorySegment.NULL;
  private MemorySegment texts = MemorySegment.NULL;
  private MemorySegment textOffsets = MemorySegment.NULL;
  private MemorySegment validity = MemorySegment.NULL;
  private int present;
  private GrowableSegment data = out;

  /** Draws values and encodes them. */
  @Setup
  public void setUp() {
    data = own(GrowableSegment.allocate(pool, "data", 0));
    Random random = new Random(1);
    validity = memory(VALUES / 8);
    for (int i = 0; i < VALUES; i++) {
      times[i] = (i == 0 ? 1_790_000_000_000L : times[i - 1]) + random.nextInt(50);
      ids[i] = random.nextInt(ENTRIES);
      Bits.fill(validity, i, 1, random.nextInt(10) > 0);
    }
    present = (int) Bits.count(validity, 0, VALUES);
    MemorySegment plain = copyOf(times);
    out.clear();
    DeltaBinaryPackedEncoder.encodeLongs(plain, 0, VALUES, out);
    deltas = written();
    deltaPage = copyOf(deltas);
    out.clear();
    ByteStreamSplitEncoder.encode(plain, 0, 8, VALUES, out);
    splitPage = copyOf(written());
    idsOfPage = copyOf(ids);
    numbers = copyOf(random.longs(ENTRIES).toArray());
    makeTexts();
    out.clear();
    out.reserve(8L * VALUES + 8);
  }

  /** Names of 1 to 24 bytes, as a dictionary and in PLAIN form. */
  private void makeTexts() {
    byte[] bytes = new byte[ENTRIES * 24];
    int[] offsets = new int[ENTRIES + 1];
    for (int i = 0; i < ENTRIES; i++) {
      offsets[i + 1] = offsets[i] + 1 + i * 7 % 24;
    }
    new Random(2).nextBytes(bytes);
    texts = copyOf(bytes);
    textOffsets = copyOf(offsets);
    out.clear();
    for (int id : ids) {
      out.putInt(offsets[id + 1] - offsets[id]);
      out.putBytes(bytes, offsets[id], offsets[id + 1] - offsets[id]);
    }
    byte[] page = written();
    plainBytes = page.length;
    plainPage = copyOf(page);
  }

  /** DELTA_BINARY_PACKED to longs. */
  @Benchmark
  @NoGarbage
  public long deltas() {
    decoder.reset(deltaPage, 0, deltas.length, "benchmark");
    decoder.readLongs(out.segment(), 0, VALUES);
    return decoder.remaining();
  }

  /**
   * The same by parquet-java, which gives a value a call.
   *
   * @return their sum
   * @throws IOException never, as the bytes are in an array
   */
  @Benchmark
  public long deltasByParquetJava() throws IOException {
    DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
    reader.initFromPage(VALUES, ByteBufferInputStream.wrap(ByteBuffer.wrap(deltas)));
    long sum = 0;
    for (int i = 0; i < VALUES; i++) {
      sum += reader.readLong();
    }
    return sum;
  }

  /** BYTE_STREAM_SPLIT to values of 8 bytes. */
  @Benchmark
  @NoGarbage
  public long splitStreams() {
    ByteStreamSplitDecoder.fixedWidth(
        splitPage, 0, 8L * VALUES, 8, 0, VALUES, out.segment(), 0, "benchmark");
    return out.size();
  }

  /** Ids to values of 8 bytes. */
  @Benchmark
  @NoGarbage
  public long gatherLongs() {
    Gather.fixedWidth(numbers, 0, ENTRIES, 8, idsOfPage, 0, VALUES, out.segment(), 0, "benchmark");
    return out.size();
  }

  /** Ids to names of 1 to 24 bytes, and their offsets. */
  @Benchmark
  @NoGarbage
  public long gatherTexts() {
    data.clear();
    Gather.binary(
        textOffsets,
        0,
        ENTRIES,
        24,
        texts,
        idsOfPage,
        0,
        VALUES,
        out.segment(),
        0,
        data,
        "benchmark");
    return data.size();
  }

  /** PLAIN names of 1 to 24 bytes to offsets and bytes. */
  @Benchmark
  @NoGarbage
  public long plainTexts() {
    data.clear();
    return PlainDecoder.binary(
        plainPage, 0, plainBytes, VALUES, out.segment(), 0, data, "benchmark");
  }

  /** Values of 8 bytes to the slots of their rows. */
  @Benchmark
  @NoGarbage
  public long spreadLongs() {
    Spread.fixedWidth(out.segment(), 0, 8, validity, 0, VALUES, present);
    return out.size();
  }

  /** What a kernel brought to the output. */
  long[] longs() {
    long[] values = new long[VALUES];
    MemorySegment.copy(out.segment(), Layouts.LONG_LE, 0, values, 0, VALUES);
    return values;
  }

  /** The values that a dictionary has for the ids. */
  long[] lookedUp() {
    long[] values = new long[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = numbers.get(Layouts.LONG_LE, 8L * ids[i]);
    }
    return values;
  }

  /** The bytes of binary values, in order. */
  byte[] bytes() {
    return data.segment().asSlice(0, data.size()).toArray(Layouts.BYTE);
  }
}
