package dev.intarsia.columns;

import dev.intarsia.columns.append.ColumnAppender;
import dev.intarsia.columns.append.GrowingColumn;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/**
 * Appends values to one column of a batch. What a column takes, and what the values mean, is as in
 * {@link RowAppender}.
 *
 * <p>A value that is refused is not appended, and the column goes on as it was; appending many at
 * once appends all or none. A struct, list or map is dropped whole for anything refused within it,
 * and ends where the next row begins. Refusals throw {@link IllegalArgumentException} naming the
 * column, the row and what would be legal, or {@link IndexOutOfBoundsException} for a source range
 * that does not exist. Beyond 2<sup>31</sup> - 1 bytes a BYTE_ARRAY column throws {@link
 * IllegalStateException}.
 */
public final class ColumnBuilder {
  final GrowingColumn growing;
  private final ValueAppender rows;

  ColumnBuilder(GrowingColumn growing) {
    this.growing = growing;
    rows = new ValueAppender(growing.place());
  }

  /**
   * The way to append whatever the column holds: each value set, and each struct, list or map
   * begun, is a row.
   *
   * @return always the same
   */
  public ValueAppender value() {
    return rows;
  }

  /**
   * The way to append structs: each begun is a row.
   *
   * @return always the same
   * @throws IllegalArgumentException if the column is of another kind
   */
  public StructAppender struct() {
    return rows.struct();
  }

  /**
   * The way to append lists: each begun is a row.
   *
   * @return always the same
   * @throws IllegalArgumentException if the column is of another kind
   */
  public ListAppender list() {
    return rows.list();
  }

  /**
   * The way to append maps: each begun is a row.
   *
   * @return always the same
   * @throws IllegalArgumentException if the column is of another kind
   */
  public MapAppender map() {
    return rows.map();
  }

  /**
   * Rows so far.
   *
   * @return rows, nulls included
   */
  public int length() {
    return growing.length();
  }

  /** Appends a null; the column must not be required. */
  public void appendNull() {
    growing.next().setNull();
    growing.advance();
  }

  /**
   * Appends nulls; the column must not be required.
   *
   * @param count how many
   */
  public void appendNulls(int count) {
    growing.appendNulls(count);
  }

  /**
   * Appends to a BOOLEAN column.
   *
   * @param value the value
   */
  public void appendBoolean(boolean value) {
    growing.next().setBoolean(value);
    growing.advance();
  }

  /**
   * Appends to an INT32 or INT64 column.
   *
   * @param value the value
   */
  public void appendInt(int value) {
    growing.next().setInt(value);
    growing.advance();
  }

  /**
   * Appends to an INT64 or, if it fits, an INT32 column.
   *
   * @param value the value
   */
  public void appendLong(long value) {
    growing.next().setLong(value);
    growing.advance();
  }

  /**
   * Appends to a FLOAT, DOUBLE or FLOAT16 column.
   *
   * @param value the value
   */
  public void appendFloat(float value) {
    growing.next().setFloat(value);
    growing.advance();
  }

  /**
   * Appends to a DOUBLE column.
   *
   * @param value the value
   */
  public void appendDouble(double value) {
    growing.next().setDouble(value);
    growing.advance();
  }

  /**
   * Appends to a FLOAT16 column.
   *
   * @param bits IEEE 754 binary16
   */
  public void appendFloat16(short bits) {
    growing.next().setFloat16(bits);
    growing.advance();
  }

  /**
   * Appends to a BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY column.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void appendBytes(MemorySegment source, long offset, long length) {
    growing.next().setBytes(source, offset, length);
    growing.advance();
  }

  /**
   * Appends to a BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY column.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void appendBytes(byte[] source, int offset, int length) {
    growing.next().setBytes(source, offset, length);
    growing.advance();
  }

  /**
   * Appends a text given in UTF-8.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void appendUtf8(MemorySegment source, long offset, long length) {
    growing.next().setUtf8(source, offset, length);
    growing.advance();
  }

  /**
   * Appends a text given in UTF-8.
   *
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void appendUtf8(byte[] source, int offset, int length) {
    growing.next().setUtf8(source, offset, length);
    growing.advance();
  }

  /**
   * Appends a text.
   *
   * @param value a text without unpaired surrogates
   */
  public void appendString(String value) {
    ColumnAppender target = growing.next();
    target.setString(target.present(value));
    growing.advance();
  }

  /**
   * Appends to a UUID column.
   *
   * @param value the value
   */
  public void appendUuid(UUID value) {
    ColumnAppender target = growing.next();
    target.setUuid(target.present(value));
    growing.advance();
  }

  /**
   * Appends to an INTERVAL column. Each part is unsigned.
   *
   * @param months months
   * @param days days
   * @param millis milliseconds
   */
  public void appendInterval(int months, int days, int millis) {
    growing.next().setInterval(months, days, millis);
    growing.advance();
  }

  /**
   * Appends to a DECIMAL column; refused if its scale would lose digits.
   *
   * @param value the value
   */
  public void appendDecimal(BigDecimal value) {
    ColumnAppender target = growing.next();
    target.setDecimal(target.present(value));
    growing.advance();
  }

  /**
   * Appends to a TIMESTAMP column in UTC, rounded down to its unit.
   *
   * @param value the value
   */
  public void appendInstant(Instant value) {
    ColumnAppender target = growing.next();
    target.setInstant(target.present(value));
    growing.advance();
  }

  /**
   * Appends to a TIMESTAMP column without time zone, rounded down to its unit.
   *
   * @param value the value
   */
  public void appendLocalDateTime(LocalDateTime value) {
    ColumnAppender target = growing.next();
    target.setLocalDateTime(target.present(value));
    growing.advance();
  }

  /**
   * Appends to a DATE column.
   *
   * @param value the value
   */
  public void appendLocalDate(LocalDate value) {
    ColumnAppender target = growing.next();
    target.setLocalDate(target.present(value));
    growing.advance();
  }

  /**
   * Appends to a TIME column, rounded down to its unit.
   *
   * @param value the value
   */
  public void appendLocalTime(LocalTime value) {
    ColumnAppender target = growing.next();
    target.setLocalTime(target.present(value));
    growing.advance();
  }

  /**
   * Appends many values to a fixed-width column, as they lie in memory: back to back, each of the
   * column's width, little-endian.
   *
   * @param source where they are
   * @param offset where they start, in bytes
   * @param count how many
   */
  public void appendValues(MemorySegment source, long offset, int count) {
    growing.appendValues(source, offset, count);
  }

  /**
   * Appends many values to an INT32 column.
   *
   * @param source where they are
   * @param offset the first
   * @param count how many
   */
  public void appendInts(int[] source, int offset, int count) {
    growing.appendInts(source, offset, count);
  }

  /**
   * Appends many values to an INT64 column.
   *
   * @param source where they are
   * @param offset the first
   * @param count how many
   */
  public void appendLongs(long[] source, int offset, int count) {
    growing.appendLongs(source, offset, count);
  }

  /**
   * Appends many values to a FLOAT column.
   *
   * @param source where they are
   * @param offset the first
   * @param count how many
   */
  public void appendFloats(float[] source, int offset, int count) {
    growing.appendFloats(source, offset, count);
  }

  /**
   * Appends many values to a DOUBLE column.
   *
   * @param source where they are
   * @param offset the first
   * @param count how many
   */
  public void appendDoubles(double[] source, int offset, int count) {
    growing.appendDoubles(source, offset, count);
  }

  /**
   * Appends all rows of another column, nulls included, nested ones too. With {@code wrap} of the
   * column classes that takes any memory in Arrow's layout.
   *
   * @param source of the same physical type and width, or made of such columns in the same way
   */
  public void appendAll(Column source) {
    growing.appendAll(source);
  }
}
