package dev.intarsia.columns;

import static dev.intarsia.columns.PhysicalType.BYTE_ARRAY;
import static dev.intarsia.columns.PhysicalType.FIXED_LEN_BYTE_ARRAY;
import static dev.intarsia.columns.PhysicalType.INT32;
import static dev.intarsia.columns.PhysicalType.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FieldTest {

  /** Every logical type but decimals, and the one type and length that may carry it. */
  private static final Map<LogicalType, Field> CARRIERS =
      Map.ofEntries(
          carrier(LogicalType.string(), BYTE_ARRAY, 0),
          carrier(LogicalType.enumeration(), BYTE_ARRAY, 0),
          carrier(LogicalType.json(), BYTE_ARRAY, 0),
          carrier(LogicalType.bson(), BYTE_ARRAY, 0),
          carrier(LogicalType.uuid(), FIXED_LEN_BYTE_ARRAY, 16),
          carrier(LogicalType.float16(), FIXED_LEN_BYTE_ARRAY, 2),
          carrier(LogicalType.interval(), FIXED_LEN_BYTE_ARRAY, 12),
          carrier(LogicalType.date(), INT32, 0),
          carrier(LogicalType.timeMillis(), INT32, 0),
          carrier(LogicalType.timeMicros(), INT64, 0),
          carrier(LogicalType.timeNanos(false), INT64, 0),
          carrier(LogicalType.timestampMillis(), INT64, 0),
          carrier(LogicalType.timestampMicros(false), INT64, 0),
          carrier(LogicalType.timestampNanos(), INT64, 0),
          carrier(LogicalType.integer(8, true), INT32, 0),
          carrier(LogicalType.integer(16, false), INT32, 0),
          carrier(LogicalType.integer(32, false), INT32, 0),
          carrier(LogicalType.integer(64, true), INT64, 0));

  private static Map.Entry<LogicalType, Field> carrier(
      LogicalType logical, PhysicalType physical, int length) {
    return Map.entry(logical, new PrimitiveField("f", physical, length, logical, true));
  }

  @Test
  void eachLogicalTypeLivesOnItsOwnPhysicalTypeOnly() {
    CARRIERS.forEach(
        (logical, carrier) -> {
          assertThat(Field.of("f", logical, true)).isEqualTo(carrier);
          for (PhysicalType physical : PhysicalType.values()) {
            int length = physical == FIXED_LEN_BYTE_ARRAY ? 7 : 0;
            if (physical != carrier.physicalType() || length == 7) {
              assertThatIllegalArgumentException()
                  .as("%s on %s", logical, physical)
                  .isThrownBy(() -> new PrimitiveField("f", physical, length, logical, true))
                  .withMessageStartingWith("field 'f': " + logical + " cannot be stored as");
            }
          }
        });
  }

  @Test
  void decimalsFitTheirWidth() {
    assertThat(Field.of("d", LogicalType.decimal(9, 2), true).physicalType()).isEqualTo(INT32);
    assertThat(Field.of("d", LogicalType.decimal(18, 2), true).physicalType()).isEqualTo(INT64);
    assertThat(Field.of("d", LogicalType.decimal(38, 2), true).typeLength()).isEqualTo(16);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Field.of("d", INT32, LogicalType.decimal(10, 0), true))
        .withMessageContaining("INT32 up to 9 digits, INT64 up to 18");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Field.of("d", INT64, LogicalType.decimal(19, 0), true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Field.of("d", PhysicalType.DOUBLE, LogicalType.decimal(1, 0), true));
  }

  @Test
  void aFixedDecimalHoldsAsManyDigitsAsTheFormatSays() {
    // LogicalTypes.md: floor(log10(2^(8n-1) - 1)) digits in n bytes.
    List<Integer> digits = List.of(2, 4, 6, 9, 11, 14, 16, 18, 21, 23, 26, 28, 31, 33, 35, 38);
    for (int bytes = 1; bytes <= digits.size(); bytes++) {
      int length = bytes;
      int most = digits.get(bytes - 1);
      new PrimitiveField("d", FIXED_LEN_BYTE_ARRAY, length, LogicalType.decimal(most, 0), true);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new PrimitiveField(
                      "d", FIXED_LEN_BYTE_ARRAY, length, LogicalType.decimal(most + 1, 0), true))
          .withMessageContaining("of at least " + (bytes + 1) + " bytes");
    }
  }

  @Test
  void refusesImpossibleTypes() {
    Stream.<Runnable>of(
            () -> LogicalType.decimal(0, 0),
            () -> LogicalType.decimal(1001, 0),
            () -> LogicalType.decimal(3, 4),
            () -> LogicalType.decimal(3, -1),
            () -> LogicalType.integer(24, true),
            () -> new PrimitiveField("", INT32, 0, null, true),
            () -> new PrimitiveField("f", INT32, 4, null, true),
            () -> new PrimitiveField("f", FIXED_LEN_BYTE_ARRAY, 0, null, true),
            () -> new PrimitiveField("f", FIXED_LEN_BYTE_ARRAY, -1, null, true))
        .forEach(make -> assertThatIllegalArgumentException().isThrownBy(make::run));
  }

  @Test
  void saysWhatALogicalTypeTakesRatherThanWhatLengthIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Field.of("f", FIXED_LEN_BYTE_ARRAY, LogicalType.string(), true))
        .withMessage(
            "field 'f': STRING cannot be stored as FIXED_LEN_BYTE_ARRAY(0); it takes BYTE_ARRAY");
  }

  @Test
  void knowsItsWidth() {
    assertThat(new PrimitiveField("f", INT64, 0, null, true).width()).isEqualTo(8);
    assertThat(Field.of("f", LogicalType.uuid(), true).width()).isEqualTo(16);
    assertThat(new PrimitiveField("f", PhysicalType.BOOLEAN, 0, null, true).width()).isZero();
  }
}
