package dev.intarsia.cli.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.intarsia.columns.LogicalType.IntegerType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.ValueAppender;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Feeds of columns that hold numbers. Numbers of JSON are read from their text: the conversions of
 * jackson-core's non-blocking parser go wrong (2.22.4: a fraction after a number beyond 64 bits
 * that was only looked at gets the value of that one).
 */
final class NumberFeeds {
  private NumberFeeds() {}

  /** Feeds a column of whole numbers of any width and sign. */
  static final class Whole extends ColumnFeed {
    private final boolean wide;
    private final boolean unsignedLong;

    Whole(PrimitiveField field) {
      super(field);
      wide = field.physicalType() == PhysicalType.INT64;
      unsignedLong = wide && field.logicalType() instanceof IntegerType type && !type.signed();
    }

    @Override
    void text(ValueAppender to, Text text) {
      if (unsignedLong && text.length() > 18) {
        setUnsigned(to, text.toString());
      } else {
        set(to, Numbers.toLong(text));
      }
    }

    @Override
    void scalar(ValueAppender to, JsonParser parser, Text text) throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw mismatch(parser, "a whole number");
      }
      text(to, look(parser, text));
    }

    private void set(ValueAppender to, long value) {
      if (wide) {
        if (unsignedLong && value < 0) {
          throw new BadRecord("expected a number from 0 on, found " + value);
        }
        to.setLong(value);
      } else if (value == (int) value) {
        to.setInt((int) value);
      } else {
        setWideInt(to, value);
      }
    }

    // Unsigned 32-bit values are stored as their bits.
    private void setWideInt(ValueAppender to, long value) {
      boolean unsigned =
          field().logicalType() instanceof IntegerType type && type.bits() == 32 && !type.signed();
      if (!unsigned || value < 0 || value > 0xFFFF_FFFFL) {
        throw new BadRecord("the number " + value + " is beyond " + field().typeName());
      }
      to.setInt((int) value);
    }

    private void setUnsigned(ValueAppender to, String digits) {
      try {
        to.setLong(Long.parseUnsignedLong(digits));
      } catch (NumberFormatException beyond) {
        throw new BadRecord("the number " + digits + " is beyond 64 bits without a sign");
      }
    }
  }

  /** Feeds a column of binary floating point numbers. */
  static final class Floating extends ColumnFeed {
    Floating(PrimitiveField field) {
      super(field);
    }

    @Override
    void text(ValueAppender to, Text text) {
      set(to, Numbers.toDouble(text));
    }

    @Override
    void scalar(ValueAppender to, JsonParser parser, Text text) throws IOException {
      if (!parser.currentToken().isNumeric()) {
        throw mismatch(parser, "a number");
      }
      set(to, Numbers.ofJson(look(parser, text)));
    }

    private void set(ValueAppender to, double value) {
      switch (field().physicalType()) {
        case DOUBLE -> to.setDouble(value);
        case FLOAT -> to.setFloat((float) value);
        default -> to.setFloat16(Float.floatToFloat16((float) value));
      }
    }
  }

  /** Feeds a DECIMAL column. */
  static final class Decimal extends ColumnFeed {
    // Past any DECIMAL; keeps a number such as 1e999999999 from being spelt out.
    private static final int WIDEST = 4000;

    Decimal(PrimitiveField field) {
      super(field);
    }

    @Override
    void text(ValueAppender to, Text text) {
      set(to, text.toString());
    }

    @Override
    void scalar(ValueAppender to, JsonParser parser, Text text) throws IOException {
      if (!parser.currentToken().isNumeric()) {
        string(to, parser, text, "a number");
        return;
      }
      set(to, parser.getText());
    }

    private void set(ValueAppender to, String number) {
      BigDecimal value;
      try {
        value = new BigDecimal(number);
      } catch (NumberFormatException malformed) {
        throw new BadRecord("expected a decimal number, found \"" + number + "\"");
      }
      if (Math.abs((long) value.scale()) > WIDEST || value.precision() > WIDEST) {
        throw new BadRecord("the number " + number + " does not fit " + field().typeName());
      }
      to.setDecimal(value);
    }
  }
}
