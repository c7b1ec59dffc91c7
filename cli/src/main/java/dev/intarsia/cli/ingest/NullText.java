package dev.intarsia.cli.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The texts that stand for null in CSV. */
final class NullText {
  private final byte[][] texts;

  NullText(List<String> texts) {
    this.texts =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  /** Whether the field is one of them. */
  boolean matches(Text field) {
    for (byte[] text : texts) {
      if (field.is(text)) {
        return true;
      }
    }
    return false;
  }
}
