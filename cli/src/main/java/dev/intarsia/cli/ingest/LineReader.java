package dev.intarsia.cli.ingest;

import dev.intarsia.cli.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of bytes, ended by LF or CRLF, without an object for any of them. The byte after {@link
 * #end()} is always a line feed, or the carriage return before it, also after an unfinished last
 * line.
 */
final class LineReader {
  private static final int FIRST = 1 << 16;
  private static final int LONGEST = 1 << 29;

  private final InputStream in;
  private byte[] buffer = new byte[FIRST];
  private int limit;
  private int start;
  private int end;
  private int next;
  private long number;
  private boolean ended;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end of the text. */
  boolean next() throws IOException {
    start = next;
    int feed = find(start);
    while (feed < 0) {
      if (ended) {
        return false;
      }
      int searched = limit - start;
      fill();
      feed = find(start + searched);
    }
    next = feed + 1;
    end = feed > start && buffer[feed - 1] == '\r' ? feed - 1 : feed;
    number++;
    return true;
  }

  /** Holds the line; valid until {@link #next()}. */
  byte[] buffer() {
    return buffer;
  }

  /** Where the line starts in the buffer. */
  int start() {
    return start;
  }

  /** Where the line ends: the index of the first byte that is not part of it. */
  int end() {
    return end;
  }

  /** Where the following line starts in the buffer. */
  int following() {
    return next;
  }

  /** Which line it is, counted from 1. */
  long number() {
    return number;
  }

  private int find(int from) {
    byte[] bytes = buffer;
    for (int i = from; i < limit; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Reads more behind the beginning of a line, which moves to the front. */
  private void fill() throws IOException {
    int kept = limit - start;
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, kept);
    } else if (kept == buffer.length) {
      if (kept >= LONGEST) {
        throw new Failure("line " + (number + 1) + " is longer than 512 MiB");
      }
      buffer = Arrays.copyOf(buffer, kept * 2);
    }
    start = 0;
    limit = kept;
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read > 0) {
      limit += read;
    } else if (read < 0) {
      ended = true;
      finishLastLine();
    }
  }

  private void finishLastLine() {
    if (limit > 0) {
      buffer = limit == buffer.length ? Arrays.copyOf(buffer, limit + 1) : buffer;
      buffer[limit++] = '\n';
    }
  }
}
