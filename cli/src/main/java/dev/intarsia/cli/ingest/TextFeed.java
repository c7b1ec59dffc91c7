package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.RowAppender;
import java.io.IOException;
import java.util.UUID;

/**
 * Feeds a column that holds text or bytes: what is read is what is stored. JSON numbers and
 * booleans become their text.
 */
class TextFeed extends ColumnFeed {
  TextFeed(int column, Field field) {
    super(column, field);
  }

  @Override
  boolean takesAnyText() {
    return true;
  }

  @Override
  void text(RowAppender row, Text text) {
    text.encode();
    row.setBytes(column(), text.utf8(), 0, text.utf8Length());
  }

  @Override
  void scalar(RowAppender row, JsonParser parser, Text text) throws IOException {
    text(row, look(parser, text));
  }

  /** Feeds a column of UUIDs. */
  static final class Uuid extends ColumnFeed {
    private static final String WANTED = "a UUID, such as 123e4567-e89b-12d3-a456-426614174000";
    private static final int LENGTH = 36;

    Uuid(int column, Field field) {
      super(column, field);
    }

    @Override
    void text(RowAppender row, Text text) {
      if (text.length() != LENGTH) {
        throw Numbers.expected(WANTED, text);
      }
      try {
        row.setUuid(column(), UUID.fromString(text.toString()));
      } catch (NumberFormatException notHex) {
        throw Numbers.expected(WANTED, text);
      }
    }

    @Override
    void scalar(RowAppender row, JsonParser parser, Text text) throws IOException {
      string(row, parser, text, WANTED);
    }
  }

  /** Feeds a BOOLEAN column. */
  static final class Flag extends ColumnFeed {
    Flag(int column, Field field) {
      super(column, field);
    }

    @Override
    void text(RowAppender row, Text text) {
      if (!TextKind.isBoolean(text)) {
        throw Numbers.expected("true or false", text);
      }
      row.setBoolean(column(), text.length() == 4);
    }

    @Override
    void scalar(RowAppender row, JsonParser parser, Text text) throws IOException {
      JsonToken token = parser.currentToken();
      if (!token.isBoolean()) {
        throw mismatch(parser, "true or false");
      }
      row.setBoolean(column(), token == JsonToken.VALUE_TRUE);
    }
  }
}
