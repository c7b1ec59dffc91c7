package dev.intarsia.encoding;

import static dev.intarsia.memory.buffer.Layouts.INT_LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.memory.CorruptDataException;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@DetectLeaks
class PlainDecoderTest {
  @Test
  void valuesOfAnyWidthAreReadInParts() {
    byte[] bytes = new byte[12 * 100];
    new Random(1).nextBytes(bytes);
    try (Buffers buffers = new Buffers()) {
      MemorySegment in = buffers.bytes(bytes);
      MemorySegment out = buffers.bytes(new byte[bytes.length]);
      long at = PlainDecoder.fixedWidth(in, 0, bytes.length, 12, 70, out, 0, "test");
      at = PlainDecoder.fixedWidth(in, at, bytes.length, 12, 30, out, at, "test");
      assertThat(at).isEqualTo(bytes.length);
      assertThat(out.mismatch(in)).isEqualTo(-1);
    }
  }

  @Test
  void booleansAreReadInParts() {
    boolean[] values = new boolean[1000];
    Random random = new Random(2);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextBoolean();
    }
    try (Buffers buffers = new Buffers()) {
      MemorySegment in = buffers.bits(values, 0);
      MemorySegment out = buffers.bytes(new byte[127]);
      long bit = 0;
      while (bit < 1000) {
        int part = (int) Math.min(1000 - bit, 1 + random.nextInt(150));
        bit = PlainDecoder.booleans(in, bit, in.byteSize(), part, out, 5 + bit, "test");
      }
      for (int i = 0; i < 1000; i++) {
        assertThat(Bits.get(out, 5 + i)).isEqualTo(values[i]);
      }
    }
  }

  @Test
  void binariesAreReadInPartsBehindWhatIsThere() {
    Random random = new Random(3);
    for (int longest : new int[] {1, 10, 70, 500}) {
      List<byte[]> values = new ArrayList<>();
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      for (int i = 0; i < 500; i++) {
        byte[] value = new byte[random.nextInt(longest)];
        random.nextBytes(value);
        values.add(value);
        plain.writeBytes(
            ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value.length).array());
        plain.writeBytes(value);
      }
      checkBinaries(random, values, plain.toByteArray());
    }
  }

  private static void checkBinaries(Random random, List<byte[]> values, byte[] plain) {
    try (Buffers buffers = new Buffers()) {
      MemorySegment in = buffers.bytes(plain);
      MemorySegment offsets = buffers.bytes(new byte[4 * (values.size() + 1)]);
      GrowableSegment data = buffers.out();
      data.putInt(77);
      long at = 0;
      for (int from = 0; from < values.size(); ) {
        int part = Math.min(values.size() - from, random.nextInt(100));
        at = PlainDecoder.binary(in, at, plain.length, part, offsets, 4L * from, data, "test");
        from += part;
      }
      assertThat(at).isEqualTo(plain.length);
      assertThat(offsets.get(INT_LE, 0)).isEqualTo(4);
      for (int i = 0; i < values.size(); i++) {
        int start = offsets.get(INT_LE, 4L * i);
        int length = offsets.get(INT_LE, 4L * i + 4) - start;
        assertThat(Binary.slice(data.segment(), start, length)).isEqualTo(values.get(i));
      }
      assertThat(data.size()).isEqualTo(offsets.get(INT_LE, 4L * values.size()));
    }
  }

  @Test
  void pagesThatAreTooShortAreRefused() {
    try (Buffers buffers = new Buffers()) {
      MemorySegment in = buffers.ints(5, 1, -1, 4, 0);
      MemorySegment out = buffers.bytes(new byte[400]);
      GrowableSegment data = buffers.out();
      assertRefused(
          "6 values do not fit the 20 bytes left",
          () -> PlainDecoder.fixedWidth(in, 0, 20, 4, 6, out, 0, "page 1"));
      assertRefused(
          "153 values do not fit the 19 bytes left",
          () -> PlainDecoder.booleans(in, 8, 20, 153, out, 0, "page 1"));
      assertRefused(
          "a value of 5 bytes where 4 are left",
          () -> PlainDecoder.binary(in, 0, 8, 1, out, 0, data, "page 1"));
      assertRefused(
          "a value of -1 bytes where 8 are left",
          () -> PlainDecoder.binary(in, 8, 20, 1, out, 0, data, "page 1"));
      assertRefused(
          "the length of a value where 3 bytes are left",
          () -> PlainDecoder.binary(in, 0, 3, 1, out, 0, data, "page 1"));
      assertThat(data.size()).isZero();
    }
  }

  private static void assertRefused(String message, Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("page 1")
        .hasMessageContaining(message);
  }
}
