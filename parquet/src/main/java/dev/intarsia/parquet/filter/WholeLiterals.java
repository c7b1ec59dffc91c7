package dev.intarsia.parquet.filter;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.DateType;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.LogicalType.TimeType;
import dev.intarsia.columns.LogicalType.TimestampType;
import dev.intarsia.columns.LogicalType.Unit;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.columns.compute.ValueTest;
import dev.intarsia.parquet.Filter.Operator;
import dev.intarsia.parquet.LeafColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Literals of whatever is stored as whole numbers: integers, decimals, dates and times. A literal
 * is counted in the column's unit, exactly; if that gives a fraction, no value equals it, and
 * bounds lie at the next whole number inwards.
 */
final class WholeLiterals extends LiteralRules {
  private final PrimitiveField field;
  private final @Nullable LogicalType type;
  private final @Nullable BigInteger least;
  private final @Nullable BigInteger greatest;

  WholeLiterals(LeafColumn column) {
    super(column);
    field = column.field();
    type = field.logicalType();
    ValueOrder order = ValueOrder.of(field);
    int bits = Byte.SIZE * field.width();
    boolean unsigned = order == ValueOrder.UNSIGNED_INT32 || order == ValueOrder.UNSIGNED_INT64;
    boolean unlimited = order == ValueOrder.SIGNED_BYTES;
    BigInteger span = BigInteger.ONE.shiftLeft(unsigned ? bits : Math.max(0, bits - 1));
    least = unlimited ? null : unsigned ? BigInteger.ZERO : span.negate();
    greatest = unlimited ? null : span.subtract(BigInteger.ONE);
  }

  @Override
  ValueTest compare(Operator operator, Object literal) {
    BigDecimal value = value(literal);
    BigInteger floor = floor(value);
    BigInteger ceiling = value.setScale(0, RoundingMode.CEILING).toBigInteger();
    return switch (operator) {
      case EQ -> between(ceiling, floor);
      case LE -> between(null, floor);
      case GE -> between(ceiling, null);
      case LT -> between(null, ceiling.subtract(BigInteger.ONE));
      case GT -> between(floor.add(BigInteger.ONE), null);
    };
  }

  private static BigInteger floor(BigDecimal value) {
    return value.setScale(0, RoundingMode.FLOOR).toBigInteger();
  }

  private ValueTest between(@Nullable BigInteger from, @Nullable BigInteger to) {
    BigInteger low = from == null || (least != null && from.compareTo(least) < 0) ? least : from;
    BigInteger high =
        to == null || (greatest != null && to.compareTo(greatest) > 0) ? greatest : to;
    if (low != null && high != null && low.compareTo(high) > 0) {
      return in(List.of());
    }
    return least == null || greatest == null
        ? ValueTest.between(field, bytes(low), bytes(high))
        : ValueTest.between(field, longOf(low), longOf(high));
  }

  private static byte @Nullable [] bytes(@Nullable BigInteger value) {
    return value == null ? null : value.toByteArray();
  }

  private static long longOf(@Nullable BigInteger bound) {
    return bound == null ? 0 : bound.longValue();
  }

  @Override
  ValueTest in(List<Object> literals) {
    List<BigInteger> whole = whole(literals);
    return least == null
        ? ValueTest.in(field, whole.stream().map(BigInteger::toByteArray).toArray(byte[][]::new))
        : ValueTest.in(field, whole.stream().mapToLong(BigInteger::longValue).toArray());
  }

  /** Those that a value can equal. */
  private List<BigInteger> whole(List<Object> literals) {
    return literals.stream()
        .map(this::value)
        .filter(value -> value.stripTrailingZeros().scale() <= 0)
        .map(WholeLiterals::floor)
        .filter(value -> least == null || value.compareTo(least) >= 0)
        .filter(value -> greatest == null || value.compareTo(greatest) <= 0)
        .toList();
  }

  private BigDecimal value(Object literal) {
    return switch (type) {
      case DecimalType decimal when literal instanceof BigDecimal number ->
          number.scaleByPowerOfTen(decimal.scale());
      case DateType date when literal instanceof LocalDate day ->
          BigDecimal.valueOf(day.toEpochDay());
      case TimeType time when literal instanceof LocalTime clock ->
          units(clock.toNanoOfDay(), time.unit());
      case TimestampType stamp when stamp.utc() && literal instanceof Instant instant ->
          units(instant, stamp.unit());
      case TimestampType stamp when !stamp.utc() && literal instanceof LocalDateTime local ->
          units(local.toInstant(ZoneOffset.UTC), stamp.unit());
      case null, default -> {
        if (literal instanceof BigDecimal number) {
          yield number;
        }
        throw refusal(literal);
      }
    };
  }

  private static BigDecimal units(Instant time, Unit unit) {
    return BigDecimal.valueOf(time.getEpochSecond())
        .multiply(BigDecimal.valueOf(unit.perSecond()))
        .add(units(time.getNano(), unit));
  }

  private static BigDecimal units(long nanos, Unit unit) {
    return BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit.nanos()));
  }

  /** A number of any length may be written with any number of sign bytes. */
  @Override
  List<byte[]> plain(List<Object> literals) {
    if (column.int96() || field.physicalType() == PhysicalType.BYTE_ARRAY) {
      return List.of();
    }
    return whole(literals).stream()
        .filter(value -> value.bitLength() < Byte.SIZE * field.width() || least != null)
        .map(this::plain)
        .toList();
  }

  private byte[] plain(BigInteger value) {
    return switch (field.physicalType()) {
      case INT32, INT64 -> littleEndian(value.longValue(), field.width());
      case BOOLEAN, FLOAT, DOUBLE, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = new byte[field.width()];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = value.shiftRight(Byte.SIZE * (bytes.length - 1 - i)).byteValue();
        }
        yield bytes;
      }
    };
  }

  @Override
  String legal() {
    String stored = "the number that is stored, as Long or BigInteger";
    return switch (type) {
      case DateType date -> "LocalDate and " + stored;
      case TimeType time -> "LocalTime and " + stored;
      case TimestampType(Unit unit, boolean utc) ->
          (utc ? "Instant and " : "LocalDateTime and ") + stored;
      case null, default -> "Byte, Short, Integer, Long, BigInteger and BigDecimal";
    };
  }
}
