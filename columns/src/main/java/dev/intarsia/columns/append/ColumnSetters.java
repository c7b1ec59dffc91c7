package dev.intarsia.columns.append;

import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/**
 * Every kind of value there is, each refused. A column's appender overrides what its type takes.
 */
public abstract sealed class ColumnSetters permits ColumnAppender {
  ColumnSetters() {}

  /** The exception to throw for a value that the column does not take. */
  abstract IllegalArgumentException refuse(String problem);

  /**
   * Sets a boolean.
   *
   * @param value the value
   */
  public void setBoolean(boolean value) {
    throw refuse("it does not take a boolean");
  }

  /**
   * Sets an int.
   *
   * @param value the value
   */
  public void setInt(int value) {
    throw refuse("it does not take an int");
  }

  /**
   * Sets a long.
   *
   * @param value the value
   */
  public void setLong(long value) {
    throw refuse("it does not take a long");
  }

  /**
   * Sets a float.
   *
   * @param value the value
   */
  public void setFloat(float value) {
    throw refuse("it does not take a float");
  }

  /**
   * Sets a double.
   *
   * @param value the value
   */
  public void setDouble(double value) {
    throw refuse("it does not take a double");
  }

  /**
   * Sets a value's bytes.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setBytes(MemorySegment source, long offset, long length) {
    throw refuse("it does not take bytes");
  }

  /**
   * Sets a value's bytes.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setBytes(byte[] source, int offset, int length) {
    throw refuse("it does not take bytes");
  }

  /**
   * Sets a text, given in UTF-8.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setUtf8(MemorySegment source, long offset, long length) {
    throw refuse("it does not take text");
  }

  /**
   * Sets a text, given in UTF-8.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setUtf8(byte[] source, int offset, int length) {
    throw refuse("it does not take text");
  }

  /**
   * Sets a text.
   *
   * @param value the value
   */
  public void setString(String value) {
    throw refuse("it does not take text");
  }

  /**
   * Sets a UUID.
   *
   * @param mostSignificant its first 64 bits
   * @param leastSignificant its last 64 bits
   */
  public void setUuid(long mostSignificant, long leastSignificant) {
    throw refuse("it does not take a UUID");
  }

  /**
   * Sets a UUID.
   *
   * @param value the value
   */
  public final void setUuid(UUID value) {
    setUuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
  }

  /**
   * Sets the bits of a half-precision float.
   *
   * @param bits IEEE 754 binary16
   */
  public void setFloat16(short bits) {
    throw refuse("it does not take a half-precision float");
  }

  /**
   * Sets an interval of unsigned parts.
   *
   * @param months months
   * @param days days
   * @param millis milliseconds
   */
  public void setInterval(int months, int days, int millis) {
    throw refuse("it does not take an interval");
  }

  /**
   * Sets a decimal.
   *
   * @param value the value
   */
  public void setDecimal(BigDecimal value) {
    throw refuse("it does not take a decimal");
  }

  /**
   * Sets an instant.
   *
   * @param value the value
   */
  public void setInstant(Instant value) {
    throw refuse("it does not take an instant");
  }

  /**
   * Sets a local date and time.
   *
   * @param value the value
   */
  public void setLocalDateTime(LocalDateTime value) {
    throw refuse("it does not take a local date and time");
  }

  /**
   * Sets a date.
   *
   * @param value the value
   */
  public void setLocalDate(LocalDate value) {
    throw refuse("it does not take a date");
  }

  /**
   * Sets a time of day.
   *
   * @param value the value
   */
  public void setLocalTime(LocalTime value) {
    throw refuse("it does not take a time of day");
  }
}
