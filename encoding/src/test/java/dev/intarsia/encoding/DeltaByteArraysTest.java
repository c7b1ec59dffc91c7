package dev.intarsia.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesReader;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two encodings of byte strings over deltas, as parquet-java reads them. */
@DetectLeaks
class DeltaByteArraysTest {
  static Stream<List<byte[]>> values() {
    Random random = new Random(1);
    return Stream.of(
        List.of(new byte[0]),
        List.of("one".getBytes(UTF_8)),
        List.of(new byte[0], new byte[0], "x".getBytes(UTF_8), new byte[0]),
        texts("axis", "axle", "babble", "babyhood"),
        IntStream.range(0, 1000).mapToObj(i -> ("/logs/host-" + i / 7).getBytes(UTF_8)).toList(),
        IntStream.range(0, 300).mapToObj(i -> "always the same value".getBytes(UTF_8)).toList(),
        IntStream.range(0, 300).mapToObj(i -> random(random, random.nextInt(90))).toList(),
        IntStream.range(0, 90).mapToObj(i -> new byte[i * 13 % 90]).toList(),
        IntStream.range(0, 20).mapToObj(i -> random(random, i % 2 * 5000)).toList());
  }

  private static List<byte[]> texts(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("values")
  void deltaLengthsAreReadBack(List<byte[]> values) throws IOException {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment plain = plain(buffers, values);
      GrowableSegment out = buffers.out();
      long bytes = plain.size() - 3;
      DeltaLengthByteArrayEncoder.encode(
          plain.segment(), 3, bytes, values.size(), out, buffers.out());
      check(out, values, new DeltaLengthByteArrayValuesReader());
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void sharedPrefixesAreReadBack(List<byte[]> values) throws IOException {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment plain = plain(buffers, values);
      GrowableSegment out = buffers.out();
      DeltaByteArrayEncoder.encode(plain.segment(), 3, values.size(), out, buffers.out());
      check(out, values, new DeltaByteArrayReader());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 16, 40})
  void sharedPrefixesOfFixedWidthAreReadBack(int width) throws IOException {
    Random random = new Random(width);
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      byte[] value = i == 0 ? new byte[width] : values.get(i - 1).clone();
      value[random.nextInt(width)] = (byte) random.nextInt(3);
      values.add(value);
    }
    try (Buffers buffers = new Buffers()) {
      Binary column = Binary.of(buffers, values);
      GrowableSegment out = buffers.out();
      DeltaByteArrayEncoder.encodeFixedWidth(column.data(), 0, width, 500, out, buffers.out());
      check(out, values, new DeltaByteArrayReader());
    }
  }

  @Test
  void prefixesSaveBytes() {
    List<byte[]> values =
        IntStream.range(1000, 2000)
            .mapToObj(i -> ("/a/long/common/path/" + i).getBytes(UTF_8))
            .toList();
    try (Buffers buffers = new Buffers()) {
      GrowableSegment plain = plain(buffers, values);
      GrowableSegment out = buffers.out();
      DeltaByteArrayEncoder.encode(plain.segment(), 3, values.size(), out, buffers.out());
      assertThat(out.size()).isLessThan(3000);
    }
  }

  @Test
  void noValuesAreTwoOrThreeEmptyHeaders() {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment plain = plain(buffers, List.of());
      GrowableSegment out = buffers.out();
      DeltaLengthByteArrayEncoder.encode(plain.segment(), 3, 0, 0, out, buffers.out());
      assertThat(Buffers.written(out)).containsExactly(128 - 256, 1, 4, 0, 0);
      DeltaByteArrayEncoder.encode(plain.segment(), 3, 0, out, buffers.out());
      assertThat(out.size()).isEqualTo(15);
    }
  }

  /** PLAIN form, behind 3 bytes that do not belong to it. */
  private static GrowableSegment plain(Buffers buffers, List<byte[]> values) {
    Binary column = Binary.of(buffers, values);
    GrowableSegment plain = buffers.out();
    plain.putZeros(3);
    PlainEncoder.binary(column.offsets(), 0, column.data(), 0, values.size(), plain);
    return plain;
  }

  private static void check(GrowableSegment out, List<byte[]> values, ValuesReader reader)
      throws IOException {
    reader.initFromPage(
        values.size(), ByteBufferInputStream.wrap(ByteBuffer.wrap(Buffers.written(out))));
    for (byte[] value : values) {
      assertThat(reader.readBytes().getBytes()).isEqualTo(value);
    }
  }
}
