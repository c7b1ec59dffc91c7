package dev.intarsia.parquet;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which rows a scan is to give. Immutable, and not tied to a file: columns are named, and what they
 * are compared with is checked when a scan takes the filter.
 *
 * <pre>{@code
 * Filter slow = Filter.and(
 *     Filter.ge("timestamp", Instant.parse("2026-11-20T00:00:00Z")),
 *     Filter.gt("duration_ms", 250.0),
 *     Filter.in("service", "checkout", "search"));
 * }</pre>
 *
 * <p>A column is named by its path, with dots between the names, and has one value a row at most:
 * nothing on the path is repeated. Literals go with the column's type:
 *
 * <table>
 * <caption>What columns compare with</caption>
 * <tr><th>column</th><th>literals</th></tr>
 * <tr><td>BOOLEAN</td><td>Boolean; eq, ne and in only</td></tr>
 * <tr><td>INT32, INT64, whole numbers</td><td>Byte, Short, Integer, Long, BigInteger, BigDecimal</td></tr>
 * <tr><td>DECIMAL on any type</td><td>the same, by number, whatever the scale</td></tr>
 * <tr><td>FLOAT, DOUBLE, FLOAT16</td><td>the same, Float, Double; exactly, so that no FLOAT equals
 * 0.1, but one equals 0.1f</td></tr>
 * <tr><td>DATE</td><td>LocalDate, or what the column stores as a whole number</td></tr>
 * <tr><td>TIME</td><td>LocalTime, or what the column stores</td></tr>
 * <tr><td>TIMESTAMP in UTC</td><td>Instant, or what the column stores</td></tr>
 * <tr><td>TIMESTAMP without time zone</td><td>LocalDateTime, or what the column stores</td></tr>
 * <tr><td>UUID</td><td>UUID, or byte[]</td></tr>
 * <tr><td>other BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY</td><td>String, as UTF-8, or byte[]; INTERVAL,
 * GEOMETRY and GEOGRAPHY with eq, ne and in only</td></tr>
 * </table>
 *
 * <p>Values compare as {@link dev.intarsia.columns.ValueOrder} says: unsigned where the type is,
 * texts by their bytes. Nulls follow SQL: what is compared with a null is neither true nor false
 * but unknown, {@code not} leaves it so, and only rows come for which the filter is true. NaN
 * follows Java: it is neither less than, greater than nor equal to anything, so that {@code
 * not(lt(c, 5))} holds for it and {@code ge(c, 5)} does not; {@link #isNaN} finds it. -0 equals +0.
 */
public sealed interface Filter {

  /** How a column compares with a literal. */
  enum Operator {
    /** Equal to. */
    EQ("="),
    /** Less than. */
    LT("<"),
    /** Less than or equal to. */
    LE("<="),
    /** Greater than. */
    GT(">"),
    /** Greater than or equal to. */
    GE(">=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    @Override
    public String toString() {
      return symbol;
    }
  }

  /**
   * A column against a literal.
   *
   * @param column its path
   * @param operator how they compare
   * @param literal what the column's value is compared with; bytes as a read-only buffer
   */
  record Comparison(String column, Operator operator, Object literal) implements Filter {
    /** Checks the literal's class. */
    public Comparison {
      Objects.requireNonNull(column, "column");
      literal = FilterLiteral.of(column, literal);
    }

    @Override
    public String toString() {
      return column + " " + operator + " " + FilterLiteral.toString(literal);
    }
  }

  /**
   * A column against several literals, of which its value is to equal one.
   *
   * @param column its path
   * @param literals what the column's value is compared with; none is true for no row
   */
  record In(String column, List<Object> literals) implements Filter {
    /** Checks the literals' classes. */
    public In {
      Objects.requireNonNull(column, "column");
      String named = column;
      literals = literals.stream().map(literal -> FilterLiteral.of(named, literal)).toList();
    }

    @Override
    public String toString() {
      return literals.stream()
          .map(FilterLiteral::toString)
          .collect(Collectors.joining(", ", column + " IN (", ")"));
    }
  }

  /**
   * Whether a column is null.
   *
   * @param column its path
   */
  record IsNull(String column) implements Filter {
    @Override
    public String toString() {
      return column + " IS NULL";
    }
  }

  /**
   * Whether a column's value is NaN.
   *
   * @param column its path
   */
  record IsNaN(String column) implements Filter {
    @Override
    public String toString() {
      return "isnan(" + column + ")";
    }
  }

  /**
   * All of some filters.
   *
   * @param filters which; none is true for every row
   */
  record And(List<Filter> filters) implements Filter {
    /** Keeps a copy. */
    public And {
      filters = List.copyOf(filters);
    }

    @Override
    public String toString() {
      return joined(filters, " AND ", "TRUE");
    }
  }

  /**
   * One at least of some filters.
   *
   * @param filters which; none is true for no row
   */
  record Or(List<Filter> filters) implements Filter {
    /** Keeps a copy. */
    public Or {
      filters = List.copyOf(filters);
    }

    @Override
    public String toString() {
      return joined(filters, " OR ", "FALSE");
    }
  }

  /**
   * The opposite of a filter; of unknown it is unknown.
   *
   * @param filter of which
   */
  record Not(Filter filter) implements Filter {
    /** Refuses null. */
    public Not {
      Objects.requireNonNull(filter, "filter");
    }

    @Override
    public String toString() {
      return "NOT (" + filter + ")";
    }
  }

  private static String joined(List<Filter> filters, String word, String none) {
    return filters.isEmpty()
        ? none
        : filters.stream().map(Filter::toString).collect(Collectors.joining(word, "(", ")"));
  }

  /**
   * Rows whose value equals a literal.
   *
   * @param column path of the column
   * @param literal see above
   * @return the filter
   * @throws IllegalArgumentException if no column compares with such a literal
   */
  static Filter eq(String column, Object literal) {
    return new Comparison(column, Operator.EQ, literal);
  }

  /**
   * Rows whose value does not equal a literal.
   *
   * @param column path of the column
   * @param literal see above
   * @return the filter
   * @throws IllegalArgumentException if no column compares with such a literal
   */
  static Filter ne(String column, Object literal) {
    return not(eq(column, literal));
  }

  /**
   * Rows whose value is less than a literal.
   *
   * @param column path of the column
   * @param literal see above
   * @return the filter
   * @throws IllegalArgumentException if no column compares with such a literal
   */
  static Filter lt(String column, Object literal) {
    return new Comparison(column, Operator.LT, literal);
  }

  /**
   * Rows whose value is less than a literal or equal to it.
   *
   * @param column path of the column
   * @param literal see above
   * @return the filter
   * @throws IllegalArgumentException if no column compares with such a literal
   */
  static Filter le(String column, Object literal) {
    return new Comparison(column, Operator.LE, literal);
  }

  /**
   * Rows whose value is greater than a literal.
   *
   * @param column path of the column
   * @param literal see above
   * @return the filter
   * @throws IllegalArgumentException if no column compares with such a literal
   */
  static Filter gt(String column, Object literal) {
    return new Comparison(column, Operator.GT, literal);
  }

  /**
   * Rows whose value is greater than a literal or equal to it.
   *
   * @param column path of the column
   * @param literal see above
   * @return the filter
   * @throws IllegalArgumentException if no column compares with such a literal
   */
  static Filter ge(String column, Object literal) {
    return new Comparison(column, Operator.GE, literal);
  }

  /**
   * Rows whose value equals one of some literals.
   *
   * @param column path of the column
   * @param literals see above
   * @return the filter
   * @throws IllegalArgumentException if no column compares with such literals
   */
  static Filter in(String column, Object... literals) {
    return new In(column, Arrays.asList(literals));
  }

  /**
   * Rows without a value, be it that a group around it is null.
   *
   * @param column path of the column
   * @return the filter
   */
  static Filter isNull(String column) {
    return new IsNull(column);
  }

  /**
   * Rows with a value.
   *
   * @param column path of the column
   * @return the filter
   */
  static Filter isNotNull(String column) {
    return not(isNull(column));
  }

  /**
   * Rows whose value is NaN.
   *
   * @param column path of a column of floats
   * @return the filter
   */
  static Filter isNaN(String column) {
    return new IsNaN(column);
  }

  /**
   * Rows for which all of some filters are true.
   *
   * @param filters those that cost least, or drop most rows, best come first
   * @return the filter
   */
  static Filter and(Filter... filters) {
    return new And(List.of(filters));
  }

  /**
   * Rows for which one at least of some filters is true.
   *
   * @param filters those that most rows pass best come first
   * @return the filter
   */
  static Filter or(Filter... filters) {
    return new Or(List.of(filters));
  }

  /**
   * Rows for which a filter is false: not those for which it is unknown.
   *
   * @param filter any
   * @return the filter
   */
  static Filter not(Filter filter) {
    return new Not(filter);
  }
}
