package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.intarsia.columns.LogicalType.TimestampType;
import dev.intarsia.columns.LogicalType.Unit;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.ValueAppender;
import java.io.IOException;

/**
 * Feeds of columns that hold dates and times. They take ISO 8601 text, and from JSON also a count
 * of the column's unit.
 */
final class TimeFeeds {
  private TimeFeeds() {}

  /** What the three have in common: a count that JSON may give as it is. */
  abstract static class Counted extends ColumnFeed {
    private final String wanted;
    private final boolean wide;
    final IsoTime time = new IsoTime();

    Counted(PrimitiveField field, String wanted) {
      super(field);
      this.wanted = wanted;
      this.wide = field.physicalType() == PhysicalType.INT64;
    }

    @Override
    final void scalar(ValueAppender to, JsonParser parser, Text text) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        set(to, Numbers.toLong(look(parser, text)));
      } else {
        string(to, parser, text, wanted);
      }
    }

    final void set(ValueAppender to, long count) {
      if (wide) {
        to.setLong(count);
      } else if (count == (int) count) {
        to.setInt((int) count);
      } else {
        throw new BadRecord("the number " + count + " is beyond " + field().typeName());
      }
    }

    final BadRecord expected(Text found) {
      return Numbers.expected(wanted, found);
    }
  }

  /** Feeds a DATE column. */
  static final class Date extends Counted {
    Date(PrimitiveField field) {
      super(field, "a date, such as 2024-02-29");
    }

    @Override
    void text(ValueAppender to, Text text) {
      if (!time.date(text)) {
        throw expected(text);
      }
      set(to, time.day());
    }
  }

  /** Feeds a TIME column. */
  static final class TimeOfDay extends Counted {
    private final Unit unit;

    TimeOfDay(PrimitiveField field, Unit unit) {
      super(field, "a time, such as 17:05:03.25");
      this.unit = unit;
    }

    @Override
    void text(ValueAppender to, Text text) {
      if (!time.time(text)) {
        throw expected(text);
      }
      time.checkFits(unit, text);
      set(to, time.nanoOfDay() / unit.nanos());
    }
  }

  /**
   * Feeds a TIMESTAMP column. One in UTC takes text with or without a zone, the latter as UTC; a
   * local one takes text without a zone. A date is its midnight.
   */
  static final class Timestamp extends Counted {
    private final TimestampType type;

    Timestamp(PrimitiveField field, TimestampType type) {
      super(
          field,
          type.utc()
              ? "a timestamp, such as 2024-02-29T17:05:03Z"
              : "a timestamp without a zone, such as 2024-02-29 17:05:03");
      this.type = type;
    }

    @Override
    void text(ValueAppender to, Text text) {
      boolean readable = time.timestamp(text) || time.date(text);
      if (!readable || (time.zoned() && !type.utc())) {
        throw expected(text);
      }
      time.checkFits(type.unit(), text);
      long count;
      try {
        count = time.since1970(type.unit());
      } catch (ArithmeticException overflow) {
        throw new BadRecord(text.quoted() + " is beyond the range of " + type);
      }
      set(to, count);
    }
  }
}
