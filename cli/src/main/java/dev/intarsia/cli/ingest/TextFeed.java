package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.ValueAppender;
import java.io.IOException;
import java.util.UUID;

/**
 * Feeds a column that holds text or bytes: what is read is what is stored. JSON numbers and
 * booleans become their text.
 */
class TextFeed extends ColumnFeed {
  TextFeed(PrimitiveField field) {
    super(field);
  }

  @Override
  boolean takesAnyText() {
    return true;
  }

  @Override
  void text(ValueAppender to, Text text) {
    text.encode();
    to.setBytes(text.utf8(), 0, text.utf8Length());
  }

  @Override
  void scalar(ValueAppender to, JsonParser parser, Text text) throws IOException {
    text(to, look(parser, text));
  }

  /** Feeds a column of UUIDs. */
  static final class Uuid extends ColumnFeed {
    private static final String WANTED = "a UUID, such as 123e4567-e89b-12d3-a456-426614174000";
    private static final int LENGTH = 36;

    Uuid(PrimitiveField field) {
      super(field);
    }

    @Override
    void text(ValueAppender to, Text text) {
      if (text.length() != LENGTH) {
        throw Numbers.expected(WANTED, text);
      }
      try {
        to.setUuid(UUID.fromString(text.toString()));
      } catch (NumberFormatException notHex) {
        throw Numbers.expected(WANTED, text);
      }
    }

    @Override
    void scalar(ValueAppender to, JsonParser parser, Text text) throws IOException {
      string(to, parser, text, WANTED);
    }
  }

  /** Feeds a BOOLEAN column. */
  static final class Flag extends ColumnFeed {
    Flag(PrimitiveField field) {
      super(field);
    }

    @Override
    void text(ValueAppender to, Text text) {
      if (!TextKind.isBoolean(text)) {
        throw Numbers.expected("true or false", text);
      }
      to.setBoolean(text.length() == 4);
    }

    @Override
    void scalar(ValueAppender to, JsonParser parser, Text text) throws IOException {
      JsonToken token = parser.currentToken();
      if (!token.isBoolean()) {
        throw mismatch(parser, "true or false");
      }
      to.setBoolean(token == JsonToken.VALUE_TRUE);
    }
  }
}
