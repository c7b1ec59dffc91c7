package dev.intarsia.parquet.filter;

import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.Filter.Operator;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Filters evaluated row by row, as plainly as can be. Values are Boolean, BigDecimal, Double for
 * all floats, byte[], Instant or LocalDate; truth is true, false, or null for unknown.
 */
final class FilterModel {
  private FilterModel() {}

  static boolean isTrue(Filter filter, Map<String, @Nullable Object> row) {
    return Boolean.TRUE.equals(truth(filter, row));
  }

  private static @Nullable Boolean truth(Filter filter, Map<String, @Nullable Object> row) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) -> and(parts, row);
      case Filter.Or(List<Filter> parts) -> not(and(parts.stream().map(Filter::not).toList(), row));
      case Filter.Not(Filter inner) -> not(truth(inner, row));
      case Filter.IsNull(String column) -> row.get(column) == null;
      case Filter.IsNaN(String column) ->
          row.get(column) == null ? null : row.get(column) instanceof Double d && d.isNaN();
      case Filter.Comparison(String column, Operator operator, Object literal) ->
          row.get(column) == null ? null : holds(row.get(column), operator, literal);
      case Filter.In(String column, List<Object> literals) -> {
        Object value = row.get(column);
        if (literals.isEmpty()) {
          yield false;
        }
        yield value == null
            ? null
            : literals.stream().anyMatch(literal -> holds(value, Operator.EQ, literal));
      }
    };
  }

  private static @Nullable Boolean not(@Nullable Boolean truth) {
    return truth == null ? null : !truth;
  }

  private static @Nullable Boolean and(List<Filter> parts, Map<String, @Nullable Object> row) {
    boolean unknown = false;
    for (Filter part : parts) {
      Boolean truth = truth(part, row);
      if (Boolean.FALSE.equals(truth)) {
        return false;
      }
      unknown |= truth == null;
    }
    return unknown ? null : true;
  }

  private static boolean holds(@Nullable Object value, Operator operator, Object literal) {
    if (value instanceof Double d && d.isNaN()) {
      return false;
    }
    int order = compare(value, literal);
    return switch (operator) {
      case EQ -> order == 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  private static int compare(@Nullable Object value, Object literal) {
    return switch (value) {
      case Boolean bit -> bit.compareTo((Boolean) literal);
      case BigDecimal number -> number.compareTo((BigDecimal) literal);
      case Double number
          when number.isInfinite() || (literal instanceof Double d && d.isInfinite()) ->
          number.compareTo(((Number) literal).doubleValue());
      case Double number ->
          new BigDecimal(number)
              .compareTo(literal instanceof Double d ? new BigDecimal(d) : (BigDecimal) literal);
      case Instant time -> time.compareTo((Instant) literal);
      case LocalDate date -> date.compareTo((LocalDate) literal);
      case byte[] bytes -> Arrays.compareUnsigned(bytes, bytes(literal));
      case null, default -> throw new AssertionError(value);
    };
  }

  private static byte[] bytes(Object literal) {
    return switch (literal) {
      case String text -> text.getBytes(StandardCharsets.UTF_8);
      case UUID uuid ->
          ByteBuffer.allocate(16)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array();
      case ByteBuffer bytes -> {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        yield copy;
      }
      default -> throw new AssertionError(literal);
    };
  }
}
