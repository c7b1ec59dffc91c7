package dev.intarsia.columns;

import dev.intarsia.columns.append.ColumnAppender;
import dev.intarsia.columns.append.ListColumnAppender;
import dev.intarsia.columns.append.StructColumnAppender;
import dev.intarsia.columns.append.ValuePlace;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends one value after another to the same place: a field of a struct, the elements of a list,
 * keys or values of a map, or a column of a row.
 *
 * <p>Of a column or a field, the second of two values in one row or struct replaces the first. Of a
 * list, each value is one more element. What a setter takes, and how it refuses, is as in {@link
 * RowAppender}. Always the same object for a place, so look it up once, outside loops.
 */
public final class ValueAppender {
  private final ValuePlace place;
  private final @Nullable StructAppender struct;
  private final @Nullable ListAppender list;
  private final @Nullable MapAppender map;

  ValueAppender(ValuePlace place) {
    this.place = place;
    Field field = place.column().field();
    struct =
        place.column() instanceof StructColumnAppender column && field instanceof StructField type
            ? new StructAppender(place, column, type)
            : null;
    ListColumnAppender items = place.column() instanceof ListColumnAppender column ? column : null;
    list = items != null && field instanceof ListField ? new ListAppender(place, items) : null;
    map = items != null && field instanceof MapField ? new MapAppender(place, items) : null;
  }

  /**
   * What is set here.
   *
   * @return the field, of a list's element {@link ListField#element()}
   */
  public Field field() {
    return place.column().field();
  }

  /**
   * The way to set structs here.
   *
   * @return always the same
   * @throws IllegalArgumentException if the field is none
   */
  public StructAppender struct() {
    if (struct == null) {
      throw otherKind("struct");
    }
    return struct;
  }

  /**
   * The way to set lists here.
   *
   * @return always the same
   * @throws IllegalArgumentException if the field is none
   */
  public ListAppender list() {
    if (list == null) {
      throw otherKind("list");
    }
    return list;
  }

  /**
   * The way to set maps here.
   *
   * @return always the same
   * @throws IllegalArgumentException if the field is none
   */
  public MapAppender map() {
    if (map == null) {
      throw otherKind("map");
    }
    return map;
  }

  private IllegalArgumentException otherKind(String asked) {
    return new IllegalArgumentException(
        "field '%s' is no %s, but of type %s"
            .formatted(place.column().path(), asked, field().typeName()));
  }

  /**
   * Sets a value of a BOOLEAN column.
   *
   * @param value the value
   */
  public void setBoolean(boolean value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setBoolean(value);
      place.set();
    }
  }

  /**
   * Sets a value of an INT32 column, or an INT64 one of signed values. A decimal takes the unscaled
   * number, a UINT32 column the raw bits.
   *
   * @param value the value
   */
  public void setInt(int value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setInt(value);
      place.set();
    }
  }

  /**
   * Sets a value of an INT64 or, if it fits, an INT32 column. A decimal takes the unscaled number,
   * a UINT64 column the raw bits, a UINT32 column 0 to 2<sup>32</sup> - 1.
   *
   * @param value the value
   */
  public void setLong(long value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setLong(value);
      place.set();
    }
  }

  /**
   * Sets a value of a FLOAT, DOUBLE or FLOAT16 column; the last rounds to the nearest.
   *
   * @param value any, its bits are kept
   */
  public void setFloat(float value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setFloat(value);
      place.set();
    }
  }

  /**
   * Sets a value of a DOUBLE column.
   *
   * @param value any, its bits are kept
   */
  public void setDouble(double value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setDouble(value);
      place.set();
    }
  }

  /**
   * Sets a value of a FLOAT16 column.
   *
   * @param bits IEEE 754 binary16, as {@link Float#floatToFloat16} makes them
   */
  public void setFloat16(short bits) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setFloat16(bits);
      place.set();
    }
  }

  /**
   * Sets a value of a BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY column. A decimal is its unscaled number
   * in two's complement, big-endian. Text is checked to be UTF-8 where the writer is told to.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setBytes(MemorySegment source, long offset, long length) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setBytes(source, offset, length);
      place.set();
    }
  }

  /**
   * Sets a value of a BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY column. A decimal is its unscaled number
   * in two's complement, big-endian. Text is checked to be UTF-8 where the writer is told to.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setBytes(byte[] source, int offset, int length) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setBytes(source, offset, length);
      place.set();
    }
  }

  /**
   * Sets a text given in UTF-8, in a STRING, ENUM or JSON column or a BYTE_ARRAY one without
   * logical type. It is checked where the writer is told to.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setUtf8(MemorySegment source, long offset, long length) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setUtf8(source, offset, length);
      place.set();
    }
  }

  /**
   * Sets a text given in UTF-8, in a STRING, ENUM or JSON column or a BYTE_ARRAY one without
   * logical type. It is checked where the writer is told to.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setUtf8(byte[] source, int offset, int length) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setUtf8(source, offset, length);
      place.set();
    }
  }

  /**
   * Sets a text, in a STRING, ENUM or JSON column or a BYTE_ARRAY one without logical type. It is
   * encoded straight into the column.
   *
   * @param value a text without unpaired surrogates
   */
  public void setString(String value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setString(target.present(value));
      place.set();
    }
  }

  /**
   * Sets a value of a UUID column.
   *
   * @param mostSignificant its first 64 bits
   * @param leastSignificant its last 64 bits
   */
  public void setUuid(long mostSignificant, long leastSignificant) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setUuid(mostSignificant, leastSignificant);
      place.set();
    }
  }

  /**
   * Sets a value of a UUID column.
   *
   * @param value the value
   */
  public void setUuid(UUID value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setUuid(target.present(value));
      place.set();
    }
  }

  /**
   * Sets a value of an INTERVAL column. Each part is unsigned.
   *
   * @param months months
   * @param days days
   * @param millis milliseconds
   */
  public void setInterval(int months, int days, int millis) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setInterval(months, days, millis);
      place.set();
    }
  }

  /**
   * Sets a value of a DECIMAL column. It is brought to the column's scale, and refused if that
   * would lose digits.
   *
   * @param value the value
   */
  public void setDecimal(BigDecimal value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setDecimal(target.present(value));
      place.set();
    }
  }

  /**
   * Sets a value of a TIMESTAMP column in UTC, rounded down to its unit.
   *
   * @param value the value
   */
  public void setInstant(Instant value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setInstant(target.present(value));
      place.set();
    }
  }

  /**
   * Sets a value of a TIMESTAMP column without time zone, rounded down to its unit.
   *
   * @param value the value
   */
  public void setLocalDateTime(LocalDateTime value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setLocalDateTime(target.present(value));
      place.set();
    }
  }

  /**
   * Sets a value of a DATE column.
   *
   * @param value the value
   */
  public void setLocalDate(LocalDate value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setLocalDate(target.present(value));
      place.set();
    }
  }

  /**
   * Sets a value of a TIME column, rounded down to its unit.
   *
   * @param value the value
   */
  public void setLocalTime(LocalTime value) {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setLocalTime(target.present(value));
      place.set();
    }
  }

  /**
   * Sets a null. For a column or a field it takes back what was set, which is the same as not
   * setting it at all; for an element of a list it adds a null. The field must not be required.
   */
  public void setNull() {
    ColumnAppender target = place.next();
    if (target != null) {
      target.setNull();
      place.set();
    }
  }
}
