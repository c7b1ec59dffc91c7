package dev.intarsia.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Split byte streams as parquet-java writes them. */
@DetectLeaks
class ByteStreamSplitDecoderTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 12, 16, 31})
  void valuesOfAnyWidthAreReadInParts(int width) {
    Random random = new Random(width);
    for (int count : new int[] {1, 7, 8, 9, 100, 1003}) {
      List<byte[]> values = new ArrayList<>();
      byte[] all = new byte[count * width];
      random.nextBytes(all);
      for (int i = 0; i < count; i++) {
        values.add(Binary.slice(MemorySegment.ofArray(all), (long) i * width, width));
      }
      byte[] encoded = Foreign.byteStreamSplit(values, width);
      try (Buffers buffers = new Buffers()) {
        MemorySegment in = buffers.bytes(encoded);
        MemorySegment out = buffers.bytes(new byte[all.length]);
        for (int from = 0; from < count; ) {
          int part = Math.min(count - from, 1 + random.nextInt(100));
          ByteStreamSplitDecoder.fixedWidth(
              in, 0, encoded.length, width, from, part, out, (long) from * width, "test");
          from += part;
        }
        assertThat(Binary.slice(out, 0, all.length)).isEqualTo(all);
      }
    }
  }

  @Test
  void pagesOfTheWrongLengthAreRefused() {
    try (Buffers buffers = new Buffers()) {
      MemorySegment in = buffers.bytes(new byte[40]);
      MemorySegment out = buffers.bytes(new byte[100]);
      assertThatThrownBy(
              () -> ByteStreamSplitDecoder.fixedWidth(in, 0, 39, 4, 0, 1, out, 0, "page 2"))
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("page 2")
          .hasMessageContaining("39 bytes are not values of 4 each");
      assertThatThrownBy(
              () -> ByteStreamSplitDecoder.fixedWidth(in, 0, 40, 4, 5, 6, out, 0, "page 2"))
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("6 values from 5 on where 10 are");
    }
  }
}
