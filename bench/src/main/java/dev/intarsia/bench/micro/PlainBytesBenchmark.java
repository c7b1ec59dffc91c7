package dev.intarsia.bench.micro;

import dev.intarsia.encoding.PlainEncoder;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.Raw;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * PLAIN of BYTE_ARRAY: the length and the bytes of each value, from a column's offsets and data. An
 * operation is one row.
 */
@OperationsPerInvocation(PlainBytesBenchmark.ROWS)
public class PlainBytesBenchmark extends KernelBenchmark {
  static final int ROWS = 4096;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes of a value; mixed are 1 to 64 at random. */
  @Param({"8", "24", "80", "mixed"})
  public String length = "8";

  byte[] plain = {};
  private Texts texts = Texts.none();
  private MemorySegment offsets = MemorySegment.NULL;
  private MemorySegment data = MemorySegment.NULL;
  private MemorySegment validity = MemorySegment.NULL;

  /** Draws the values, a tenth of which are null in the variant that has nulls. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    texts = Texts.random(Texts.lengths(length, ROWS, random), random);
    offsets = copyOf(texts.offsets());
    data = copyOf(texts.bytes());
    plain = new byte[texts.bytes().length + Integer.BYTES * ROWS];
    validity = memory(ROWS / 8);
    for (int i = 0; i < ROWS; i++) {
      if (random.nextInt(10) > 0) {
        Bits.set(validity, i);
      }
    }
  }

  /** Segment to segment. */
  @Benchmark
  @NoGarbage
  public long allPresent() {
    out.clear();
    PlainEncoder.binary(offsets, 0, data, Raw.address(data), ROWS, out);
    return out.size();
  }

  /** The same without the tenth that is null. */
  @Benchmark
  @NoGarbage
  public long tenthNull() {
    out.clear();
    PlainEncoder.binary(offsets, 0, data, Raw.address(data), validity, 0, ROWS, out);
    return out.size();
  }

  /** Array to array. */
  @Benchmark
  @NoGarbage
  public byte[] arrays() {
    int at = 0;
    int[] starts = texts.offsets();
    byte[] bytes = texts.bytes();
    for (int i = 0; i < ROWS; i++) {
      int size = starts[i + 1] - starts[i];
      INTS.set(plain, at, size);
      System.arraycopy(bytes, starts[i], plain, at + Integer.BYTES, size);
      at += Integer.BYTES + size;
    }
    return plain;
  }

  boolean isPresent(int row) {
    return Bits.get(validity, row);
  }

  Texts texts() {
    return texts;
  }
}
