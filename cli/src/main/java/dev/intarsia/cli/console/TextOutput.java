package dev.intarsia.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Results as UTF-8 text, gathered to some length before they are written. Unlike a print stream it
 * notices when nobody reads any more, and when there is no room.
 */
public final class TextOutput implements AutoCloseable {
  private static final int FLUSH_CHARACTERS = 1 << 16;

  private final OutputStream out;
  private final StringBuilder text = new StringBuilder();

  /**
   * Writes to a stream, which stays the caller's.
   *
   * @param out where bytes go
   */
  public TextOutput(OutputStream out) {
    this.out = out;
  }

  /**
   * What was not written yet; append to it.
   *
   * @return always the same
   */
  public StringBuilder text() {
    return text;
  }

  /**
   * Appends a line.
   *
   * @param line without its end
   */
  public void line(String line) {
    text.append(line).append('\n');
  }

  /**
   * Writes what was gathered, if that is much.
   *
   * @throws IOException if it cannot be written
   * @throws PipeClosed if nobody reads it
   */
  public void flushMuch() throws IOException {
    if (text.length() >= FLUSH_CHARACTERS) {
      flush();
    }
  }

  /**
   * Writes what was gathered.
   *
   * @throws IOException if it cannot be written
   * @throws PipeClosed if nobody reads it
   */
  public void flush() throws IOException {
    try {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
      text.setLength(0);
    } catch (IOException e) {
      text.setLength(0);
      if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe")) {
        throw new PipeClosed(e);
      }
      throw new IOException("cannot write the results: " + e.getMessage(), e);
    }
  }

  /**
   * Writes what is left.
   *
   * @throws IOException if it cannot be written
   * @throws PipeClosed if nobody reads it
   */
  @Override
  public void close() throws IOException {
    flush();
  }
}
