package dev.intarsia.bench.micro;

import dev.intarsia.encoding.PlainEncoder;
import dev.intarsia.encoding.RleBitPackedHybridEncoder;
import dev.intarsia.memory.buffer.Bits;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Validity bitmaps: making, counting, reading by words, moving, turning into definition levels, and
 * dropping the slots of nulls. An operation is one row. The baselines are {@link BitSet}, and
 * levels that were kept as ints.
 */
@OperationsPerInvocation(ValidityBenchmark.ROWS)
public class ValidityBenchmark extends KernelBenchmark {
  static final int ROWS = 8192;

  /** Where the bits start that start in the middle of a byte. */
  private static final int ODD = 3;

  /** How many of a hundred rows are present, at random. */
  @Param({"100", "97", "50", "3"})
  public int present = 100;

  final boolean[] rows = new boolean[ROWS];
  final BitSet set = new BitSet(ROWS);
  MemorySegment target = MemorySegment.NULL;
  MemorySegment bitmap = MemorySegment.NULL;
  private MemorySegment oddBitmap = MemorySegment.NULL;
  private MemorySegment levels = MemorySegment.NULL;
  private MemorySegment slots = MemorySegment.NULL;

  /** Draws which rows are present. */
  @Setup
  public void setUp() {
    Random random = new Random(present);
    int[] ints = new int[ROWS];
    long[] longs = new long[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = random.nextInt(100) < present;
      ints[i] = rows[i] ? 1 : 0;
      longs[i] = i;
    }
    bitmap = memory(ROWS / 8);
    oddBitmap = memory(ROWS / 8 + 1);
    target = memory(ROWS / 8);
    levels = copyOf(ints);
    slots = copyOf(longs);
    setOf(bitmap, 0);
    setOf(oddBitmap, ODD);
    bitSet();
  }

  private void setOf(MemorySegment bits, int offset) {
    for (int i = 0; i < ROWS; i++) {
      if (rows[i]) {
        Bits.set(bits, i + offset);
      } else {
        Bits.clear(bits, i + offset);
      }
    }
  }

  /** Setting or clearing bit by bit. */
  @Benchmark
  @NoGarbage
  public MemorySegment set() {
    setOf(target, 0);
    return target;
  }

  /** The same in a {@link BitSet}. */
  @Benchmark
  @NoGarbage
  public BitSet bitSet() {
    for (int i = 0; i < ROWS; i++) {
      set.set(i, rows[i]);
    }
    return set;
  }

  /** Counting the present rows. */
  @Benchmark
  @NoGarbage
  public long count() {
    return Bits.count(bitmap, 0, ROWS);
  }

  /** Counting from the middle of a byte on. */
  @Benchmark
  @NoGarbage
  public long countOdd() {
    return Bits.count(oddBitmap, ODD, ROWS);
  }

  /** Counting in a {@link BitSet}. */
  @Benchmark
  @NoGarbage
  public long countBitSet() {
    return set.cardinality();
  }

  /** Visiting the present rows: their numbers' sum. */
  @Benchmark
  @NoGarbage
  public long words() {
    long sum = 0;
    for (int row = 0; row < ROWS; row += Long.SIZE) {
      long rest = Bits.word(bitmap, row, Long.SIZE);
      for (; rest != 0; rest &= rest - 1) {
        sum += row + Long.numberOfTrailingZeros(rest);
      }
    }
    return sum;
  }

  /** Visiting the present rows of a {@link BitSet}. */
  @Benchmark
  @NoGarbage
  public long wordsBitSet() {
    long sum = 0;
    for (int row = set.nextSetBit(0); row >= 0; row = set.nextSetBit(row + 1)) {
      sum += row;
    }
    return sum;
  }

  /** Moving bits that start in the middle of a byte to the start of one. */
  @Benchmark
  @NoGarbage
  public MemorySegment copyOdd() {
    Bits.copy(oddBitmap, ODD, target, 0, ROWS);
    return target;
  }

  /** Definition levels from the bitmap. */
  @Benchmark
  @NoGarbage
  public long levels() {
    out.clear();
    RleBitPackedHybridEncoder.encodeBits(bitmap, 0, ROWS, out);
    return out.size();
  }

  /** Definition levels from ints. */
  @Benchmark
  @NoGarbage
  public long levelsOfInts() {
    out.clear();
    RleBitPackedHybridEncoder.encode(levels, 0, ROWS, 1, out);
    return out.size();
  }

  /** The slots of 8 bytes of present rows, back to back. */
  @Benchmark
  @NoGarbage
  public long compact() {
    out.clear();
    PlainEncoder.fixedWidth(slots, 0, Long.BYTES, bitmap, 0, ROWS, out);
    return out.size();
  }
}
