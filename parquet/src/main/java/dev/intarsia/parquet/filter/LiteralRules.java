package dev.intarsia.parquet.filter;

import dev.intarsia.columns.ValueOrder;
import dev.intarsia.columns.compute.ValueTest;
import dev.intarsia.parquet.Filter.Operator;
import dev.intarsia.parquet.LeafColumn;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;

/** How literals become tests of one column's values. */
abstract sealed class LiteralRules
    permits BooleanLiterals, WholeLiterals, FloatLiterals, ByteLiterals {
  final LeafColumn column;

  LiteralRules(LeafColumn column) {
    this.column = column;
  }

  static LiteralRules of(LeafColumn column) {
    return switch (ValueOrder.of(column.field())) {
      case BOOLEAN -> new BooleanLiterals(column);
      case INT32, UNSIGNED_INT32, INT64, UNSIGNED_INT64, SIGNED_BYTES -> new WholeLiterals(column);
      case FLOAT, DOUBLE, FLOAT16 -> new FloatLiterals(column);
      case BYTES -> new ByteLiterals(column);
      case UNDEFINED ->
          switch (column.field().physicalType()) {
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new ByteLiterals(column);
            case BOOLEAN, INT32, INT64, FLOAT, DOUBLE ->
                throw new IllegalArgumentException(
                    "column '%s' (%s) compares with nothing; ask isNull"
                        .formatted(column.name(), column.field().typeName()));
          };
    };
  }

  /** Passes values that compare with a literal as asked. */
  abstract ValueTest compare(Operator operator, Object literal);

  /** Passes values that equal one of some literals. */
  abstract ValueTest in(List<Object> literals);

  /**
   * All values that equal one of some literals, in PLAIN form; empty if they can be written in
   * several ways, or if there are none.
   */
  abstract List<byte[]> plain(List<Object> literals);

  /** The legal literals, for messages. */
  abstract String legal();

  final IllegalArgumentException refusal(Object literal) {
    return new IllegalArgumentException(
        "column '%s' (%s) does not compare with %s; legal are %s"
            .formatted(column.name(), column.field().typeName(), describe(literal), legal()));
  }

  final IllegalArgumentException refusal(Operator operator) {
    return new IllegalArgumentException(
        "column '%s' (%s) has no order for %s; it takes eq, ne and in"
            .formatted(column.name(), column.field().typeName(), operator));
  }

  private static String describe(Object literal) {
    return switch (literal) {
      case BigDecimal number -> "the number " + number.toPlainString();
      case ByteBuffer bytes -> "a byte[] of " + bytes.remaining();
      default -> "the " + literal.getClass().getSimpleName() + " " + literal;
    };
  }

  /** A number's bytes as the format has them. */
  static byte[] littleEndian(long value, int width) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] = (byte) (value >>> (i << 3));
    }
    return bytes;
  }
}
