package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static dev.intarsia.memory.buffer.Layouts.LONG_LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForDouble;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForFLBA;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForFloat;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForInteger;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Split byte streams as parquet-java reads them. */
@DetectLeaks
class ByteStreamSplitEncoderTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 1000, 1003})
  void wordsAreReadBack(int count) throws IOException {
    byte[] bytes = random(count * 8);
    MemorySegment plain = MemorySegment.ofArray(bytes);
    ValuesReader longs = read(bytes, 8, count, new ByteStreamSplitValuesReaderForLong());
    ValuesReader doubles = read(bytes, 8, count, new ByteStreamSplitValuesReaderForDouble());
    ValuesReader ints = read(bytes, 4, count, new ByteStreamSplitValuesReaderForInteger());
    ValuesReader floats = read(bytes, 4, count, new ByteStreamSplitValuesReaderForFloat());
    for (int i = 0; i < count; i++) {
      long expected = plain.get(LONG_LE, 8L * i);
      int expectedInt = plain.get(INT_LE, 4L * i);
      assertThat(longs.readLong()).isEqualTo(expected);
      assertThat(Double.doubleToRawLongBits(doubles.readDouble())).isEqualTo(expected);
      assertThat(ints.readInteger()).isEqualTo(expectedInt);
      assertThat(Float.floatToRawIntBits(floats.readFloat())).isEqualTo(expectedInt);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 12, 16, 20, 31, 32})
  void valuesOfAnyWidthAreReadBack(int width) throws IOException {
    int count = 203;
    byte[] bytes = random(count * width);
    ValuesReader reader = read(bytes, width, count, new ByteStreamSplitValuesReaderForFLBA(width));
    for (int i = 0; i < count; i++) {
      byte[] expected = Arrays.copyOfRange(bytes, i * width, (i + 1) * width);
      assertThat(reader.readBytes().getBytes()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 8})
  void noValuesAreNoBytes(int width) {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      ByteStreamSplitEncoder.encode(buffers.bytes(new byte[0]), 0, width, 0, out);
      assertThat(out.size()).isZero();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static ValuesReader read(byte[] plain, int width, int count, ValuesReader reader)
      throws IOException {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      ByteStreamSplitEncoder.encode(buffers.bytes(plain), 0, width, count, out);
      assertThat(out.size()).isEqualTo((long) width * count);
      ByteBuffer encoded = ByteBuffer.wrap(Buffers.written(out));
      reader.initFromPage(count, ByteBufferInputStream.wrap(encoded));
      return reader;
    }
  }
}
