package dev.intarsia.bench.micro;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Copying ranges of one length, or of random ones, back to back: what appending texts comes down
 * to. An operation is one range. None is aligned but by chance: the first one is a byte longer.
 */
@OperationsPerInvocation(CopyBenchmark.RANGES)
public class CopyBenchmark extends KernelBenchmark {
  static final int RANGES = 512;

  /** Bytes of a range; mixed are 1 to 64 at random. */
  @Param({"4", "8", "16", "24", "32", "64", "128", "256", "512", "1024", "mixed"})
  public String length = "4";

  private Texts ranges = Texts.none();
  private MemorySegment source = MemorySegment.NULL;
  private MemorySegment target = MemorySegment.NULL;
  byte[] targetArray = {};

  /** Draws the ranges. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    int[] lengths = Texts.lengths(length, RANGES, random);
    lengths[0]++;
    ranges = Texts.random(lengths, random);
    source = copyOf(ranges.bytes());
    target = memory(ranges.bytes().length);
    targetArray = new byte[ranges.bytes().length];
  }

  /** {@link MemorySegment#copy}. */
  @Benchmark
  @NoGarbage
  public MemorySegment segmentCopy() {
    int[] offsets = ranges.offsets();
    for (int i = 0; i < RANGES; i++) {
      int from = offsets[i];
      MemorySegment.copy(source, from, target, from, offsets[i + 1] - from);
    }
    return target;
  }

  /** Longs, the last of which overlaps the one before: the kernels' way with short ranges. */
  @Benchmark
  @NoGarbage
  public MemorySegment longs() {
    int[] offsets = ranges.offsets();
    for (int i = 0; i < RANGES; i++) {
      int from = offsets[i];
      int size = offsets[i + 1] - from;
      if (size >= Long.BYTES) {
        copyLongs(from, size);
      } else {
        copyFew(from, size);
      }
    }
    return target;
  }

  private void copyLongs(long at, int size) {
    int last = size - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      target.set(LONG_LE, at + i, source.get(LONG_LE, at + i));
    }
    target.set(LONG_LE, at + last, source.get(LONG_LE, at + last));
  }

  private void copyFew(long at, int size) {
    if (size >= Integer.BYTES) {
      int last = size - Integer.BYTES;
      target.set(INT_LE, at, source.get(INT_LE, at));
      target.set(INT_LE, at + last, source.get(INT_LE, at + last));
      return;
    }
    for (int i = 0; i < size; i++) {
      target.set(BYTE, at + i, source.get(BYTE, at + i));
    }
  }

  /** From an array into a segment. */
  @Benchmark
  @NoGarbage
  public MemorySegment arrayToSegment() {
    int[] offsets = ranges.offsets();
    byte[] bytes = ranges.bytes();
    for (int i = 0; i < RANGES; i++) {
      int from = offsets[i];
      MemorySegment.copy(bytes, from, target, BYTE, from, offsets[i + 1] - from);
    }
    return target;
  }

  /** {@link System#arraycopy}. */
  @Benchmark
  @NoGarbage
  public byte[] arrayCopy() {
    int[] offsets = ranges.offsets();
    byte[] bytes = ranges.bytes();
    for (int i = 0; i < RANGES; i++) {
      int from = offsets[i];
      System.arraycopy(bytes, from, targetArray, from, offsets[i + 1] - from);
    }
    return targetArray;
  }

  Texts ranges() {
    return ranges;
  }

  MemorySegment target() {
    return target;
  }
}
