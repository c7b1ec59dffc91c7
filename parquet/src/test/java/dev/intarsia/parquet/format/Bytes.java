package dev.intarsia.parquet.format;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.memory.buffer.GrowableSegment;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Between arrays, which tests are easily written with, and segments. */
final class Bytes {
  private Bytes() {}

  static MemorySegment segment(byte[] bytes) {
    return MemorySegment.ofArray(bytes);
  }

  static byte[] of(GrowableSegment segment) {
    return segment.segment().asSlice(0, segment.size()).toArray(ValueLayout.JAVA_BYTE);
  }

  static InputStream stream(GrowableSegment segment) {
    return new ByteArrayInputStream(of(segment));
  }

  static byte[] ofText(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] ofInt(int value) {
    return little(4).putInt(value).array();
  }

  static byte[] ofLong(long value) {
    return little(8).putLong(value).array();
  }

  static byte[] ofFloat(float value) {
    return little(4).putFloat(value).array();
  }

  static byte[] ofDouble(double value) {
    return little(8).putDouble(value).array();
  }

  static byte[] of(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A value in PLAIN, without a length; NaN and -0.0 are never among them. */
  static byte[] random(Random random, PhysicalType type, int length) {
    return switch (type) {
      case BOOLEAN -> new byte[] {(byte) random.nextInt(2)};
      case INT32 -> ofInt(random.nextInt() >> random.nextInt(32));
      case INT64 -> ofLong(random.nextLong() >> random.nextInt(64));
      case FLOAT -> ofFloat((float) random.nextGaussian(0, 1e6));
      case DOUBLE -> ofDouble(random.nextGaussian(0, 1e9));
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        yield bytes;
      }
    };
  }
}
