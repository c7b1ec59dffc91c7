package dev.intarsia.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void utf16IsEncodedAsJavaDoes() {
    Random random = new Random(3);
    Text text = new Text();
    for (int i = 0; i < 5_000; i++) {
      StringBuilder content = new StringBuilder();
      for (int n = random.nextInt(50); n > 0; n--) {
        int bits = random.nextInt(4) == 0 ? 21 : 7;
        int c = random.nextInt(1 << bits);
        content.appendCodePoint(
            Character.isValidCodePoint(c) && Character.getType(c) != Character.SURROGATE ? c : 'x');
      }
      char[] buffer = ("ab" + content + "cd").toCharArray();
      text.utf16(buffer, 2, buffer.length - 4).encode();
      assertThat(Arrays.copyOf(text.utf8(), text.utf8Length()))
          .isEqualTo(content.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void widenedBytesComeBackAsTheyWere() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    char[] widened = new String(bytes, StandardCharsets.ISO_8859_1).toCharArray();
    Text text = new Text().widened(widened, 0, widened.length);
    text.encode();
    assertThat(Arrays.copyOf(text.utf8(), text.utf8Length())).isEqualTo(bytes);
  }

  @Test
  void halfASurrogatePairIsRefused() {
    for (String half : new String[] {"x\ud800", "\udc00x", "\ud800\ud800"}) {
      Text text = new Text().utf16(half.toCharArray(), 0, half.length());
      assertThatThrownBy(text::encode)
          .isInstanceOf(BadRecord.class)
          .hasMessageContaining("half of a surrogate pair");
    }
  }

  @Test
  void longTextIsCutInMessages() {
    assertThat(Samples.text("é".repeat(41)).quoted()).isEqualTo("\"" + "é".repeat(40) + "...\"");
    assertThat(Samples.text("é".repeat(40)).quoted()).isEqualTo("\"" + "é".repeat(40) + "\"");
  }
}
