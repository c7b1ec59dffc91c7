package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType.TimestampType;
import dev.intarsia.columns.LogicalType.Unit;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
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

    Counted(int column, Field field, String wanted) {
      super(column, field);
      this.wanted = wanted;
      this.wide = field.physicalType() == PhysicalType.INT64;
    }

    @Override
    final void scalar(RowAppender row, JsonParser parser, Text text) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        set(row, Numbers.toLong(look(parser, text)));
      } else {
        string(row, parser, text, wanted);
      }
    }

    final void set(RowAppender row, long count) {
      if (wide) {
        row.setLong(column(), count);
      } else if (count == (int) count) {
        row.setInt(column(), (int) count);
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
    Date(int column, Field field) {
      super(column, field, "a date, such as 2024-02-29");
    }

    @Override
    void text(RowAppender row, Text text) {
      if (!time.date(text)) {
        throw expected(text);
      }
      set(row, time.day());
    }
  }

  /** Feeds a TIME column. */
  static final class TimeOfDay extends Counted {
    private final Unit unit;

    TimeOfDay(int column, Field field, Unit unit) {
      super(column, field, "a time, such as 17:05:03.25");
      this.unit = unit;
    }

    @Override
    void text(RowAppender row, Text text) {
      if (!time.time(text)) {
        throw expected(text);
      }
      time.checkFits(unit, text);
      set(row, time.nanoOfDay() / unit.nanos());
    }
  }

  /**
   * Feeds a TIMESTAMP column. One in UTC takes text with or without a zone, the latter as UTC; a
   * local one takes text without a zone. A date is its midnight.
   */
  static final class Timestamp extends Counted {
    private final TimestampType type;

    Timestamp(int column, Field field, TimestampType type) {
      super(
          column,
          field,
          type.utc()
              ? "a timestamp, such as 2024-02-29T17:05:03Z"
              : "a timestamp without a zone, such as 2024-02-29 17:05:03");
      this.type = type;
    }

    @Override
    void text(RowAppender row, Text text) {
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
      set(row, count);
    }
  }
}
