package dev.intarsia.cli.ingest;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Inputs made for tests. */
final class Samples {
  /** How a file is compressed. */
  enum Packing {
    PLAIN(""),
    GZIP(".gz"),
    ZSTD(".zst");

    final String ending;

    Packing(String ending) {
      this.ending = ending;
    }

    byte[] pack(byte[] plain) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream out = over(packed)) {
        out.write(plain);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return packed.toByteArray();
    }

    private OutputStream over(OutputStream out) throws IOException {
      return switch (this) {
        case PLAIN -> out;
        case GZIP -> new GZIPOutputStream(out);
        case ZSTD -> new ZstdOutputStream(out);
      };
    }
  }

  private Samples() {}

  static Path write(Path file, String text) {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Text text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    char[] widened = new String(bytes, StandardCharsets.ISO_8859_1).toCharArray();
    return new Text().widened(widened, 0, widened.length);
  }
}
