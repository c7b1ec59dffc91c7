package dev.intarsia.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What columns are compared with, in filters. */
final class FilterLiteral {
  private FilterLiteral() {}

  /** The literal, or an immutable one of equal value. */
  static Object of(String column, @Nullable Object literal) {
    return switch (literal) {
      case null ->
          throw new IllegalArgumentException(
              "column '" + column + "': nothing equals null; ask isNull");
      case Boolean b -> b;
      case Byte number -> BigDecimal.valueOf(number);
      case Short number -> BigDecimal.valueOf(number);
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
      case BigInteger number -> new BigDecimal(number);
      case BigDecimal number -> number;
      case Float number -> of(column, (double) number);
      case Double number -> requireNumber(column, number);
      case String text -> text;
      case byte[] bytes -> ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer();
      case ByteBuffer bytes -> bytes.asReadOnlyBuffer();
      case Instant time -> time;
      case LocalDate date -> date;
      case LocalDateTime time -> time;
      case LocalTime time -> time;
      case UUID uuid -> uuid;
      default ->
          throw new IllegalArgumentException(
              ("column '%s': nothing compares with a %s; legal are Boolean, numbers, String,"
                      + " byte[], Instant, LocalDate, LocalDateTime, LocalTime and UUID")
                  .formatted(column, literal.getClass().getName()));
    };
  }

  private static Double requireNumber(String column, Double number) {
    if (number.isNaN()) {
      throw new IllegalArgumentException(
          "column '" + column + "': NaN equals nothing and bounds nothing; ask isNaN");
    }
    return number;
  }

  /** As SQL has it, or nearly so. */
  static String toString(Object literal) {
    return switch (literal) {
      case Boolean b -> b.toString();
      case BigDecimal number -> number.toPlainString();
      case Double number -> number.toString();
      case ByteBuffer bytes -> {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        yield "x'" + HexFormat.of().formatHex(copy) + "'";
      }
      default -> "'" + literal.toString().replace("'", "''") + "'";
    };
  }
}
