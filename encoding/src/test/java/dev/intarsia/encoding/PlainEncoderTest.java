package dev.intarsia.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.memory.buffer.Raw;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.plain.BinaryPlainValuesReader;
import org.apache.parquet.column.values.plain.BooleanPlainValuesReader;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PLAIN values as parquet-java reads them. */
@DetectLeaks
class PlainEncoderTest {
  private static final int[] COUNTS = {0, 1, 7, 8, 63, 64, 65, 128, 200, 1001};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 12, 16, 33})
  void valuesOfAWidthAreReadBackWithAndWithoutNulls(int width) throws IOException {
    Random random = new Random(width);
    for (int count : COUNTS) {
      List<byte[]> values = IntStream.range(0, count).mapToObj(i -> random(random, width)).toList();
      for (boolean[] present : validities(random, count)) {
        List<byte[]> kept = kept(values, present);
        ValuesReader reader = new FixedLenByteArrayPlainValuesReader(width);
        checkBinary(encodeFixed(values, width, present), kept, reader);
      }
      checkBinary(
          encodeFixed(values, width, null), values, new FixedLenByteArrayPlainValuesReader(width));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 8, 20, 63, 64, 65, 128, 129, 200})
  void binaryValuesAreReadBackWithAndWithoutNulls(int longest) throws IOException {
    Random random = new Random(longest);
    for (int count : COUNTS) {
      List<byte[]> values =
          IntStream.range(0, count)
              .mapToObj(i -> random(random, random.nextInt(longest + 1)))
              .toList();
      for (boolean[] present : validities(random, count)) {
        checkBinary(
            encodeBinary(values, present), kept(values, present), new BinaryPlainValuesReader());
      }
      checkBinary(encodeBinary(values, null), values, new BinaryPlainValuesReader());
    }
  }

  @Test
  void booleansAreAppendedInPiecesAtAnyBit() throws IOException {
    Random random = new Random(2);
    for (int offset : new int[] {0, 1, 7, 9}) {
      try (Buffers buffers = new Buffers()) {
        GrowableSegment out = buffers.out();
        List<Boolean> expected = new ArrayList<>();
        long bits = 0;
        for (int count : COUNTS) {
          boolean[] values = bools(random, count, 2);
          MemorySegment column = buffers.bits(values, offset);
          bits = PlainEncoder.booleans(column, offset, count, out, bits);
          IntStream.range(0, count).forEach(i -> expected.add(values[i]));
          for (boolean[] present : validities(random, count)) {
            MemorySegment validity = buffers.bits(present, 3);
            bits = PlainEncoder.booleans(column, offset, validity, 3, count, out, bits);
            IntStream.range(0, count).filter(i -> present[i]).forEach(i -> expected.add(values[i]));
          }
          assertThat(bits).isEqualTo(expected.size());
          checkBooleans(Buffers.written(out), expected);
        }
      }
    }
  }

  @Test
  void rowsThatAreNullMaySpanBytes() throws IOException {
    try (Buffers buffers = new Buffers()) {
      GrowableSegment out = buffers.out();
      MemorySegment offsets = buffers.ints(1, 3, 6, 8);
      MemorySegment data = buffers.bytes("-aaxyzbb-".getBytes(UTF_8));
      MemorySegment validity = buffers.bits(new boolean[] {true, false, true}, 0);
      PlainEncoder.binary(offsets, 0, data, 0, validity, 0, 3, out);
      assertThat(Buffers.written(out)).containsExactly(2, 0, 0, 0, 'a', 'a', 2, 0, 0, 0, 'b', 'b');
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void offsetsThatFallOrLeaveTheDataAreRefused(boolean byAddress) {
    try (Buffers buffers = new Buffers()) {
      MemorySegment data = buffers.bytes(new byte[1000]);
      long address = byAddress ? Raw.address(data) : 0;
      GrowableSegment out = buffers.out();
      for (int[] wrong :
          new int[][] {{0, 60, 0, 60}, {-60, 0, 60}, {990, 1001, 1001}, {0, 120, 1200, 8}}) {
        MemorySegment offsets = buffers.ints(wrong);
        int count = wrong.length - 1;
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
            .as("%s", Arrays.toString(wrong))
            .isThrownBy(() -> PlainEncoder.binary(offsets, 0, data, address, count, out));
        assertThat(out.size()).isZero();
      }
    }
  }

  private static List<boolean[]> validities(Random random, int count) {
    boolean[] all = new boolean[count];
    Arrays.fill(all, true);
    boolean[] blocks = new boolean[count];
    for (int i = 0; i < count; i++) {
      blocks[i] = i / 64 % 2 == 0;
    }
    return List.of(
        all, new boolean[count], blocks, bools(random, count, 2), bools(random, count, 20));
  }

  private static boolean[] bools(Random random, int count, int oneFalseIn) {
    boolean[] bools = new boolean[count];
    for (int i = 0; i < count; i++) {
      bools[i] = random.nextInt(oneFalseIn) != 0;
    }
    return bools;
  }

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static List<byte[]> kept(List<byte[]> values, boolean[] present) {
    return IntStream.range(0, present.length)
        .filter(i -> present[i])
        .mapToObj(values::get)
        .toList();
  }

  private static byte[] encodeFixed(List<byte[]> values, int width, boolean @Nullable [] present) {
    try (Buffers buffers = new Buffers()) {
      MemorySegment column = Binary.of(buffers, values).data();
      GrowableSegment out = buffers.out();
      int count = values.size();
      if (present == null) {
        PlainEncoder.fixedWidth(column, 0, width, count, out);
      } else {
        MemorySegment validity = buffers.bits(present, 5);
        PlainEncoder.fixedWidth(column, 0, width, validity, 5, count, out);
      }
      return Buffers.written(out);
    }
  }

  private static byte[] encodeBinary(List<byte[]> values, boolean @Nullable [] present) {
    byte[] checked = encodeBinary(values, present, false);
    assertThat(encodeBinary(values, present, true)).isEqualTo(checked);
    return checked;
  }

  private static byte[] encodeBinary(
      List<byte[]> values, boolean @Nullable [] present, boolean byAddress) {
    try (Buffers buffers = new Buffers()) {
      Binary column = Binary.of(buffers, values);
      long address = byAddress ? Raw.address(column.data()) : 0;
      GrowableSegment out = buffers.out();
      int count = values.size();
      if (present == null) {
        PlainEncoder.binary(column.offsets(), 0, column.data(), address, count, out);
      } else {
        MemorySegment validity = buffers.bits(present, 5);
        PlainEncoder.binary(column.offsets(), 0, column.data(), address, validity, 5, count, out);
      }
      return Buffers.written(out);
    }
  }

  private static void checkBinary(byte[] encoded, List<byte[]> values, ValuesReader reader)
      throws IOException {
    ByteBufferInputStream in = ByteBufferInputStream.wrap(ByteBuffer.wrap(encoded));
    reader.initFromPage(values.size(), in);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    ByteArrayOutputStream actual = new ByteArrayOutputStream();
    for (byte[] value : values) {
      byte[] read = reader.readBytes().getBytes();
      assertThat(read).hasSameSizeAs(value);
      expected.writeBytes(value);
      actual.writeBytes(read);
    }
    assertThat(actual.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(in.available()).isZero();
  }

  private static void checkBooleans(byte[] encoded, List<Boolean> expected) throws IOException {
    assertThat(encoded).hasSize((expected.size() + 7) / 8);
    BooleanPlainValuesReader reader = new BooleanPlainValuesReader();
    reader.initFromPage(expected.size(), ByteBufferInputStream.wrap(ByteBuffer.wrap(encoded)));
    List<Boolean> read = new ArrayList<>();
    expected.forEach(value -> read.add(reader.readBoolean()));
    assertThat(read).isEqualTo(expected);
  }
}
