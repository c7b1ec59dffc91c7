package dev.intarsia.parquet.interop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A binary value with equality by content. */
final class Bytes {
  private static final int SHOWN = 24;

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  static Bytes of(byte... bytes) {
    return new Bytes(bytes);
  }

  static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    int shown = Math.min(bytes.length, SHOWN);
    String hex = HexFormat.of().formatHex(bytes, 0, shown);
    return "x'" + hex + (shown < bytes.length ? "..." : "") + "' (" + bytes.length + " bytes)";
  }
}
