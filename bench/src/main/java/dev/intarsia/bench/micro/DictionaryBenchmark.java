package dev.intarsia.bench.micro;

import dev.intarsia.encoding.DictionaryBuilder;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.memory.buffer.Raw;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Interning by what the values are and how many of them differ. An operation is one value of a
 * column chunk of 262,144, which comes in calls of 512, as from a writer's rows. Each different
 * value appears at least once, and the order is random.
 */
@SuppressWarnings("NullAway.Init") // by setUp
@OperationsPerInvocation(DictionaryBenchmark.VALUES)
public class DictionaryBenchmark extends KernelBenchmark {
  static final int VALUES = 262_144;
  private static final int CALL = 512;

  /** What is interned. */
  public enum Kind {
    /** BYTE_ARRAY of 8 bytes. */
    TEXT_8(8),
    /** BYTE_ARRAY of 24 bytes. */
    TEXT_24(24),
    /** BYTE_ARRAY of 80 bytes. */
    TEXT_80(80),
    /** Words of 4 bytes. */
    INT32(4),
    /** Words of 8 bytes. */
    INT64(8);

    final int width;

    Kind(int width) {
      this.width = width;
    }

    boolean isText() {
      return this == TEXT_8 || this == TEXT_24 || this == TEXT_80;
    }
  }

  /** What is interned. */
  @Param({"TEXT_8", "TEXT_24", "TEXT_80", "INT32", "INT64"})
  public Kind kind = Kind.TEXT_8;

  /** How many of the values differ. */
  @Param({"8", "100", "5000", "100000"})
  public int distinct = 8;

  /** Which of the different values comes where. */
  final int[] picks = new int[VALUES];

  private MemorySegment offsets = MemorySegment.NULL;
  private MemorySegment data = MemorySegment.NULL;
  private DictionaryBuilder fresh;
  private DictionaryBuilder full;

  /** Draws the values, and fills the dictionary of {@link #known}. */
  @Setup
  public void setUp() {
    Random random = new Random(distinct);
    for (int i = 0; i < VALUES; i++) {
      int to = random.nextInt(i + 1);
      picks[i] = picks[to];
      picks[to] = i % distinct;
    }
    int[] lengths = new int[distinct];
    Arrays.fill(lengths, kind.width);
    Texts different = Texts.random(lengths, random);
    if (!kind.isText()) {
      number(different.bytes());
    }
    Texts values = different.pick(picks);
    offsets = copyOf(values.offsets());
    data = copyOf(values.bytes());
    fresh = dictionary();
    full = dictionary();
    intern(full);
  }

  /** Few letters may repeat; odd multiples do not. */
  private void number(byte[] words) {
    MemorySegment all = MemorySegment.ofArray(words);
    for (int i = 0; i < distinct; i++) {
      all.set(Layouts.INT_LE, (long) i * kind.width, i * 0x9E37_79B9);
    }
  }

  private DictionaryBuilder dictionary() {
    return own(
        kind.isText()
            ? DictionaryBuilder.binary(pool, "benchmark")
            : DictionaryBuilder.fixedWidth(pool, "benchmark", kind.width));
  }

  /** Into a dictionary that begins empty: a whole column chunk, growth included. */
  @Benchmark
  @NoGarbage
  public int fresh() {
    fresh.release();
    return intern(fresh);
  }

  /** Into a dictionary that has all of the values: looking up alone. */
  @Benchmark
  @NoGarbage
  public int known() {
    return intern(full);
  }

  private int intern(DictionaryBuilder dictionary) {
    out.clear();
    for (int from = 0; from < VALUES; from += CALL) {
      if (kind.isText()) {
        dictionary.internBinary(
            offsets, (long) from * Integer.BYTES, data, Raw.address(data), CALL, out);
      } else {
        dictionary.internFixedWidth(data, (long) from * kind.width, CALL, out);
      }
    }
    return dictionary.size();
  }
}
