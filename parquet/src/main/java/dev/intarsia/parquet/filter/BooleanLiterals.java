package dev.intarsia.parquet.filter;

import dev.intarsia.columns.compute.ValueTest;
import dev.intarsia.parquet.Filter.Operator;
import dev.intarsia.parquet.LeafColumn;
import java.util.List;

/** Literals of booleans. */
final class BooleanLiterals extends LiteralRules {
  BooleanLiterals(LeafColumn column) {
    super(column);
  }

  @Override
  ValueTest compare(Operator operator, Object literal) {
    boolean value = value(literal);
    if (operator != Operator.EQ) {
      throw refusal(operator);
    }
    return ValueTest.in(column.field(), value);
  }

  @Override
  ValueTest in(List<Object> literals) {
    boolean[] values = new boolean[literals.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(literals.get(i));
    }
    return ValueTest.in(column.field(), values);
  }

  private boolean value(Object literal) {
    if (literal instanceof Boolean value) {
      return value;
    }
    throw refusal(literal);
  }

  /** No one has bloom filters of booleans. */
  @Override
  List<byte[]> plain(List<Object> literals) {
    return List.of();
  }

  @Override
  String legal() {
    return "Boolean";
  }
}
