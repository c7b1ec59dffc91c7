package dev.intarsia.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void linesAreThoseOfTheText() throws IOException {
    assertThat(lines("a\nbb\r\n\nc")).containsExactly("a", "bb", "", "c");
    assertThat(lines("a\n")).containsExactly("a");
    assertThat(lines("\r\n")).containsExactly("");
    assertThat(lines("a\rb\n")).containsExactly("a\rb");
    assertThat(lines("")).isEmpty();
  }

  @Test
  void linesOfAnyLengthSurviveAnyReads() throws IOException {
    Random random = new Random(5);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int length = i % 40 == 0 ? 150_000 + random.nextInt(100_000) : random.nextInt(2_000);
      expected.add(Character.toString('a' + i % 26).repeat(length));
    }
    assertThat(lines(String.join("\n", expected))).isEqualTo(expected);
    assertThat(lines(String.join("\r\n", expected) + "\r\n")).isEqualTo(expected);
  }

  private static List<String> lines(String text) throws IOException {
    LineReader reader = new LineReader(inPieces(text.getBytes(StandardCharsets.UTF_8)));
    List<String> lines = new ArrayList<>();
    while (reader.next()) {
      int length = reader.end() - reader.start();
      lines.add(new String(reader.buffer(), reader.start(), length, StandardCharsets.UTF_8));
      assertThat(reader.number()).isEqualTo(lines.size());
      assertThat(reader.buffer()[reader.following() - 1]).isEqualTo((byte) '\n');
    }
    return lines;
  }

  private static InputStream inPieces(byte[] bytes) {
    Random random = new Random(9);
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(10_000)));
      }
    };
  }
}
