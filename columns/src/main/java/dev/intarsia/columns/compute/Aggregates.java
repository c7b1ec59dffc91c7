package dev.intarsia.columns.compute;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.ValueOrder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the values of a column come to: of all rows, or of those selected. Nulls are left out.
 *
 * <p>Extremes follow the order of the field's types ({@link ValueOrder}), in which -0 comes before
 * +0, and leave NaN out as Parquet's statistics do; sums take NaN and the infinities as Java's
 * addition does.
 *
 * <p>All methods throw {@link IllegalArgumentException} for a column of another type than they say
 * and for a selection of another length than the column's, and {@link IllegalStateException} once
 * the column's batch is closed.
 */
public final class Aggregates {
  private Aggregates() {}

  /**
   * How many rows have a value.
   *
   * @param column of any type
   * @return 0 to its length
   */
  public static int count(Column column) {
    return column.length() - column.nullCount();
  }

  /**
   * How many selected rows have a value.
   *
   * @param column of any type
   * @param rows which to look at
   * @return 0 to {@code rows.count()}
   */
  public static int count(Column column, Selection rows) {
    return ColumnReading.of(column, rows).count();
  }

  /**
   * How many rows are null.
   *
   * @param column of any type
   * @return 0 to its length
   */
  public static int nullCount(Column column) {
    return column.nullCount();
  }

  /**
   * How many selected rows are null.
   *
   * @param column of any type
   * @param rows which to look at
   * @return 0 to {@code rows.count()}
   */
  public static int nullCount(Column column, Selection rows) {
    return rows.count() - count(column, rows);
  }

  /**
   * The exact sum.
   *
   * @param column INT32 or INT64; a decimal's unscaled values are added
   * @return 0 if there is no value
   * @throws ArithmeticException if it takes more than 64 bits; {@link #sumDecimal} has them
   */
  public static long sum(Column column) {
    return sum(ColumnReading.of(column), column.field());
  }

  /**
   * The exact sum, in selected rows.
   *
   * @param column INT32 or INT64; a decimal's unscaled values are added
   * @param rows which to look at
   * @return 0 if there is no value
   * @throws ArithmeticException if it takes more than 64 bits; {@link #sumDecimal} has them
   */
  public static long sum(Column column, Selection rows) {
    return sum(ColumnReading.of(column, rows), column.field());
  }

  private static long sum(ColumnReading source, Field field) {
    IntegerSum sum = integerSum(source, field);
    if (!sum.fitsLong()) {
      throw new ArithmeticException(
          "column '%s': the sum %s takes more than 64 bits".formatted(field.name(), sum.value()));
    }
    return sum.longValue();
  }

  private static IntegerSum integerSum(ColumnReading source, Field field) {
    require(field, Numbers.isInteger(field), "integers");
    ValueOrder order = ValueOrder.of(field);
    boolean unsigned = order == ValueOrder.UNSIGNED_INT32 || order == ValueOrder.UNSIGNED_INT64;
    return IntegerSum.of(source, field.width(), unsigned);
  }

  /**
   * The exact sum.
   *
   * @param column INT32, INT64, or a decimal on any type
   * @return 0 if there is no value; of a decimal's scale
   */
  public static BigDecimal sumDecimal(Column column) {
    return sumDecimal(ColumnReading.of(column), column.field());
  }

  /**
   * The exact sum, in selected rows.
   *
   * @param column INT32, INT64, or a decimal on any type
   * @param rows which to look at
   * @return 0 if there is no value; of a decimal's scale
   */
  public static BigDecimal sumDecimal(Column column, Selection rows) {
    return sumDecimal(ColumnReading.of(column, rows), column.field());
  }

  private static BigDecimal sumDecimal(ColumnReading source, Field field) {
    BigInteger unscaled =
        ValueOrder.of(field) == ValueOrder.SIGNED_BYTES
            ? DecimalSum.of(source)
            : integerSum(source, field).value();
    int scale = field.logicalType() instanceof DecimalType decimal ? decimal.scale() : 0;
    return new BigDecimal(unscaled, scale);
  }

  /**
   * The sum as a double. The order of addition, and so the rounding, depends on the rows only.
   *
   * @param column FLOAT, DOUBLE or FLOAT16
   * @return 0 if there is no value
   */
  public static double sumDouble(Column column) {
    return sumDouble(ColumnReading.of(column), column.field());
  }

  /**
   * The sum as a double. The order of addition, and so the rounding, depends on the rows only.
   *
   * @param column FLOAT, DOUBLE or FLOAT16
   * @param rows which to look at
   * @return 0 if there is no value
   */
  public static double sumDouble(Column column, Selection rows) {
    return sumDouble(ColumnReading.of(column, rows), column.field());
  }

  private static double sumDouble(ColumnReading source, Field field) {
    require(field, Numbers.isFloat(field), "floats");
    return FloatSum.of(source, field.width());
  }

  /**
   * The least value.
   *
   * @param column INT32 or INT64
   * @return the value, of an unsigned 64-bit column its bits; empty if there is none
   */
  public static OptionalLong min(Column column) {
    return min(ColumnReading.of(column), column.field());
  }

  /**
   * The least value, in selected rows.
   *
   * @param column INT32 or INT64
   * @param rows which to look at
   * @return the value, of an unsigned 64-bit column its bits; empty if there is none
   */
  public static OptionalLong min(Column column, Selection rows) {
    return min(ColumnReading.of(column, rows), column.field());
  }

  private static OptionalLong min(ColumnReading source, Field field) {
    return integer(source, field, Extremes.LEAST);
  }

  /**
   * The greatest value.
   *
   * @param column INT32 or INT64
   * @return the value, of an unsigned 64-bit column its bits; empty if there is none
   */
  public static OptionalLong max(Column column) {
    return max(ColumnReading.of(column), column.field());
  }

  /**
   * The greatest value, in selected rows.
   *
   * @param column INT32 or INT64
   * @param rows which to look at
   * @return the value, of an unsigned 64-bit column its bits; empty if there is none
   */
  public static OptionalLong max(Column column, Selection rows) {
    return max(ColumnReading.of(column, rows), column.field());
  }

  private static OptionalLong max(ColumnReading source, Field field) {
    return integer(source, field, Extremes.GREATEST);
  }

  private static OptionalLong integer(ColumnReading source, Field field, long flip) {
    require(field, Numbers.isInteger(field), "integers");
    Slots slots = Slots.of(ValueOrder.of(field));
    OptionalLong found = Extremes.number(source, slots, flip);
    if (found.isEmpty()) {
      return found;
    }
    long bits = slots.turn(found.getAsLong());
    boolean extended = ValueOrder.of(field) == ValueOrder.UNSIGNED_INT32;
    return OptionalLong.of(extended ? bits & 0xFFFF_FFFFL : bits);
  }

  /**
   * The least value that is not NaN.
   *
   * @param column FLOAT, DOUBLE or FLOAT16
   * @return the value; empty if there is none
   */
  public static OptionalDouble minDouble(Column column) {
    return minDouble(ColumnReading.of(column), column.field());
  }

  /**
   * The least value that is not NaN, in selected rows.
   *
   * @param column FLOAT, DOUBLE or FLOAT16
   * @param rows which to look at
   * @return the value; empty if there is none
   */
  public static OptionalDouble minDouble(Column column, Selection rows) {
    return minDouble(ColumnReading.of(column, rows), column.field());
  }

  private static OptionalDouble minDouble(ColumnReading source, Field field) {
    return number(source, field, Extremes.LEAST);
  }

  /**
   * The greatest value that is not NaN.
   *
   * @param column FLOAT, DOUBLE or FLOAT16
   * @return the value; empty if there is none
   */
  public static OptionalDouble maxDouble(Column column) {
    return maxDouble(ColumnReading.of(column), column.field());
  }

  /**
   * The greatest value that is not NaN, in selected rows.
   *
   * @param column FLOAT, DOUBLE or FLOAT16
   * @param rows which to look at
   * @return the value; empty if there is none
   */
  public static OptionalDouble maxDouble(Column column, Selection rows) {
    return maxDouble(ColumnReading.of(column, rows), column.field());
  }

  private static OptionalDouble maxDouble(ColumnReading source, Field field) {
    return number(source, field, Extremes.GREATEST);
  }

  private static OptionalDouble number(ColumnReading source, Field field, long flip) {
    require(field, Numbers.isFloat(field), "floats");
    Slots slots = Slots.of(ValueOrder.of(field));
    OptionalLong found = Extremes.number(source, slots, flip);
    return found.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Numbers.value(field, slots.turn(found.getAsLong())));
  }

  /**
   * Where the least value is that is not NaN.
   *
   * @param column of any type that has an order
   * @return the first row that has it, or -1 if there is no value
   */
  public static int minRow(Column column) {
    return minRow(ColumnReading.of(column), column.field());
  }

  /**
   * Where the least value is that is not NaN, in selected rows.
   *
   * @param column of any type that has an order
   * @param rows which to look at
   * @return the first row that has it, or -1 if there is no value
   */
  public static int minRow(Column column, Selection rows) {
    return minRow(ColumnReading.of(column, rows), column.field());
  }

  private static int minRow(ColumnReading source, Field field) {
    return row(source, field, Extremes.LEAST);
  }

  /**
   * Where the greatest value is that is not NaN.
   *
   * @param column of any type that has an order
   * @return the first row that has it, or -1 if there is no value
   */
  public static int maxRow(Column column) {
    return maxRow(ColumnReading.of(column), column.field());
  }

  /**
   * Where the greatest value is that is not NaN, in selected rows.
   *
   * @param column of any type that has an order
   * @param rows which to look at
   * @return the first row that has it, or -1 if there is no value
   */
  public static int maxRow(Column column, Selection rows) {
    return maxRow(ColumnReading.of(column, rows), column.field());
  }

  private static int maxRow(ColumnReading source, Field field) {
    return row(source, field, Extremes.GREATEST);
  }

  private static int row(ColumnReading source, Field field, long flip) {
    ValueOrder order = ValueOrder.of(field);
    require(field, order != ValueOrder.UNDEFINED, "values with an order");
    return Extremes.row(source, order, flip);
  }

  private static void require(Field field, boolean fits, String wanted) {
    if (!fits) {
      throw new IllegalArgumentException(
          "column '%s' holds values of type %s, not %s"
              .formatted(field.name(), field.typeName(), wanted));
    }
  }
}
