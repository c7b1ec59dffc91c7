package dev.intarsia.columns.compute;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.ValueOrder;
import org.jspecify.annotations.Nullable;

/**
 * A question about a single value, prepared for the columns of one field. Values compare in the
 * order of the field's types ({@link ValueOrder}): unsigned where the type is, decimals by number,
 * texts by their bytes.
 *
 * <p>A null passes no test, and not the {@linkplain #negate negated} one either. Floats compare as
 * Java's operators compare them: -0 equals +0, and NaN is neither within bounds nor equal to
 * anything, hence passes the negated test. Immutable, and good for any number of columns and
 * threads.
 */
public abstract sealed class ValueTest
    permits NumberRange, NumberSet, BytesRange, BytesSet, BooleanTest {
  private final Field field;

  /** All ones if the test is negated. */
  private final long flip;

  ValueTest(Field field, boolean negated) {
    this.field = field;
    flip = negated ? -1 : 0;
  }

  /**
   * Whether an INT32 or INT64 lies within bounds.
   *
   * @param field the column's
   * @param from the least that passes; for an unsigned column of 64 bits its bits, for one of 32
   *     bits and less its value
   * @param to the greatest that passes
   * @return the test
   * @throws IllegalArgumentException if the field is of another type
   */
  public static ValueTest between(Field field, long from, long to) {
    requireType(field, Numbers.isInteger(field), "long");
    return NumberRange.of(field, from, to);
  }

  /**
   * Whether a FLOAT, DOUBLE or FLOAT16 lies within bounds.
   *
   * @param field the column's
   * @param from the least that passes, not NaN
   * @param to the greatest that passes, not NaN
   * @return the test
   * @throws IllegalArgumentException if the field is of another type, or a bound is NaN
   */
  public static ValueTest between(Field field, double from, double to) {
    requireType(field, Numbers.isFloat(field), "double");
    requireNumber(field, from);
    requireNumber(field, to);
    return NumberRange.of(field, from, to);
  }

  /**
   * Whether a BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY lies within bounds.
   *
   * @param field the column's, of any logical type but FLOAT16 and INTERVAL
   * @param from the least that passes, or null for no bound; a decimal's unscaled value as
   *     big-endian two's complement
   * @param to the greatest that passes, or null for no bound
   * @return the test
   * @throws IllegalArgumentException if the field is of another type
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public static ValueTest between(Field field, byte @Nullable [] from, byte @Nullable [] to) {
    requireType(field, isBytes(field), "byte[]");
    if (ValueOrder.of(field) == ValueOrder.UNDEFINED) {
      throw new IllegalArgumentException(
          "column '%s': values of type %s have no order".formatted(field.name(), field.typeName()));
    }
    return new BytesRange(field, Bytes.ofNullable(field, from), Bytes.ofNullable(field, to), false);
  }

  /**
   * Whether a BOOLEAN is one of some.
   *
   * @param field the column's
   * @param values those that pass
   * @return the test
   * @throws IllegalArgumentException if the field is of another type
   */
  public static ValueTest in(Field field, boolean... values) {
    requireType(field, field.physicalType() == PhysicalType.BOOLEAN, "boolean");
    boolean passesTrue = false;
    boolean passesFalse = false;
    for (boolean value : values) {
      passesTrue |= value;
      passesFalse |= !value;
    }
    return new BooleanTest(field, passesTrue, passesFalse, false);
  }

  /**
   * Whether an INT32 or INT64 is one of some.
   *
   * @param field the column's
   * @param values those that pass, each as in {@link #between(Field, long, long)}
   * @return the test
   * @throws IllegalArgumentException if the field is of another type
   */
  public static ValueTest in(Field field, long... values) {
    requireType(field, Numbers.isInteger(field), "long");
    return NumberSet.of(field, values);
  }

  /**
   * Whether a FLOAT, DOUBLE or FLOAT16 is one of some.
   *
   * @param field the column's
   * @param values those that pass, none of them NaN
   * @return the test
   * @throws IllegalArgumentException if the field is of another type, or a value is NaN
   */
  public static ValueTest in(Field field, double... values) {
    requireType(field, Numbers.isFloat(field), "double");
    for (double value : values) {
      requireNumber(field, value);
    }
    return NumberSet.of(field, values);
  }

  /**
   * Whether a BYTE_ARRAY or FIXED_LEN_BYTE_ARRAY is one of some.
   *
   * @param field the column's, of any logical type but FLOAT16
   * @param values those that pass, each as in {@link #between(Field, byte[], byte[])}
   * @return the test
   * @throws IllegalArgumentException if the field is of another type
   */
  public static ValueTest in(Field field, byte[]... values) {
    requireType(field, isBytes(field), "byte[]");
    return BytesSet.of(field, values);
  }

  /**
   * Whether a FLOAT, DOUBLE or FLOAT16 is NaN.
   *
   * @param field the column's
   * @return the test
   * @throws IllegalArgumentException if the field is of another type
   */
  public static ValueTest isNaN(Field field) {
    requireType(field, Numbers.isFloat(field), "double");
    return NumberRange.of(field, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).negate();
  }

  private static boolean isBytes(Field field) {
    return switch (field.physicalType()) {
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> ValueOrder.of(field) != ValueOrder.FLOAT16;
      case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> false;
    };
  }

  private static void requireType(Field field, boolean fits, String given) {
    if (!fits) {
      throw new IllegalArgumentException(
          "column '%s': values of type %s do not compare with a %s"
              .formatted(field.name(), field.typeName(), given));
    }
  }

  private static void requireNumber(Field field, double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(
          "column '%s': NaN equals nothing and bounds nothing; ask isNaN".formatted(field.name()));
    }
  }

  /**
   * The test that every value passes which fails this one. Nulls fail both.
   *
   * @return the opposite
   */
  public abstract ValueTest negate();

  /**
   * Selects the rows that pass, and no others.
   *
   * @param column of the test's field
   * @param target takes the column's length
   * @throws IllegalArgumentException if the column's types are not the test's
   */
  public final void select(Column column, Selection target) {
    ColumnReading source = read(column);
    target.resize(source.length);
    for (int row = 0; row < source.length; row += Long.SIZE) {
      target.putWord(row, passing(source, row, source.present(row)));
    }
  }

  /**
   * Drops the selected rows that do not pass. Where few are selected, few are looked at.
   *
   * @param column of the test's field
   * @param target of the column's length
   * @throws IllegalArgumentException if the column's types are not the test's, or its length not
   *     the selection's
   */
  public final void refine(Column column, Selection target) {
    ColumnReading source = read(column);
    target.requireLength(source.length);
    for (int row = 0; row < source.length; row += Long.SIZE) {
      long selected = target.word(row);
      if (selected != 0) {
        target.putWord(row, passing(source, row, selected & source.present(row)));
      }
    }
  }

  /**
   * What the test says of values of which no more is known than bounds, as statistics have them.
   *
   * @param min not greater than any of the values but NaN: PLAIN, without a length before it; null
   *     if unknown
   * @param max not less than any of the values but NaN; null if unknown
   * @param mayBeNan whether NaN may be among the values
   * @return an outcome that is true of all values; nulls are left out
   */
  @SuppressWarnings("exports") // of the annotation, which users need not have
  public final Outcome ofBounds(byte @Nullable [] min, byte @Nullable [] max, boolean mayBeNan) {
    Outcome known = ofBounds(min, max);
    // NaN fails every test that is not negated.
    Outcome outcome = mayBeNan && known == Outcome.ALWAYS ? Outcome.SOMETIMES : known;
    return isNegated() ? outcome.negate() : outcome;
  }

  /** The same before negation, if none of the values is NaN. */
  abstract Outcome ofBounds(byte @Nullable [] min, byte @Nullable [] max);

  private ColumnReading read(Column column) {
    Field actual = column.field();
    if (actual.physicalType() != field.physicalType()
        || actual.typeLength() != field.typeLength()
        || ValueOrder.of(actual) != ValueOrder.of(field)) {
      throw new IllegalArgumentException(
          "the test is for '%s', which the column '%s' is not like".formatted(field, actual));
    }
    return ColumnReading.of(column);
  }

  private long passing(ColumnReading source, int row, long present) {
    return present == 0 ? 0 : (pass(source, row, present) ^ flip) & present;
  }

  /**
   * Which of the 64 rows from a multiple of 64 on pass, before negation. What is said of rows that
   * are not present does not matter.
   */
  abstract long pass(ColumnReading source, int row, long present);

  final Field field() {
    return field;
  }

  final boolean isNegated() {
    return flip != 0;
  }
}
