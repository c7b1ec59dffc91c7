package dev.intarsia.columns;

import dev.intarsia.columns.append.BinaryAppender;
import dev.intarsia.columns.append.BooleanAppender;
import dev.intarsia.columns.append.ColumnAppender;
import dev.intarsia.columns.append.DoubleAppender;
import dev.intarsia.columns.append.FloatAppender;
import dev.intarsia.columns.append.IntAppender;
import dev.intarsia.columns.append.LongAppender;
import dev.intarsia.columns.append.RowBuffer;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows, value by value, by the columns' positions in the schema.
 *
 * <pre>{@code
 * row.setLong(timestamp, time);
 * row.setUtf8(service, segment, offset, length);
 * row.end();
 * }</pre>
 *
 * <p>Columns of structs, lists and maps are set through appenders of their own: {@link #struct},
 * {@link #list} and {@link #map}. What they append belongs to the row under way.
 *
 * <p>A row is atomic. {@link #end()} completes it: columns that were not set are null, and a
 * required one that was not set drops the row. Setting a column twice keeps the second value. A
 * setter that throws rejects the row: it takes no further values, and {@code end()} drops it and
 * names the first cause. {@link #cancel()} drops it silently. Whatever happens to a row, the rows
 * before it are complete and all columns stay aligned.
 *
 * <p>Every setter throws {@link IllegalArgumentException} if the column's type does not take such a
 * value or the value lies outside what is legal, naming the column, the row, counted from 0, and
 * what would be legal; {@link IndexOutOfBoundsException} for a column or a source range that does
 * not exist; and {@link dev.intarsia.memory.MemoryLimitExceededException} if the budget has no room
 * even after flushing. Ranges are copied before the setter returns.
 *
 * <p>Belongs to one thread at a time, like the writer it comes from. The setters of primitives and
 * ranges make no garbage.
 */
public final class RowAppender {
  private final RowBuffer rows;
  private final @Nullable BooleanAppender[] booleans;
  private final @Nullable IntAppender[] ints;
  private final @Nullable LongAppender[] longs;
  private final @Nullable FloatAppender[] floats;
  private final @Nullable DoubleAppender[] doubles;
  private final @Nullable BinaryAppender[] binaries;
  private final @Nullable ValueAppender[] values;

  /**
   * Appends to a buffer; for the engine, callers get theirs from a writer.
   *
   * @param rows where values go
   */
  @SuppressWarnings("exports") // only the engine has row buffers
  public RowAppender(RowBuffer rows) {
    this.rows = rows;
    booleans = rows.ofKind(BooleanAppender.class, BooleanAppender[]::new);
    ints = rows.ofKind(IntAppender.class, IntAppender[]::new);
    longs = rows.ofKind(LongAppender.class, LongAppender[]::new);
    floats = rows.ofKind(FloatAppender.class, FloatAppender[]::new);
    doubles = rows.ofKind(DoubleAppender.class, DoubleAppender[]::new);
    binaries = rows.ofKind(BinaryAppender.class, BinaryAppender[]::new);
    values = new @Nullable ValueAppender[rows.schema().size()];
  }

  /**
   * The way to set a column without its position, be it nested or not.
   *
   * @param column the position in the schema
   * @return always the same
   * @throws IndexOutOfBoundsException if there is no such column
   */
  public ValueAppender value(int column) {
    ValueAppender known = values[Objects.checkIndex(column, values.length)];
    if (known == null) {
      known = new ValueAppender(rows.place(column));
      values[column] = known;
    }
    return known;
  }

  /**
   * The way to set structs of a column.
   *
   * @param column the position in the schema
   * @return always the same
   * @throws IllegalArgumentException if the column is of another kind
   */
  public StructAppender struct(int column) {
    return value(column).struct();
  }

  /**
   * The way to set lists of a column.
   *
   * @param column the position in the schema
   * @return always the same
   * @throws IllegalArgumentException if the column is of another kind
   */
  public ListAppender list(int column) {
    return value(column).list();
  }

  /**
   * The way to set maps of a column.
   *
   * @param column the position in the schema
   * @return always the same
   * @throws IllegalArgumentException if the column is of another kind
   */
  public MapAppender map(int column) {
    return value(column).map();
  }

  /**
   * Sets a value of a BOOLEAN column.
   *
   * @param column the position in the schema
   * @param value the value
   */
  public void setBoolean(int column, boolean value) {
    BooleanAppender known = rows.at(column, booleans);
    if (known != null) {
      known.setBoolean(value);
      return;
    }
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setBoolean(value);
    }
  }

  /**
   * Sets a value of an INT32 column, or an INT64 one of signed values. A decimal takes the unscaled
   * number, a UINT32 column the raw bits.
   *
   * @param column the position in the schema
   * @param value the value
   */
  public void setInt(int column, int value) {
    IntAppender known = rows.at(column, ints);
    if (known != null) {
      known.setInt(value);
      return;
    }
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setInt(value);
    }
  }

  /**
   * Sets a value of an INT64 or, if it fits, an INT32 column. A decimal takes the unscaled number,
   * a UINT64 column the raw bits, a UINT32 column 0 to 2<sup>32</sup> - 1.
   *
   * @param column the position in the schema
   * @param value the value
   */
  public void setLong(int column, long value) {
    LongAppender known = rows.at(column, longs);
    if (known != null) {
      known.setLong(value);
      return;
    }
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setLong(value);
    }
  }

  /**
   * Sets a value of a FLOAT, DOUBLE or FLOAT16 column; the last rounds to the nearest.
   *
   * @param column the position in the schema
   * @param value any, its bits are kept
   */
  public void setFloat(int column, float value) {
    FloatAppender known = rows.at(column, floats);
    if (known != null) {
      known.setFloat(value);
      return;
    }
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setFloat(value);
    }
  }

  /**
   * Sets a value of a DOUBLE column.
   *
   * @param column the position in the schema
   * @param value any, its bits are kept
   */
  public void setDouble(int column, double value) {
    DoubleAppender known = rows.at(column, doubles);
    if (known != null) {
      known.setDouble(value);
      return;
    }
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setDouble(value);
    }
  }

  /**
   * Sets a value of a FLOAT16 column.
   *
   * @param column the position in the schema
   * @param bits IEEE 754 binary16, as {@link Float#floatToFloat16} makes them
   */
  public void setFloat16(int column, short bits) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setFloat16(bits);
    }
  }

  /**
   * Sets a value of a BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY column. A decimal is its unscaled number
   * in two's complement, big-endian. Text is checked to be UTF-8 where the writer is told to.
   *
   * @param column the position in the schema
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setBytes(int column, MemorySegment source, long offset, long length) {
    BinaryAppender known = rows.at(column, binaries);
    if (known != null) {
      known.setBytes(source, offset, length);
      return;
    }
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setBytes(source, offset, length);
    }
  }

  /**
   * Sets a value of a BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY column. A decimal is its unscaled number
   * in two's complement, big-endian. Text is checked to be UTF-8 where the writer is told to.
   *
   * @param column the position in the schema
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setBytes(int column, byte[] source, int offset, int length) {
    BinaryAppender known = rows.at(column, binaries);
    if (known != null) {
      known.setBytes(source, offset, length);
      return;
    }
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setBytes(source, offset, length);
    }
  }

  /**
   * Sets a text given in UTF-8, in a STRING, ENUM or JSON column or a BYTE_ARRAY one without
   * logical type. It is checked where the writer is told to.
   *
   * @param column the position in the schema
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setUtf8(int column, MemorySegment source, long offset, long length) {
    BinaryAppender known = rows.at(column, binaries);
    if (known != null) {
      known.setUtf8(source, offset, length);
      return;
    }
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setUtf8(source, offset, length);
    }
  }

  /**
   * Sets a text given in UTF-8, in a STRING, ENUM or JSON column or a BYTE_ARRAY one without
   * logical type. It is checked where the writer is told to.
   *
   * @param column the position in the schema
   * @param source where the bytes are
   * @param offset where they start
   * @param length how many they are
   */
  public void setUtf8(int column, byte[] source, int offset, int length) {
    BinaryAppender known = rows.at(column, binaries);
    if (known != null) {
      known.setUtf8(source, offset, length);
      return;
    }
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setUtf8(source, offset, length);
    }
  }

  /**
   * Sets a text, in a STRING, ENUM or JSON column or a BYTE_ARRAY one without logical type. It is
   * encoded straight into the column.
   *
   * @param column the position in the schema
   * @param value a text without unpaired surrogates
   */
  public void setString(int column, String value) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setString(target.present(value));
    }
  }

  /**
   * Sets a value of a UUID column.
   *
   * @param column the position in the schema
   * @param mostSignificant its first 64 bits
   * @param leastSignificant its last 64 bits
   */
  public void setUuid(int column, long mostSignificant, long leastSignificant) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setUuid(mostSignificant, leastSignificant);
    }
  }

  /**
   * Sets a value of a UUID column.
   *
   * @param column the position in the schema
   * @param value the value
   */
  public void setUuid(int column, UUID value) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setUuid(target.present(value));
    }
  }

  /**
   * Sets a value of an INTERVAL column. Each part is unsigned.
   *
   * @param column the position in the schema
   * @param months months
   * @param days days
   * @param millis milliseconds
   */
  public void setInterval(int column, int months, int days, int millis) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setInterval(months, days, millis);
    }
  }

  /**
   * Sets a value of a DECIMAL column. It is brought to the column's scale, and refused if that
   * would lose digits.
   *
   * @param column the position in the schema
   * @param value the value
   */
  public void setDecimal(int column, BigDecimal value) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setDecimal(target.present(value));
    }
  }

  /**
   * Sets a value of a TIMESTAMP column in UTC, rounded down to its unit.
   *
   * @param column the position in the schema
   * @param value the value
   */
  public void setInstant(int column, Instant value) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setInstant(target.present(value));
    }
  }

  /**
   * Sets a value of a TIMESTAMP column without time zone, rounded down to its unit.
   *
   * @param column the position in the schema
   * @param value the value
   */
  public void setLocalDateTime(int column, LocalDateTime value) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setLocalDateTime(target.present(value));
    }
  }

  /**
   * Sets a value of a DATE column.
   *
   * @param column the position in the schema
   * @param value the value
   */
  public void setLocalDate(int column, LocalDate value) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setLocalDate(target.present(value));
    }
  }

  /**
   * Sets a value of a TIME column, rounded down to its unit.
   *
   * @param column the position in the schema
   * @param value the value
   */
  public void setLocalTime(int column, LocalTime value) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setLocalTime(target.present(value));
    }
  }

  /**
   * Sets a null, or takes back the value that was set in this row. The same as not setting the
   * column at all.
   *
   * @param column the position in the schema; the column must not be required
   */
  public void setNull(int column) {
    ColumnAppender target = rows.at(column);
    if (target != null) {
      target.setNull();
    }
  }

  /**
   * Completes the row, which makes it part of what is written. A row without any value set is one
   * of nulls.
   *
   * @throws IllegalStateException if a value was refused or a required column was not set, naming
   *     the column; the row is dropped and the next one may be set
   * @throws IOException if rows before this one and this one had to be written out and could not
   * @throws dev.intarsia.memory.MemoryLimitExceededException if memory is too short to write them
   *     out; this row is complete, so do not append it again, and all of them are kept
   */
  public void end() throws IOException {
    rows.end();
  }

  /** Drops the values set since the last row ended. Does nothing if there are none. */
  public void cancel() {
    rows.cancel();
  }
}
