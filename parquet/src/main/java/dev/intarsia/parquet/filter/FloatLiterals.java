package dev.intarsia.parquet.filter;

import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.compute.ValueTest;
import dev.intarsia.parquet.Filter.Operator;
import dev.intarsia.parquet.LeafColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Literals of floats. A number that no double is lies between two: none equals it, and bounds lie
 * at the next double inwards.
 */
final class FloatLiterals extends LiteralRules {
  private final PrimitiveField field;

  FloatLiterals(LeafColumn column) {
    super(column);
    field = column.field();
  }

  @Override
  ValueTest compare(Operator operator, Object literal) {
    double floor = floor(literal);
    double ceiling = ceiling(literal);
    return switch (operator) {
      case EQ -> in(List.of(literal));
      case LE -> ValueTest.between(field, Double.NEGATIVE_INFINITY, floor);
      case GE -> ValueTest.between(field, ceiling, Double.POSITIVE_INFINITY);
      case LT ->
          ceiling == Double.NEGATIVE_INFINITY
              ? in(List.of())
              : ValueTest.between(field, Double.NEGATIVE_INFINITY, Math.nextDown(ceiling));
      case GT ->
          floor == Double.POSITIVE_INFINITY
              ? in(List.of())
              : ValueTest.between(field, Math.nextUp(floor), Double.POSITIVE_INFINITY);
    };
  }

  /** The greatest double that is not above the literal. */
  private double floor(Object literal) {
    double nearest = nearest(literal);
    return order(nearest, literal) > 0 ? Math.nextDown(nearest) : nearest;
  }

  /** The least double that is not below the literal. */
  private double ceiling(Object literal) {
    double nearest = nearest(literal);
    return order(nearest, literal) < 0 ? Math.nextUp(nearest) : nearest;
  }

  private double nearest(Object literal) {
    return switch (literal) {
      case Double number -> number;
      case BigDecimal number -> number.doubleValue();
      default -> throw refusal(literal);
    };
  }

  private static int order(double value, Object literal) {
    if (!(literal instanceof BigDecimal number)) {
      return 0;
    }
    return Double.isInfinite(value)
        ? (value > 0 ? 1 : -1)
        : new BigDecimal(value).compareTo(number);
  }

  @Override
  ValueTest in(List<Object> literals) {
    return ValueTest.in(field, exact(literals).toArray());
  }

  private DoubleStream exact(List<Object> literals) {
    return literals.stream()
        .filter(literal -> floor(literal) == ceiling(literal))
        .mapToDouble(this::floor);
  }

  @Override
  List<byte[]> plain(List<Object> literals) {
    return exact(literals)
        .flatMap(value -> value == 0 ? DoubleStream.of(0.0, -0.0) : DoubleStream.of(value))
        .filter(this::isOfWidth)
        .mapToObj(value -> littleEndian(bits(value), field.width()))
        .toList();
  }

  private boolean isOfWidth(double value) {
    return switch (field.width()) {
      case Double.BYTES -> true;
      case Float.BYTES -> (float) value == value;
      default -> Float.float16ToFloat(Float.floatToFloat16((float) value)) == value;
    };
  }

  private long bits(double value) {
    return switch (field.width()) {
      case Double.BYTES -> Double.doubleToRawLongBits(value);
      case Float.BYTES -> Float.floatToRawIntBits((float) value);
      default -> Float.floatToFloat16((float) value);
    };
  }

  @Override
  String legal() {
    return "Double, Float, Byte, Short, Integer, Long, BigInteger and BigDecimal";
  }
}
