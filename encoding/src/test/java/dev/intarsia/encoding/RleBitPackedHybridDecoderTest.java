package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.BYTE;
import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hybrid as parquet-java and our own encoder write it. */
@DetectLeaks
class RleBitPackedHybridDecoderTest {
  private static final int[] COUNTS = {1, 7, 8, 9, 63, 64, 65, 511, 1000, 4099};

  static IntStream widths() {
    return IntStream.rangeClosed(0, 32);
  }

  @ParameterizedTest
  @MethodSource("widths")
  void everyWidthIsReadInPartsOfAnySize(int width) throws IOException {
    Random random = new Random(width);
    try (Buffers buffers = new Buffers()) {
      for (int count : COUNTS) {
        for (int longest : new int[] {1, 3, 20, 300}) {
          int[] values = runs(random, count, width == 32 ? -1 : (1 << width) - 1, longest);
          checkInts(buffers, random, values, width, Foreign.hybrid(values, width));
          checkInts(buffers, random, values, width, own(buffers, values, width));
        }
      }
    }
  }

  private static void checkInts(
      Buffers buffers, Random random, int[] values, int width, byte[] encoded) {
    MemorySegment out = buffers.bytes(new byte[4 * values.length]);
    RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
    decoder.reset(buffers.bytes(encoded), 0, encoded.length, width, "test");
    int[] expected = values.clone();
    for (int from = 0; from < values.length; ) {
      int part = Math.min(values.length - from, 1 + random.nextInt(200));
      if (random.nextInt(4) == 0) {
        decoder.skip(part);
        Arrays.fill(expected, from, from + part, 0);
      } else {
        decoder.readInts(out, 4L * from, part);
      }
      from += part;
    }
    assertThat(out.toArray(INT_LE)).as("width %d", width).isEqualTo(expected);
    assertThat(decoder.isAtEnd()).isTrue();
  }

  @Test
  void bitsGoToAnyPlaceOfABitmap() throws IOException {
    Random random = new Random(1);
    try (Buffers buffers = new Buffers()) {
      for (int count : COUNTS) {
        for (int longest : new int[] {1, 30, 1000}) {
          int[] values = runs(random, count, 1, longest);
          byte[] encoded = Foreign.hybrid(values, 1);
          for (int offset : new int[] {0, 3, 8, 17}) {
            checkBits(buffers, random, values, encoded, offset);
          }
        }
      }
    }
  }

  private static void checkBits(
      Buffers buffers, Random random, int[] values, byte[] encoded, int offset) {
    MemorySegment bitmap = buffers.bytes(new byte[(offset + values.length + 7) / 8 + 1]);
    bitmap.fill((byte) 0x5A);
    RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
    decoder.reset(buffers.bytes(encoded), 0, encoded.length, 1, "test");
    int ones = 0;
    for (int from = 0; from < values.length; ) {
      int part = Math.min(values.length - from, 1 + random.nextInt(200));
      ones += decoder.readBits(bitmap, offset + from, part);
      from += part;
    }
    assertThat(ones).isEqualTo(Arrays.stream(values).sum());
    MemorySegment expected = buffers.bytes(new byte[(int) bitmap.byteSize()]);
    expected.fill((byte) 0x5A);
    for (int i = 0; i < values.length; i++) {
      Bits.fill(expected, offset + i, 1, values[i] == 1);
    }
    assertThat(bitmap.mismatch(expected)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 7, 8, 15, 31, 64, 100, 127})
  void levelsOfEveryHeightAreReadAndTheHighestCounted(int maxLevel) throws IOException {
    Random random = new Random(maxLevel);
    int width = Bits.bitWidth(maxLevel);
    try (Buffers buffers = new Buffers()) {
      for (int count : COUNTS) {
        for (int longest : new int[] {1, 30, 1000}) {
          int[] levels =
              IntStream.of(runs(random, count, -1, longest))
                  .map(i -> Integer.remainderUnsigned(i, maxLevel + 1))
                  .toArray();
          checkLevels(buffers, random, levels, maxLevel, Foreign.hybrid(levels, width));
        }
      }
    }
  }

  private static void checkLevels(
      Buffers buffers, Random random, int[] levels, int maxLevel, byte[] encoded) {
    MemorySegment out = buffers.bytes(new byte[levels.length]);
    RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
    decoder.reset(buffers.bytes(encoded), 0, encoded.length, Bits.bitWidth(maxLevel), "test");
    int highest = 0;
    for (int from = 0; from < levels.length; ) {
      int part = Math.min(levels.length - from, 1 + random.nextInt(200));
      highest += decoder.readLevels(out, from, part, maxLevel);
      from += part;
    }
    assertThat(highest).isEqualTo(IntStream.of(levels).filter(i -> i == maxLevel).count());
    assertThat(out.toArray(BYTE)).isEqualTo(asBytes(levels));
  }

  private static byte[] asBytes(int[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void levelsAboveTheHighestAreRefusedInRunsOfBothKinds() {
    byte[] packed = {3 << 1 | 1, 0x55, 0x55, 0x55, 0x55, 0x57, 0x55};
    byte[] repeated = {40, 3};
    for (byte[] encoded : new byte[][] {packed, repeated}) {
      try (Buffers buffers = new Buffers()) {
        RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
        decoder.reset(buffers.bytes(encoded), 0, encoded.length, 2, "levels of x");
        assertThatThrownBy(() -> decoder.readLevels(buffers.bytes(new byte[20]), 0, 20, 2))
            .isInstanceOf(CorruptDataException.class)
            .hasMessageContaining("levels of x")
            .hasMessageContaining("a level of 3 where 2 is the highest");
      }
    }
  }

  @Test
  void runsTellTheirLengthAndValue() {
    try (Buffers buffers = new Buffers()) {
      byte[] encoded = {(byte) 0xC8, 1, 5, 3, 0, 0, 0, 0};
      RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
      decoder.reset(buffers.bytes(encoded), 0, encoded.length, 3, "test");
      assertThat(decoder.runLength()).isEqualTo(100);
      assertThat(decoder.runIsRepeated()).isTrue();
      assertThat(decoder.runValue()).isEqualTo(5);
      decoder.skip(99);
      assertThat(decoder.runLength()).isEqualTo(1);
      decoder.skip(1);
      assertThat(decoder.runLength()).isEqualTo(8);
      assertThat(decoder.runIsRepeated()).isFalse();
    }
  }

  @Test
  void paddingOfTheLastRunMayBeMissing() {
    try (Buffers buffers = new Buffers()) {
      byte[] encoded = {2 << 1 | 1, (byte) 0x88, (byte) 0xC6, (byte) 0xFA, 0x01};
      MemorySegment out = buffers.bytes(new byte[64]);
      RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
      decoder.reset(buffers.bytes(encoded), 0, encoded.length, 3, "test");
      decoder.readInts(out, 0, 10);
      assertThat(out.get(INT_LE, 4)).isEqualTo(1);
      assertThat(out.get(INT_LE, 4 * 8)).isEqualTo(1);
      assertThatThrownBy(() -> decoder.readInts(out, 0, 1))
          .isInstanceOf(CorruptDataException.class);
    }
  }

  @Test
  void malformedRunsAreRefused() {
    assertRefused(3, 10, "the runs end before the values do");
    assertRefused(3, 10, "the runs end before the values do", 4, 1);
    assertRefused(3, 1, "a run of no values", 0, 1);
    assertRefused(3, 1, "a run of no values", 1, 1);
    assertRefused(3, 1, "longer than 32 bits", -1, -1, -1, -1, -1, -1);
    assertRefused(12, 1, "a repeated value of 2 bytes where 1 are left", 2, 1);
    assertRefused(3, 1, "a repeated value of 9 at width 3", 2, 9);
    assertRefused(3, 1, "without bytes", 3);
    assertRefused(33, 1, "a bit width of 33", 3);
    assertRefused(-1, 1, "a bit width of -1", 3);
  }

  private static void assertRefused(int width, int count, String message, int... bytes) {
    byte[] encoded = asBytes(bytes);
    try (Buffers buffers = new Buffers()) {
      RleBitPackedHybridDecoder decoder = new RleBitPackedHybridDecoder();
      MemorySegment out = buffers.bytes(new byte[4 * count]);
      assertThatThrownBy(
              () -> {
                decoder.reset(buffers.bytes(encoded), 0, encoded.length, width, "page 3 of price");
                decoder.readInts(out, 0, count);
              })
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("page 3 of price")
          .hasMessageContaining(message);
    }
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

  private static byte[] own(Buffers buffers, int[] values, int width) {
    GrowableSegment out = buffers.out();
    RleBitPackedHybridEncoder.encode(buffers.ints(values), 0, values.length, width, out);
    return Buffers.written(out);
  }
}
