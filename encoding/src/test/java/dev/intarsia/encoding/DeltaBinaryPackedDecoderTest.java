package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Delta-packed integers as parquet-java and our own encoder write them. */
@DetectLeaks
class DeltaBinaryPackedDecoderTest {
  private static final int[] COUNTS = {0, 1, 2, 32, 33, 34, 64, 128, 129, 130, 161, 257, 1000};

  static IntStream bits() {
    return IntStream.rangeClosed(0, 64);
  }

  @ParameterizedTest
  @MethodSource("bits")
  void deltasOfEveryWidthAreReadInParts(int bits) {
    Random random = new Random(bits);
    try (Buffers buffers = new Buffers()) {
      for (int count : COUNTS) {
        long[] values = new long[count];
        for (int i = 1; i < count; i++) {
          values[i] = values[i - 1] + (bits == 0 ? 7 : random.nextLong() >>> (64 - bits));
        }
        check(buffers, random, values);
      }
    }
  }

  static Stream<LongStream> edges() {
    long[] extremes = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, Integer.MIN_VALUE};
    return Stream.of(
        LongStream.of(Long.MIN_VALUE),
        LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE),
        IntStream.range(0, 500).mapToLong(i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE),
        IntStream.range(0, 500).mapToLong(i -> extremes[i * 7 % extremes.length]),
        IntStream.range(0, 300).mapToLong(i -> 42),
        IntStream.range(0, 300).mapToLong(i -> -1_000_000L * i),
        new Random(11).longs(777));
  }

  @ParameterizedTest
  @MethodSource("edges")
  void extremesAndOverflowingDeltasAreRead(LongStream stream) {
    try (Buffers buffers = new Buffers()) {
      check(buffers, new Random(2), stream.toArray());
    }
  }

  private static void check(Buffers buffers, Random random, long[] values) {
    int[] ints = Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    for (int[] blocks : new int[][] {{128, 4}, {128, 1}, {1024, 4}, {64, 8}}) {
      byte[] encoded = Foreign.deltaLongs(values, blocks[0], blocks[1]);
      assertThat(longs(buffers, random, encoded, values.length)).isEqualTo(values);
      encoded = Foreign.deltaInts(ints, blocks[0], blocks[1]);
      assertThat(ints(buffers, random, encoded, ints.length)).isEqualTo(ints);
    }
    GrowableSegment out = buffers.out();
    DeltaBinaryPackedEncoder.encodeInts(buffers.ints(ints), 0, ints.length, out);
    assertThat(ints(buffers, random, Buffers.written(out), ints.length)).isEqualTo(ints);
  }

  private static long[] longs(Buffers buffers, Random random, byte[] encoded, int count) {
    MemorySegment out = buffers.bytes(new byte[8 * count]);
    DeltaBinaryPackedDecoder decoder = reset(buffers, encoded);
    assertThat(decoder.findEnd()).isEqualTo(encoded.length);
    assertThat(decoder.remaining()).isEqualTo(count);
    for (int from = 0; from < count; ) {
      int part = Math.min(count - from, 1 + random.nextInt(150));
      decoder.readLongs(out, 8L * from, part);
      from += part;
    }
    return out.toArray(LONG_LE);
  }

  private static int[] ints(Buffers buffers, Random random, byte[] encoded, int count) {
    MemorySegment out = buffers.bytes(new byte[4 * count]);
    DeltaBinaryPackedDecoder decoder = reset(buffers, encoded);
    for (int from = 0; from < count; ) {
      int part = Math.min(count - from, 1 + random.nextInt(150));
      decoder.readInts(out, 4L * from, part);
      from += part;
    }
    return out.toArray(INT_LE);
  }

  private static DeltaBinaryPackedDecoder reset(Buffers buffers, byte[] encoded) {
    DeltaBinaryPackedDecoder decoder = new DeltaBinaryPackedDecoder();
    decoder.reset(buffers.bytes(encoded), 0, encoded.length, "page 3 of price");
    return decoder;
  }

  @Test
  void skippedValuesCountTowardsTheNext() {
    long[] values = new Random(3).longs(1000, 0, 1000).toArray();
    try (Buffers buffers = new Buffers()) {
      DeltaBinaryPackedDecoder decoder = reset(buffers, Foreign.deltaLongs(values, 128, 4));
      MemorySegment out = buffers.bytes(new byte[8]);
      Random random = new Random(4);
      for (int at = 0; at < 1000; ) {
        decoder.readLongs(out, 0, 1);
        assertThat(out.get(LONG_LE, 0)).isEqualTo(values[at]);
        int skipped = Math.min(999 - at, random.nextInt(70));
        decoder.skip(skipped);
        at += 1 + skipped;
      }
    }
  }

  @Test
  void paddingOfTheLastMiniblockMayBeMissing() {
    long[] values = new Random(3).longs(140, 0, 1000).toArray();
    byte[] encoded = Foreign.deltaLongs(values, 128, 4);
    try (Buffers buffers = new Buffers()) {
      byte[] cut = Arrays.copyOf(encoded, encoded.length - 20);
      assertThat(atOnce(buffers, cut, 140)).isEqualTo(values);
      byte[] tooShort = Arrays.copyOf(encoded, encoded.length - 30);
      assertThatThrownBy(() -> atOnce(buffers, tooShort, 140))
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("where 10 are left");
    }
  }

  private static long[] atOnce(Buffers buffers, byte[] encoded, int count) {
    MemorySegment out = buffers.bytes(new byte[8 * count]);
    reset(buffers, encoded).readLongs(out, 0, count);
    return out.toArray(LONG_LE);
  }

  @Test
  void widthsOfMiniblocksWithoutValuesMayBeAnything() {
    byte[] encoded = Foreign.deltaLongs(new long[] {5, 6, 8}, 128, 4);
    // header of 5 bytes, least delta, four widths
    Arrays.fill(encoded, 7, 10, (byte) 0xFF);
    try (Buffers buffers = new Buffers()) {
      assertThat(atOnce(buffers, encoded, 3)).containsExactly(5, 6, 8);
    }
  }

  @Test
  void malformedHeadersAndBlocksAreRefused() {
    assertRefused("a header that does not end");
    assertRefused("a header that does not end", 0x80, 1, 4, 0x83);
    assertRefused("blocks of 0 values in 4 parts", 0, 4, 1, 0);
    assertRefused("blocks of 128 values in 0 parts", 0x80, 1, 0, 1, 0);
    assertRefused("blocks of 128 in 3 parts", 0x80, 1, 3, 1, 0);
    assertRefused("blocks of 128 in 128 parts", 0x80, 1, 0x80, 1, 1, 0);
    assertRefused("3 values where 2 are left", 0x80, 1, 4, 2, 0, 0, 0, 0, 0, 0);
    assertRefused("a block that ends within its header", 0x80, 1, 4, 3, 0, 0, 0, 0, 0);
    assertRefused("a bit width of 65", 0x80, 1, 4, 3, 0, 0, 65, 0, 0, 0);
    assertRefused("a miniblock of 12 bytes where 0 are left", 0x80, 1, 4, 3, 0, 0, 3, 0, 0, 0);
    assertRefused(
        "longer than 64 bits", -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  }

  private static void assertRefused(String message, int... bytes) {
    byte[] encoded = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      encoded[i] = (byte) bytes[i];
    }
    try (Buffers buffers = new Buffers()) {
      assertThatThrownBy(() -> atOnce(buffers, encoded, 3))
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("page 3 of price")
          .hasMessageContaining(message);
    }
  }
}
