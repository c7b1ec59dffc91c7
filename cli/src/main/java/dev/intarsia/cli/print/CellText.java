package dev.intarsia.cli.print;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType;
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
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * The values of a primitive column as text.
 *
 * @param text appends a value that is not null
 * @param isNumber whether the text is of numbers, which stand to the right in tables
 * @param isLiteral whether JSON takes the text as it is; NaN and infinities aside
 */
record CellText(Text text, boolean isNumber, boolean isLiteral) {
  private static final ValueLayout.OfShort SHORT_LE =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT_LE =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG_BE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** Appends a value that is not null. */
  interface Text {
    void append(Column column, int row, StringBuilder out);
  }

  static CellText of(PrimitiveField field, BinaryForm binary) {
    LogicalType type = field.logicalType();
    return switch (type) {
      case null -> plain(field, binary);
      case StringType _, EnumType _, JsonType _ ->
          words((column, row, out) -> out.append(((BinaryColumn) column).getString(row)));
      case IntegerType integer -> integer(field, integer);
      case DateType _ -> words((column, row, out) -> Times.appendDate(int32(column, row), out));
      case TimeType time -> time(field, time);
      case TimestampType timestamp ->
          words(
              (column, row, out) ->
                  Times.appendTimestamp(
                      int64(column, row), timestamp.unit(), timestamp.utc(), out));
      case DecimalType decimal -> decimal(field, decimal.scale());
      case UuidType _ -> words((column, row, out) -> out.append(uuid(bytes(column, row))));
      case Float16Type _ ->
          number(
              (column, row, out) ->
                  out.append(Float.float16ToFloat(bytes(column, row).get(SHORT_LE, 0))));
      case IntervalType _ -> words((column, row, out) -> appendInterval(bytes(column, row), out));
      case BsonType _, GeometryType _, GeographyType _, UnknownType _ -> plain(field, binary);
    };
  }

  private static CellText words(Text text) {
    return new CellText(text, false, false);
  }

  private static CellText number(Text text) {
    return new CellText(text, true, true);
  }

  private static CellText plain(PrimitiveField field, BinaryForm binary) {
    return switch (field.physicalType()) {
      case BOOLEAN ->
          new CellText(
              (column, row, out) -> out.append(((BooleanColumn) column).getBoolean(row)),
              false,
              true);
      case INT32 -> number((column, row, out) -> out.append(int32(column, row)));
      case INT64 -> number((column, row, out) -> out.append(int64(column, row)));
      case FLOAT ->
          number((column, row, out) -> out.append(((FixedWidthColumn) column).getFloat(row)));
      case DOUBLE ->
          number((column, row, out) -> out.append(((FixedWidthColumn) column).getDouble(row)));
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
          words((column, row, out) -> binary.append(bytes(column, row), out));
    };
  }

  private static CellText integer(PrimitiveField field, IntegerType type) {
    if (field.physicalType() == PhysicalType.INT64) {
      return type.signed()
          ? number((column, row, out) -> out.append(int64(column, row)))
          : number((column, row, out) -> out.append(Long.toUnsignedString(int64(column, row))));
    }
    return type.signed()
        ? number((column, row, out) -> out.append(int32(column, row)))
        : number((column, row, out) -> out.append(Integer.toUnsignedLong(int32(column, row))));
  }

  private static CellText time(PrimitiveField field, TimeType type) {
    return field.physicalType() == PhysicalType.INT32
        ? words((column, row, out) -> Times.appendTime(int32(column, row), type.unit(), out))
        : words((column, row, out) -> Times.appendTime(int64(column, row), type.unit(), out));
  }

  private static CellText decimal(PrimitiveField field, int scale) {
    return switch (field.physicalType()) {
      case INT32 ->
          number(
              (column, row, out) ->
                  out.append(BigDecimal.valueOf(int32(column, row), scale).toPlainString()));
      case INT64 ->
          number(
              (column, row, out) ->
                  out.append(BigDecimal.valueOf(int64(column, row), scale).toPlainString()));
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
          number((column, row, out) -> out.append(decimal(bytes(column, row), scale)));
      case BOOLEAN, FLOAT, DOUBLE -> throw new IllegalArgumentException("no decimal: " + field);
    };
  }

  static String decimal(MemorySegment value, int scale) {
    BigInteger unscaled =
        value.byteSize() == 0
            ? BigInteger.ZERO
            : new BigInteger(value.toArray(ValueLayout.JAVA_BYTE));
    return new BigDecimal(unscaled, scale).toPlainString();
  }

  private static UUID uuid(MemorySegment value) {
    return new UUID(value.get(LONG_BE, 0), value.get(LONG_BE, Long.BYTES));
  }

  /** As ISO 8601 has durations: P1M2DT3.004S. */
  private static void appendInterval(MemorySegment value, StringBuilder out) {
    long millis = Integer.toUnsignedLong(value.get(INT_LE, 8));
    out.append('P').append(Integer.toUnsignedString(value.get(INT_LE, 0))).append('M');
    out.append(Integer.toUnsignedString(value.get(INT_LE, 4))).append('D');
    out.append('T').append(BigDecimal.valueOf(millis, 3).toPlainString()).append('S');
  }

  private static int int32(Column column, int row) {
    return ((FixedWidthColumn) column).getInt(row);
  }

  private static long int64(Column column, int row) {
    return ((FixedWidthColumn) column).getLong(row);
  }

  private static MemorySegment bytes(Column column, int row) {
    return column instanceof BinaryColumn binary
        ? binary.getBytes(row)
        : ((FixedWidthColumn) column).getBytes(row);
  }
}
