package dev.intarsia.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hybrid as parquet-java reads it. */
@DetectLeaks
class RleBitPackedHybridEncoderTest {
  private static final int[] COUNTS = {1, 7, 8, 9, 63, 64, 65, 511, 1000, 4099};

  static IntStream widths() {
    return IntStream.rangeClosed(0, 32);
  }

  @ParameterizedTest
  @MethodSource("widths")
  void everyWidthAndShapeIsReadBack(int width) throws IOException {
    for (int count : COUNTS) {
      for (int[] values : shapes(width, count).toList()) {
        assertThat(decode(encode(values, width), width, count)).isEqualTo(values);
      }
    }
  }

  private static Stream<int[]> shapes(int width, int count) {
    int mask = width == 32 ? -1 : (1 << width) - 1;
    Random random = new Random(width * 31L + count);
    return Stream.of(
        new int[count],
        IntStream.range(0, count).map(i -> mask).toArray(),
        IntStream.range(0, count).map(i -> i & mask).toArray(),
        IntStream.range(0, count).map(i -> i & 1 & mask).toArray(),
        random.ints(count).map(i -> i & mask).toArray(),
        runs(random, count, mask, 3),
        runs(random, count, mask, 20),
        runs(random, count, mask, 300));
  }

  private static int[] runs(Random random, int count, int mask, int longest) {
    int[] values = new int[count];
    int from = 0;
    while (from < count) {
      int to = Math.min(count, from + 1 + random.nextInt(longest));
      Arrays.fill(values, from, to, random.nextInt() & mask);
      from = to;
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void levelsAreReadBackAndNoLongerThanTheirValues(int width) throws IOException {
    for (int count : COUNTS) {
      for (int[] values : shapes(width, count).toList()) {
        byte[] encoded = encodeLevels(values, width);
        assertThat(decode(encoded, width, count)).isEqualTo(values);
        assertThat(encoded.length).isLessThanOrEqualTo(encode(values, width).length);
      }
    }
    assertThat(encodeLevels(new int[0], width)).isEmpty();
  }

  private static byte[] encodeLevels(int[] values, int width) {
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) values[i];
    }
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      RleBitPackedHybridEncoder.encodeLevels(buffers.bytes(levels), 0, levels.length, width, out);
      return Buffers.written(out);
    }
  }

  @Test
  void noValuesAreNoBytes() {
    assertThat(encode(new int[0], 3)).isEmpty();
    assertThat(encode(new int[0], 0)).isEmpty();
  }

  @Test
  void widthZeroStillHasItsRunHeader() {
    assertThat(encode(new int[] {0}, 0)).containsExactly(2);
    assertThat(encode(new int[100], 0)).containsExactly(200 - 256, 1);
  }

  @Test
  void longRunsAreRunsAndShortOnesArePacked() {
    assertThat(encode(new int[1000], 7)).hasSize(3);
    int[] pairs = IntStream.range(0, 800).map(i -> i / 2 % 100).toArray();
    assertThat(encode(pairs, 7)).hasSize(2 + 700);
  }

  @Test
  void nothingIsLongerThanAllBitPacked() {
    Random random = new Random(5);
    for (int width = 1; width <= 32; width++) {
      int mask = width == 32 ? -1 : (1 << width) - 1;
      for (int longest : new int[] {8, 9, 12, 16, 30, 70}) {
        byte[] encoded = encode(runs(random, 8000, mask, longest), width);
        assertThat(encoded.length).isLessThanOrEqualTo(1000 * width + 2);
      }
    }
  }

  @Test
  void bitsAreReadBackFromAnyOffset() throws IOException {
    Random random = new Random(3);
    for (int count : COUNTS) {
      for (int offset : new int[] {0, 1, 7, 8, 13}) {
        for (int longest : new int[] {1, 3, 40, 200, 3000}) {
          boolean[] bits = randomBits(random, count, longest);
          assertThat(decode(encodeBits(bits, offset), 1, count)).isEqualTo(asInts(bits));
        }
      }
    }
  }

  @Test
  void bitsOfOneKindAreOneRun() {
    for (int count : COUNTS) {
      boolean[] bits = new boolean[count];
      assertThat(encodeBits(bits, 3).length).isLessThanOrEqualTo(3);
      Arrays.fill(bits, true);
      assertThat(encodeBits(bits, 3).length).isLessThanOrEqualTo(3);
    }
    assertThat(encodeBits(new boolean[0], 0)).isEmpty();
  }

  @Test
  void aRepeatedValueIsOneRun() throws IOException {
    for (int width = 0; width <= 32; width++) {
      int value = width == 0 ? 0 : -1 >>> (32 - width);
      try (Buffers buffers = new Buffers()) {
        GrowableSegment out = buffers.out();
        RleBitPackedHybridEncoder.encodeRepeated(value, 77, width, out);
        int[] expected = new int[77];
        Arrays.fill(expected, value);
        assertThat(decode(Buffers.written(out), width, 77)).isEqualTo(expected);
      }
    }
  }

  @Test
  void encodingAppendsBehindWhatIsThere() {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      out.putByte((byte) 5);
      RleBitPackedHybridEncoder.encode(buffers.ints(9, 1, 1, 1), 4, 3, 1, out);
      assertThat(Buffers.written(out)).containsExactly(5, 3, 7);
    }
  }

  private static boolean[] randomBits(Random random, int count, int longest) {
    int[] values = runs(random, count, 1, longest);
    boolean[] bits = new boolean[count];
    for (int i = 0; i < count; i++) {
      bits[i] = values[i] == 1;
    }
    return bits;
  }

  private static int[] asInts(boolean[] bits) {
    return IntStream.range(0, bits.length).map(i -> bits[i] ? 1 : 0).toArray();
  }

  private static byte[] encode(int[] values, int width) {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      RleBitPackedHybridEncoder.encode(buffers.ints(values), 0, values.length, width, out);
      return Buffers.written(out);
    }
  }

  private static byte[] encodeBits(boolean[] bits, int offset) {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      RleBitPackedHybridEncoder.encodeBits(buffers.bits(bits, offset), offset, bits.length, out);
      return Buffers.written(out);
    }
  }

  private static int[] decode(byte[] encoded, int width, int count) throws IOException {
    var in = new ByteArrayInputStream(encoded);
    var decoder = new RunLengthBitPackingHybridDecoder(width, in);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = decoder.readInt();
    }
    assertThat(in.available()).isZero();
    return values;
  }
}
