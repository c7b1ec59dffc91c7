package dev.intarsia.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Levels in the deprecated encoding as parquet-java writes them. */
@DetectLeaks
class BitPackedDecoderTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 12, 31, 50, 64, 127})
  void levelsOfEveryHeightAreReadInParts(int maxLevel) {
    int width = Bits.bitWidth(maxLevel);
    int[] levels = new Random(maxLevel).ints(1001, 0, maxLevel + 1).toArray();
    byte[] encoded = Foreign.bitPacked(levels, maxLevel);
    try (Buffers buffers = new Buffers()) {
      MemorySegment in = buffers.bytes(encoded);
      MemorySegment out = buffers.bytes(new byte[1001]);
      int highest = 0;
      for (int from = 0; from < 1001; from += 77) {
        highest +=
            BitPackedDecoder.levels(
                in, (long) from * width, encoded.length, width, 77, out, from, maxLevel, "test");
      }
      assertThat(highest).isEqualTo(IntStream.of(levels).filter(i -> i == maxLevel).count());
      for (int i = 0; i < 1001; i++) {
        assertThat((int) Binary.slice(out, i, 1)[0]).isEqualTo(levels[i]);
      }
      assertThat(BitPackedDecoder.bytes(1001, width)).isLessThanOrEqualTo(encoded.length);
    }
  }

  @Test
  void bitsGoToABitmap() {
    int[] levels = new Random(5).ints(1001, 0, 2).toArray();
    byte[] encoded = Foreign.bitPacked(levels, 1);
    try (Buffers buffers = new Buffers()) {
      MemorySegment out = buffers.bytes(new byte[130]);
      MemorySegment in = buffers.bytes(encoded);
      int ones = BitPackedDecoder.bits(in, 0, encoded.length, 77, out, 3, "test");
      ones += BitPackedDecoder.bits(in, 77, encoded.length, 924, out, 80, "test");
      assertThat(ones).isEqualTo(IntStream.of(levels).sum());
      for (int i = 0; i < 1001; i++) {
        assertThat(Bits.get(out, 3 + i)).isEqualTo(levels[i] == 1);
      }
    }
  }

  @Test
  void missingAndImpossibleLevelsAreRefused() {
    try (Buffers buffers = new Buffers()) {
      MemorySegment in = buffers.bytes(new byte[] {0x1B, 0x1B});
      MemorySegment out = buffers.bytes(new byte[10]);
      assertThatThrownBy(() -> BitPackedDecoder.levels(in, 0, 2, 2, 9, out, 0, 3, "page 2"))
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("page 2")
          .hasMessageContaining("9 levels do not fit the 2 bytes left");
      assertThatThrownBy(() -> BitPackedDecoder.levels(in, 0, 2, 2, 8, out, 0, 2, "page 2"))
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("a level of 3 where 2 is the highest");
      assertThatThrownBy(() -> BitPackedDecoder.bits(in, 0, 2, 17, out, 0, "page 2"))
          .isInstanceOf(CorruptDataException.class);
    }
  }
}
