package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.intarsia.cli.console.Failure;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType.BsonType;
import dev.intarsia.columns.LogicalType.DateType;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.LogicalType.EnumType;
import dev.intarsia.columns.LogicalType.Float16Type;
import dev.intarsia.columns.LogicalType.GeographyType;
import dev.intarsia.columns.LogicalType.GeometryType;
import dev.intarsia.columns.LogicalType.IntegerType;
import dev.intarsia.columns.LogicalType.IntervalType;
import dev.intarsia.columns.LogicalType.JsonType;
import dev.intarsia.columns.LogicalType.StringType;
import dev.intarsia.columns.LogicalType.TimeType;
import dev.intarsia.columns.LogicalType.TimestampType;
import dev.intarsia.columns.LogicalType.UnknownType;
import dev.intarsia.columns.LogicalType.UuidType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.ValueAppender;
import java.io.IOException;

/**
 * Turns a field's text, or a JSON scalar, into a value of one column, or of a field within one. A
 * value that the column cannot hold is a {@link BadRecord}; what lies out of the type's range is
 * refused by the row.
 */
abstract class ColumnFeed {
  private final PrimitiveField field;

  ColumnFeed(PrimitiveField field) {
    this.field = field;
  }

  /**
   * The feed of a field.
   *
   * @throws Failure if no text can become its values
   */
  static ColumnFeed of(Field column) {
    if (!(column instanceof PrimitiveField field)) {
      throw new Failure(
          "column '%s': a %s cannot be read from text".formatted(column.name(), column.typeName()));
    }
    return switch (field.logicalType()) {
      case null -> plain(field);
      case StringType(), EnumType(), JsonType() -> new TextFeed(field);
      case IntegerType type -> new NumberFeeds.Whole(field);
      case DateType() -> new TimeFeeds.Date(field);
      case TimeType type -> new TimeFeeds.TimeOfDay(field, type.unit());
      case TimestampType type -> new TimeFeeds.Timestamp(field, type);
      case DecimalType type -> new NumberFeeds.Decimal(field);
      case UuidType() -> new TextFeed.Uuid(field);
      case Float16Type() -> new NumberFeeds.Floating(field);
      case BsonType(), IntervalType(), UnknownType() -> throw refusal(field);
      case GeometryType type -> throw refusal(field);
      case GeographyType type -> throw refusal(field);
    };
  }

  private static Failure refusal(Field field) {
    return new Failure(
        "column '" + field.name() + "': " + field.logicalType() + " cannot be read from text");
  }

  private static ColumnFeed plain(PrimitiveField field) {
    return switch (field.physicalType()) {
      case BOOLEAN -> new TextFeed.Flag(field);
      case INT32, INT64 -> new NumberFeeds.Whole(field);
      case FLOAT, DOUBLE -> new NumberFeeds.Floating(field);
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new TextFeed(field);
    };
  }

  /** What is fed. */
  final PrimitiveField field() {
    return field;
  }

  /** Whether text is a value as it stands, so that quotes make a difference. */
  boolean takesAnyText() {
    return false;
  }

  /** Sets the column to what the text says. */
  abstract void text(ValueAppender to, Text text);

  /**
   * Sets the column to the parser's current token, a scalar but not null; {@code text} is a scratch
   * to look through.
   */
  abstract void scalar(ValueAppender to, JsonParser parser, Text text) throws IOException;

  /** Sets the column to text where JSON has no literal for its type. */
  final void string(ValueAppender to, JsonParser parser, Text text, String wanted)
      throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw mismatch(parser, wanted);
    }
    text(to, look(parser, text));
  }

  static Text look(JsonParser parser, Text text) throws IOException {
    return text.utf16(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  /** The complaint that the parser's current token is not what the column holds. */
  static BadRecord mismatch(JsonParser parser, String wanted) throws IOException {
    JsonToken token = parser.currentToken();
    String found =
        switch (token) {
          case VALUE_STRING -> "the string " + look(parser, new Text()).quoted();
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + parser.getText();
          case VALUE_TRUE, VALUE_FALSE -> parser.getText();
          case START_OBJECT -> "an object";
          case START_ARRAY -> "an array";
          default -> String.valueOf(token);
        };
    return new BadRecord("expected " + wanted + ", found " + found);
  }
}
