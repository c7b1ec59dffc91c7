package dev.intarsia.cli.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that remembers what is read while it is sampled and gives it again after {@link
 * #rewind}.
 */
final class Replay extends InputStream {
  private final InputStream source;
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private byte[] kept = {};
  private int next;
  private boolean remembers;

  Replay(InputStream source) {
    this.source = source;
  }

  /**
   * Starts over.
   *
   * @param remember whether it will be asked to start over once more
   */
  void rewind(boolean remember) {
    kept = taken.size() == 0 ? kept : taken.toByteArray();
    next = 0;
    remembers = remember;
  }

  /** How much is remembered. */
  long keptBytes() {
    return taken.size();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (next < kept.length) {
      int count = Math.min(length, kept.length - next);
      System.arraycopy(kept, next, target, offset, count);
      next += count;
      return count;
    }
    if (!remembers && kept.length > 0) {
      // Played to its end: nobody will ask again.
      kept = new byte[0];
      next = 0;
      taken.reset();
    }
    int count = source.read(target, offset, length);
    if (remembers && count > 0) {
      taken.write(target, offset, count);
    }
    return count;
  }
}
