package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.LONG_LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delta-packed integers as parquet-java reads them. */
@DetectLeaks
class DeltaBinaryPackedEncoderTest {
  private static final int[] COUNTS = {1, 2, 32, 33, 34, 64, 128, 129, 130, 161, 257, 1000};

  static IntStream bits() {
    return IntStream.rangeClosed(0, 64);
  }

  @ParameterizedTest
  @MethodSource("bits")
  void deltasOfEveryWidthAreReadBack(int bits) throws IOException {
    Random random = new Random(bits);
    for (int count : COUNTS) {
      long[] values = new long[count];
      for (int i = 1; i < count; i++) {
        values[i] = values[i - 1] + (bits == 0 ? 7 : random.nextLong() >>> (64 - bits));
      }
      check(values);
      check(Arrays.stream(values).mapToInt(value -> (int) value).toArray());
    }
  }

  static Stream<LongStream> edges() {
    long[] extremes = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, Integer.MIN_VALUE};
    return Stream.of(
        LongStream.empty(),
        LongStream.of(Long.MIN_VALUE),
        LongStream.of(Long.MAX_VALUE),
        LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE),
        LongStream.of(Long.MAX_VALUE, Long.MIN_VALUE),
        IntStream.range(0, 500).mapToLong(i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE),
        IntStream.range(0, 500).mapToLong(i -> extremes[i * 7 % extremes.length]),
        IntStream.range(0, 300).mapToLong(i -> 42),
        IntStream.range(0, 300).mapToLong(i -> -1_000_000L * i),
        new Random(11).longs(777));
  }

  @ParameterizedTest
  @MethodSource("edges")
  void extremesAndOverflowingDeltasAreReadBack(LongStream stream) throws IOException {
    long[] values = stream.toArray();
    check(values);
    check(Arrays.stream(values).mapToInt(value -> (int) value).toArray());
    check(Arrays.stream(values).mapToInt(value -> (int) (value >>> 32)).toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1000, 4097, 100_000})
  void aSampleEstimatesEvenData(int count) {
    long[] values = new Random(count).longs(count, 0, 1 << 20).toArray();
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      MemorySegment plain = plain(buffers, values);
      DeltaBinaryPackedEncoder.encodeLongs(plain, 8, count, out);
      long estimate = DeltaBinaryPackedEncoder.estimateLongs(plain, 8, count);
      assertThat((double) estimate).isBetween(0.95 * out.size() - 128, 1.05 * out.size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, 129, 4097})
  void estimatesOfFewBlocksAreExact(int count) {
    int[] values = new Random(count).ints(count).toArray();
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      MemorySegment plain = buffers.ints(values);
      DeltaBinaryPackedEncoder.encodeInts(plain, 0, count, out);
      assertThat(DeltaBinaryPackedEncoder.estimateInts(plain, 0, count)).isEqualTo(out.size());
    }
  }

  /** The values behind 8 bytes that are none of them. */
  private static MemorySegment plain(Buffers buffers, long[] values) {
    byte[] bytes = new byte[8 + 8 * values.length];
    MemorySegment heap = MemorySegment.ofArray(bytes);
    for (int i = 0; i < values.length; i++) {
      heap.set(LONG_LE, 8 + 8L * i, values[i]);
    }
    return buffers.bytes(bytes);
  }

  private static void check(long[] values) throws IOException {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      DeltaBinaryPackedEncoder.encodeLongs(plain(buffers, values), 8, values.length, out);
      ByteBufferInputStream in = input(out);
      DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
      reader.initFromPage(values.length, in);
      assertThat(LongStream.generate(reader::readLong).limit(values.length))
          .containsExactly(Arrays.stream(values).boxed().toArray(Long[]::new));
      assertThat(in.available()).isZero();
    }
  }

  private static void check(int[] values) throws IOException {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      DeltaBinaryPackedEncoder.encodeInts(buffers.ints(values), 0, values.length, out);
      ByteBufferInputStream in = input(out);
      DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
      reader.initFromPage(values.length, in);
      assertThat(IntStream.generate(reader::readInteger).limit(values.length))
          .containsExactly(Arrays.stream(values).boxed().toArray(Integer[]::new));
      assertThat(in.available()).isZero();
    }
  }

  private static ByteBufferInputStream input(GrowableSegment out) {
    return ByteBufferInputStream.wrap(ByteBuffer.wrap(Buffers.written(out)));
  }
}
