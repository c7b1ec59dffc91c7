package dev.intarsia.bench.micro;

import dev.intarsia.columns.compute.Bitmaps;
import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Expanding a validity bitmap to a byte or eight bytes a row, by words, against what users of Arrow
 * do: ask for one row after the other, or reverse the bits of each byte and shift them out from the
 * top. An operation is one row; the bits start where {@link #bitOffset} says.
 */
@OperationsPerInvocation(BitmapUnpackingBenchmark.ROWS)
public class BitmapUnpackingBenchmark extends KernelBenchmark {
  static final int ROWS = 8192;

  /** How many of a hundred rows are present, at random. */
  @Param({"97", "50"})
  public int present = 97;

  /** The bit of the bitmap's first byte that is the first row's. */
  @Param({"0", "3"})
  public int bitOffset;

  private MemorySegment bitmap = MemorySegment.NULL;
  private MemorySegment bytes = MemorySegment.NULL;
  private MemorySegment longs = MemorySegment.NULL;
  final byte[] array = new byte[ROWS];

  /** Draws which rows are present. */
  @Setup
  public void setUp() {
    Random random = new Random(present);
    bitmap = memory(ROWS / 8 + 1);
    bytes = memory(ROWS);
    longs = memory(8L * ROWS);
    for (int i = 0; i < ROWS; i++) {
      if (random.nextInt(100) < present) {
        Bits.set(bitmap, bitOffset + i);
      }
    }
  }

  /** The rows of an operation. */
  public int rows() {
    return ROWS;
  }

  /** A byte a row, 64 rows at a time. */
  @Benchmark
  @NoGarbage
  public MemorySegment bytesByWords() {
    Bitmaps.toBytes(bitmap, bitOffset, ROWS, bytes, 0);
    return bytes;
  }

  /** A byte a row: the row's byte is loaded, shifted and masked. */
  @Benchmark
  @NoGarbage
  public MemorySegment bytesByBits() {
    for (int row = 0; row < ROWS; row++) {
      bytes.set(ValueLayout.JAVA_BYTE, row, (byte) (isPresent(row) ? 1 : 0));
    }
    return bytes;
  }

  /**
   * A byte a row: each byte of the bitmap is reversed, so that its first row is the sign, and
   * shifted left until it is used up.
   */
  @Benchmark
  @NoGarbage
  public MemorySegment bytesByReversedBytes() {
    int row = 0;
    for (int at = 0; row < ROWS; at++) {
      byte rest = (byte) (Integer.reverse(bitmap.get(ValueLayout.JAVA_BYTE, at)) >>> 24);
      int skipped = at == 0 ? bitOffset : 0;
      rest = (byte) (rest << skipped);
      for (int i = skipped; i < Byte.SIZE && row < ROWS; i++, row++) {
        bytes.set(ValueLayout.JAVA_BYTE, row, (byte) (rest < 0 ? 1 : 0));
        rest = (byte) (rest << 1);
      }
    }
    return bytes;
  }

  /** The same to a Java array, as bytes that code on the heap goes on with. */
  @Benchmark
  @NoGarbage
  public byte[] arrayByBits() {
    for (int row = 0; row < ROWS; row++) {
      array[row] = (byte) (isPresent(row) ? 1 : 0);
    }
    return array;
  }

  private boolean isPresent(int row) {
    int bit = bitOffset + row;
    return (bitmap.get(ValueLayout.JAVA_BYTE, bit >> 3) >> (bit & 7) & 1) == 1;
  }

  /** A mask of eight bytes a row, 64 rows at a time. */
  @Benchmark
  @NoGarbage
  public MemorySegment longsByWords() {
    Bitmaps.toLongs(bitmap, bitOffset, ROWS, longs, 0);
    return longs;
  }

  /** A mask of eight bytes a row, row by row. */
  @Benchmark
  @NoGarbage
  public MemorySegment longsByBits() {
    for (int row = 0; row < ROWS; row++) {
      longs.set(ValueLayout.JAVA_LONG_UNALIGNED, 8L * row, isPresent(row) ? -1 : 0);
    }
    return longs;
  }
}
