package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two encodings of byte strings over deltas, as parquet-java writes them. */
@DetectLeaks
class DeltaByteArrayDecodersTest {
  static Stream<List<byte[]>> values() {
    return DeltaByteArraysTest.values();
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesBehindTheirLengthsAreReadInParts(List<byte[]> values) {
    byte[] encoded = Foreign.deltaLengths(values);
    try (Buffers buffers = new Buffers()) {
      Random random = new Random(1);
      MemorySegment offsets = buffers.bytes(new byte[4 * values.size() + 4]);
      GrowableSegment data = buffers.out();
      data.putByte((byte) 1);
      DeltaLengthByteArrayDecoder decoder = new DeltaLengthByteArrayDecoder();
      decoder.reset(buffers.bytes(encoded), 0, encoded.length, "test");
      List<byte[]> taken = new ArrayList<>();
      for (int from = 0; from < values.size(); ) {
        assertThat(decoder.remaining()).isEqualTo(values.size() - from);
        int part = Math.min(values.size() - from, 1 + random.nextInt(200));
        if (random.nextInt(4) == 0) {
          decoder.skip(part);
        } else {
          decoder.read(offsets, 4L * taken.size(), data, part);
          taken.addAll(values.subList(from, from + part));
        }
        from += part;
      }
      check(offsets, data, taken);
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesBehindTheirPrefixesAreReadInParts(List<byte[]> values) {
    byte[] encoded = Foreign.deltaByteArrays(values);
    try (Buffers buffers = new Buffers()) {
      Random random = new Random(1);
      MemorySegment offsets = buffers.bytes(new byte[4 * values.size() + 4]);
      GrowableSegment data = buffers.out();
      data.putByte((byte) 1);
      DeltaByteArrayDecoder decoder = new DeltaByteArrayDecoder();
      decoder.reset(buffers.bytes(encoded), 0, encoded.length, buffers.out(), "test");
      List<byte[]> taken = new ArrayList<>();
      for (int from = 0; from < values.size(); ) {
        assertThat(decoder.remaining()).isEqualTo(values.size() - from);
        int part = Math.min(values.size() - from, 1 + random.nextInt(200));
        if (random.nextInt(4) == 0) {
          decoder.skip(part);
        } else {
          decoder.read(offsets, 4L * taken.size(), data, part);
          taken.addAll(values.subList(from, from + part));
        }
        from += part;
      }
      check(offsets, data, taken);
    }
  }

  private static void check(MemorySegment offsets, GrowableSegment data, List<byte[]> values) {
    for (int i = 0; i < values.size(); i++) {
      int start = offsets.get(INT_LE, 4L * i);
      int length = offsets.get(INT_LE, 4L * i + 4) - start;
      assertThat(Binary.slice(data.segment(), start, length)).isEqualTo(values.get(i));
    }
    if (!values.isEmpty()) {
      assertThat(offsets.get(INT_LE, 0)).isEqualTo(1);
      assertThat(offsets.get(INT_LE, 4L * values.size())).isEqualTo((int) data.size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 16, 40})
  void valuesOfFixedWidthAreReadInParts(int width) {
    Random random = new Random(width);
    List<byte[]> values = new ArrayList<>();
    byte[] all = new byte[500 * width];
    for (int i = 0; i < 500; i++) {
      byte[] value = i == 0 ? new byte[width] : values.get(i - 1).clone();
      value[random.nextInt(width)] = (byte) random.nextInt(3);
      values.add(value);
      System.arraycopy(value, 0, all, i * width, width);
    }
    byte[] encoded = Foreign.deltaByteArrays(values);
    try (Buffers buffers = new Buffers()) {
      MemorySegment out = buffers.bytes(new byte[all.length]);
      DeltaByteArrayDecoder decoder = new DeltaByteArrayDecoder();
      decoder.reset(buffers.bytes(encoded), 0, encoded.length, buffers.out(), "test");
      decoder.readFixedWidth(width, out, 0, 170);
      decoder.readFixedWidth(width, out, 170L * width, 330);
      assertThat(Binary.slice(out, 0, all.length)).isEqualTo(all);
      decoder.reset(buffers.bytes(encoded), 0, encoded.length, buffers.out(), "page 2");
      assertThatThrownBy(() -> decoder.readFixedWidth(width + 1, out, 0, 1))
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("page 2")
          .hasMessageContaining(
              "a value of %d bytes in a column of %d".formatted(width, width + 1));
    }
  }

  @Test
  void impossibleLengthsAreRefused() {
    byte[] text = "ab".getBytes(UTF_8);
    assertLengthsRefused("a negative length", new int[] {2, -1}, text);
    assertLengthsRefused("values of 3 bytes where 2 are left", new int[] {2, 1}, text);
    assertPrefixesRefused("3 prefixes and 2 suffixes", new int[3], new int[2], text);
    assertPrefixesRefused("a prefix of 1", new int[] {1, 0}, new int[] {1, 1}, text);
    assertPrefixesRefused("a prefix of 2", new int[] {0, 2}, new int[] {1, 1}, text);
    assertPrefixesRefused("a prefix of -1", new int[] {0, -1}, new int[] {1, 1}, text);
    assertPrefixesRefused("a suffix of -1", new int[] {0, 1}, new int[] {1, -1}, text);
    assertPrefixesRefused("suffixes of 3", new int[] {0, 0}, new int[] {1, 2}, text);
  }

  private static void assertLengthsRefused(String message, int[] lengths, byte[] bytes) {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment page = buffers.out();
      DeltaBinaryPackedEncoder.encodeInts(buffers.ints(lengths), 0, lengths.length, page);
      page.putBytes(bytes, 0, bytes.length);
      DeltaLengthByteArrayDecoder decoder = new DeltaLengthByteArrayDecoder();
      MemorySegment offsets = buffers.bytes(new byte[100]);
      GrowableSegment data = buffers.out();
      decoder.reset(page.segment(), 0, page.size(), "page 2");
      assertRefused(message, () -> decoder.read(offsets, 0, data, lengths.length));
      decoder.reset(page.segment(), 0, page.size(), "page 2");
      assertRefused("", () -> decoder.skip(lengths.length));
    }
  }

  private static void assertPrefixesRefused(
      String message, int[] prefixes, int[] suffixes, byte[] bytes) {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment page = buffers.out();
      DeltaBinaryPackedEncoder.encodeInts(buffers.ints(prefixes), 0, prefixes.length, page);
      DeltaBinaryPackedEncoder.encodeInts(buffers.ints(suffixes), 0, suffixes.length, page);
      page.putBytes(bytes, 0, bytes.length);
      DeltaByteArrayDecoder decoder = new DeltaByteArrayDecoder();
      MemorySegment offsets = buffers.bytes(new byte[100]);
      GrowableSegment data = buffers.out();
      assertRefused(
          message,
          () -> {
            decoder.reset(page.segment(), 0, page.size(), buffers.out(), "page 2");
            decoder.read(offsets, 0, data, 2);
          });
      assertRefused(
          message,
          () -> {
            decoder.reset(page.segment(), 0, page.size(), buffers.out(), "page 2");
            decoder.skip(2);
          });
    }
  }

  private static void assertRefused(String message, Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("page 2")
        .hasMessageContaining(message);
  }
}
