package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Newline-delimited JSON, token by token. Lines are fed to one parser that takes its input in
 * pieces, so a line costs no object, and one that is broken cannot swallow the next.
 */
final class JsonLines {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(1 << 16)
                  .build())
          .build();

  private final LineReader lines;
  private JsonParser parser;
  private ByteArrayFeeder feeder;
  // Bytes that the parser was fed before this line.
  private long before;
  private long fed;
  private int tokens;

  JsonLines(InputStream in) throws IOException {
    lines = new LineReader(in);
    parser = FACTORY.createNonBlockingByteArrayParser();
    feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
  }

  /** Goes to the next line that is not blank; false at the end. */
  boolean next() throws IOException {
    do {
      if (!lines.next()) {
        return false;
      }
    } while (isBlank());
    before = fed;
    tokens = 0;
    return true;
  }

  /** Enters the line's object. */
  void begin() throws IOException {
    feed();
    JsonToken first = advance();
    if (first != JsonToken.START_OBJECT) {
      throw ColumnFeed.mismatch(parser, "an object");
    }
  }

  /** Checks that nothing follows the line's object. */
  void finish() throws IOException {
    tokens++;
    JsonToken extra;
    try {
      extra = parser.nextToken();
    } catch (JsonProcessingException malformed) {
      throw new BadRecord(malformed.getOriginalMessage());
    }
    if (extra != JsonToken.NOT_AVAILABLE) {
      throw new BadRecord("something follows the object; a line holds one");
    }
  }

  /** The next token of the object. */
  JsonToken advance() throws IOException {
    tokens++;
    JsonToken token;
    try {
      token = parser.nextToken();
    } catch (JsonProcessingException malformed) {
      throw new BadRecord(malformed.getOriginalMessage());
    }
    if (token == JsonToken.NOT_AVAILABLE) {
      throw new BadRecord("the line ends inside the object");
    }
    return token;
  }

  /** Goes from the beginning of an array or object to its end. */
  void skipChildren() throws IOException {
    int depth = 1;
    while (depth > 0) {
      JsonToken token = advance();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  /** Holds the current token. */
  JsonParser parser() {
    return parser;
  }

  /** Holds the line's bytes. */
  byte[] buffer() {
    return lines.buffer();
  }

  /** Where in the buffer the current token ends. */
  int position() {
    return (int) (parser.currentLocation().getByteOffset() - before) + lines.start();
  }

  /**
   * Where in the buffer the next value starts: the one whose name is the current token, or the next
   * of an array.
   */
  int valueStart() {
    byte[] bytes = lines.buffer();
    int at = position();
    while (at < lines.following() && (isSpace(bytes[at]) || bytes[at] == ':' || bytes[at] == ',')) {
      at++;
    }
    return at;
  }

  /** The line's number, counted from 1. */
  long number() {
    return lines.number();
  }

  /**
   * Gives up the line and finds the place of what was wrong with it.
   *
   * @param bad what was thrown for it
   * @return the same with its column, counted in characters from 1
   */
  BadRecord abandon(BadRecord bad) throws IOException {
    parser = FACTORY.createNonBlockingByteArrayParser();
    feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    fed = 0;
    return new BadRecord(Long.toString(column()), bad.reason());
  }

  // The parser that takes pieces is vague about places; one that has the whole line is not.
  private long column() throws IOException {
    int length = lines.end() - lines.start();
    long offset = length;
    try (JsonParser again = FACTORY.createParser(lines.buffer(), lines.start(), length)) {
      try {
        for (int i = 0; i < tokens && again.nextToken() != null; i++) {
          offset = again.currentTokenLocation().getByteOffset();
        }
        offset = again.currentToken() == null ? length : offset;
      } catch (JsonProcessingException malformed) {
        offset = malformed.getLocation().getByteOffset();
      }
    }
    int bytes = Math.clamp(offset, 0, length);
    String ahead = new String(lines.buffer(), lines.start(), bytes, StandardCharsets.UTF_8);
    return ahead.codePointCount(0, ahead.length()) + 1L;
  }

  private void feed() throws IOException {
    int end = lines.following();
    feeder.feedInput(lines.buffer(), lines.start(), end);
    fed += end - lines.start();
  }

  private boolean isBlank() {
    byte[] bytes = lines.buffer();
    for (int i = lines.start(); i < lines.end(); i++) {
      if (!isSpace(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
