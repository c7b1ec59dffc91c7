package dev.intarsia.columns.append;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Held against the JDK's own coders. */
final class Utf8Test {
  private static final String[] SAMPLES = {
    "",
    "a",
    "seven c",
    "eight ch",
    "nine char",
    "äöü",
    "€",
    "\u07FF\u0800\uFFFF",
    "𝄞",
    "\uD7FF\uE000",
    "\uDBFF\uDFFF",
    "plain text and then ünïcode, 漢字 and 😀 at the end",
    "\0",
    "😀😀😀😀😀"
  };

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
  private final CharBuffer output = CharBuffer.allocate(300);

  @Test
  void validatesEverySequenceOfUpToThreeBytesAsTheJdkDoes() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(3);
      int[] edges = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xFF};
      for (int lead = 0; lead < 256; lead++) {
        bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) lead);
        for (int second = 0; second < 256; second++) {
          bytes.set(ValueLayout.JAVA_BYTE, 1, (byte) second);
          for (int third : edges) {
            bytes.set(ValueLayout.JAVA_BYTE, 2, (byte) third);
            for (int length = 1; length <= 3; length++) {
              assertAgreesWithJdk(bytes.asSlice(0, length));
            }
          }
        }
      }
    }
  }

  @Test
  void validatesFourByteSequencesAsTheJdkDoes() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(4);
      for (int lead = 0xEF; lead <= 0xFF; lead++) {
        for (int second = 0x70; second <= 0xD0; second++) {
          for (int rest : new int[] {0x7F80, 0x8080, 0xBFBF, 0x80C0, 0x8041}) {
            bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) lead);
            bytes.set(ValueLayout.JAVA_BYTE, 1, (byte) second);
            bytes.set(ValueLayout.JAVA_BYTE, 2, (byte) (rest >> 8));
            bytes.set(ValueLayout.JAVA_BYTE, 3, (byte) rest);
            assertAgreesWithJdk(bytes);
          }
        }
      }
    }
  }

  @Test
  void validatesDamagedTextAsTheJdkDoes() {
    Random random = new Random(7);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(200);
      for (int round = 0; round < 20_000; round++) {
        byte[] text = randomText(random).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, 200);
        MemorySegment.copy(text, 0, bytes, ValueLayout.JAVA_BYTE, 0, length);
        if (length > 0 && random.nextBoolean()) {
          bytes.set(ValueLayout.JAVA_BYTE, random.nextInt(length), (byte) random.nextInt(256));
        }
        assertAgreesWithJdk(bytes.asSlice(0, length));
      }
    }
  }

  private void assertAgreesWithJdk(MemorySegment bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes.toArray(ValueLayout.JAVA_BYTE));
    output.clear();
    long expected = decoder.reset().decode(input, output, true).isError() ? input.position() : -1;
    if (Utf8.firstMalformed(bytes, 0, bytes.byteSize()) != expected) {
      assertThat(Utf8.firstMalformed(bytes, 0, bytes.byteSize()))
          .as("%s", input.rewind())
          .isEqualTo(expected);
    }
  }

  @Test
  void encodesAsTheJdkDoes() {
    Random random = new Random(8);
    for (String sample : SAMPLES) {
      assertEncodesAsTheJdk(sample);
    }
    for (int round = 0; round < 5_000; round++) {
      assertEncodesAsTheJdk(randomText(random));
    }
  }

  private static void assertEncodesAsTheJdk(String text) {
    byte[] expected = text.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(3 + 3L * text.length());
      long end = Utf8.encode(text, target, 3);
      assertThat(target.asSlice(3, end - 3).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
      assertThat(Utf8.length(text)).isEqualTo(expected.length);
    }
  }

  @Test
  void findsUnpairedSurrogates() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(100);
      assertThat(Utf8.encode("ab\uD800", target, 0)).isEqualTo(~2);
      assertThat(Utf8.encode("\uDC00", target, 0)).isEqualTo(~0);
      assertThat(Utf8.encode("eight chars\uD800\uD800\uDC00", target, 0)).isEqualTo(~11);
      assertThat(Utf8.encode("😀\uDE00", target, 0)).isEqualTo(~2);
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int limit = 1 << (7 + random.nextInt(15));
    for (int i = random.nextInt(30); i > 0; i--) {
      int codePoint = random.nextInt(Math.min(limit, Character.MAX_CODE_POINT + 1));
      boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
      text.appendCodePoint(surrogate ? 'x' : codePoint);
    }
    return text.toString();
  }
}
