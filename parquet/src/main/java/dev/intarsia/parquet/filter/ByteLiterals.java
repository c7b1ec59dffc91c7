package dev.intarsia.parquet.filter;

import dev.intarsia.columns.LogicalType.UuidType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.columns.compute.ValueTest;
import dev.intarsia.parquet.Filter.Operator;
import dev.intarsia.parquet.LeafColumn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Literals of texts and other byte strings, and of UUIDs. */
final class ByteLiterals extends LiteralRules {
  private final boolean isUuid;

  ByteLiterals(LeafColumn column) {
    super(column);
    isUuid = column.field().logicalType() instanceof UuidType;
  }

  @Override
  ValueTest compare(Operator operator, Object literal) {
    byte[] value = value(literal);
    if (operator != Operator.EQ && ValueOrder.of(column.field()) == ValueOrder.UNDEFINED) {
      throw refusal(operator);
    }
    return switch (operator) {
      case EQ -> ValueTest.in(column.field(), value);
      case LE -> ValueTest.between(column.field(), null, value);
      case GE -> ValueTest.between(column.field(), value, null);
      case LT -> ValueTest.between(column.field(), value, null).negate();
      case GT -> ValueTest.between(column.field(), null, value).negate();
    };
  }

  @Override
  ValueTest in(List<Object> literals) {
    return ValueTest.in(column.field(), literals.stream().map(this::value).toArray(byte[][]::new));
  }

  private byte[] value(Object literal) {
    return switch (literal) {
      case ByteBuffer bytes -> {
        byte[] value = new byte[bytes.remaining()];
        bytes.duplicate().get(value);
        yield value;
      }
      case String text when !isUuid -> text.getBytes(StandardCharsets.UTF_8);
      case UUID uuid when isUuid ->
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array();
      default -> throw refusal(literal);
    };
  }

  @Override
  List<byte[]> plain(List<Object> literals) {
    boolean fixed = column.field().physicalType() == PhysicalType.FIXED_LEN_BYTE_ARRAY;
    return literals.stream()
        .map(this::value)
        .filter(value -> !fixed || value.length == column.field().typeLength())
        .toList();
  }

  @Override
  String legal() {
    return isUuid ? "UUID and byte[]" : "String and byte[]";
  }
}
