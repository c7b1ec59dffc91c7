package dev.intarsia.columns.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.Values;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each type takes and what it refuses, at the edges. Column 0 is under test. */
@DetectLeaks
final class LegalValuesTest {
  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(1));

  @AfterEach
  void nothingIsOut() {
    pool.close();
  }

  private Object accept(Field field, Consumer<RowAppender> set) {
    try (RowBuffer rows = rows(field)) {
      RowAppender row = rows.appender(new DirectSink());
      set.accept(row);
      row.end();
      return Values.of(rows.column(0)).getFirst();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void refuse(Field field, String why, Consumer<RowAppender> set) {
    try (RowBuffer rows = rows(field)) {
      RowAppender row = rows.appender(new DirectSink());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> set.accept(row))
          .withMessageStartingWith("column 'f' (" + field.typeName() + "), row 0: ")
          .withMessageContaining(why);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(row::end)
          .withMessageContaining(why);
      assertThat(rows.rowCount()).isZero();
    }
  }

  private RowBuffer rows(Field field) {
    return RowBuffer.allocate(Schema.of("s", List.of(field)), pool, 4, 1 << 16, true);
  }

  private static Field field(LogicalType type) {
    return Field.of("f", type, true);
  }

  private static Field field(PhysicalType type) {
    return new PrimitiveField("f", type, 0, null, true);
  }

  @ParameterizedTest
  @CsvSource({
    "8, true, -128, 127",
    "8, false, 0, 255",
    "16, true, -32768, 32767",
    "16, false, 0, 65535",
    "32, true, -2147483648, 2147483647",
  })
  void narrowIntegersKeepTheirRange(int bits, boolean signed, int min, int max) {
    Field field = field(LogicalType.integer(bits, signed));
    for (int value : new int[] {min, max}) {
      assertThat(accept(field, row -> row.setInt(0, value))).isEqualTo(value);
      assertThat(accept(field, row -> row.setLong(0, value))).isEqualTo(value);
    }
    for (long value : new long[] {min - 1L, max + 1L, Long.MIN_VALUE, 1L << 32}) {
      refuse(field, "legal is " + min + " to " + max, row -> row.setLong(0, value));
      if ((int) value == value) {
        refuse(field, "legal is " + min + " to " + max, row -> row.setInt(0, (int) value));
      }
    }
  }

  @Test
  void uint32TakesRawIntsAndNumbersAsLongs() {
    Field field = field(LogicalType.integer(32, false));
    assertThat(accept(field, row -> row.setInt(0, -1))).isEqualTo(-1);
    assertThat(accept(field, row -> row.setLong(0, 0xFFFF_FFFFL))).isEqualTo(-1);
    refuse(field, "legal is 0 to 4294967295", row -> row.setLong(0, -1));
    refuse(field, "legal is 0 to 4294967295", row -> row.setLong(0, 1L << 32));
  }

  @Test
  void uint64TakesRawLongsAndNoNegativeInt() {
    Field field = field(LogicalType.integer(64, false));
    assertThat(accept(field, row -> row.setLong(0, -1))).isEqualTo(-1L);
    assertThat(accept(field, row -> row.setInt(0, 5))).isEqualTo(5L);
    refuse(field, "legal is 0 to 18446744073709551615", row -> row.setInt(0, -1));
  }

  @Test
  void plainIntegersTakeEverything() {
    for (int value : new int[] {Integer.MIN_VALUE, 0, Integer.MAX_VALUE}) {
      assertThat(accept(field(PhysicalType.INT32), row -> row.setInt(0, value))).isEqualTo(value);
      assertThat(accept(field(PhysicalType.INT64), row -> row.setInt(0, value)))
          .isEqualTo((long) value);
    }
    for (long value : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(accept(field(PhysicalType.INT64), row -> row.setLong(0, value))).isEqualTo(value);
      refuse(field(PhysicalType.INT32), "legal is -2147483648", row -> row.setLong(0, value));
    }
  }

  @Test
  void floatsKeepTheirBits() {
    Field field = field(PhysicalType.FLOAT);
    assertThat(accept(field, row -> row.setFloat(0, -0.0f))).isEqualTo(-0.0f);
    assertThat(accept(field(PhysicalType.DOUBLE), row -> row.setDouble(0, -0.0))).isEqualTo(-0.0);
    assertThat(accept(field(PhysicalType.DOUBLE), row -> row.setFloat(0, 1.5f))).isEqualTo(1.5);
    refuse(field, "does not take a double", row -> row.setDouble(0, 1));
    refuse(field, "does not take an int", row -> row.setInt(0, 1));
  }

  @Test
  void timesLieWithinADay() {
    Field millis = field(LogicalType.timeMillis());
    assertThat(accept(millis, row -> row.setInt(0, 86_399_999))).isEqualTo(86_399_999);
    refuse(millis, "legal is 0 to 86399999", row -> row.setInt(0, 86_400_000));
    refuse(millis, "legal is 0 to 86399999", row -> row.setInt(0, -1));
    refuse(
        field(LogicalType.timeMicros()),
        "legal is 0 to 86399999999",
        row -> row.setLong(0, 86_400_000_000L));
    refuse(
        field(LogicalType.timeNanos()),
        "legal is 0 to 86399999999999",
        row -> row.setLong(0, 86_400_000_000_000L));
    LocalTime last = LocalTime.MAX;
    assertThat(accept(millis, row -> row.setLocalTime(0, last))).isEqualTo(86_399_999);
    assertThat(accept(field(LogicalType.timeNanos(false)), row -> row.setLocalTime(0, last)))
        .isEqualTo(86_399_999_999_999L);
    refuse(field(PhysicalType.INT32), "time of day", row -> row.setLocalTime(0, last));
    refuse(field(PhysicalType.INT64), "time of day", row -> row.setLocalTime(0, last));
  }

  @Test
  void timestampsRoundDownAndRefuseWhatOverflows() {
    Instant before = Instant.parse("1969-12-31T23:59:59.999999999Z");
    Field millis = field(LogicalType.timestampMillis());
    Field micros = field(LogicalType.timestampMicros());
    Field nanos = field(LogicalType.timestampNanos());
    assertThat(accept(millis, row -> row.setInstant(0, before))).isEqualTo(-1L);
    assertThat(accept(micros, row -> row.setInstant(0, before))).isEqualTo(-1L);
    assertThat(accept(nanos, row -> row.setInstant(0, before))).isEqualTo(-1L);
    for (long edge : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      Instant at = Instant.ofEpochSecond(0, edge);
      assertThat(accept(nanos, row -> row.setInstant(0, at))).isEqualTo(edge);
      Instant beyond = at.plusNanos(Long.signum(edge));
      refuse(
          nanos,
          "64 bits of NANOS reach from 1677-09-21T00:12:43.145224192"
              + " to 2262-04-11T23:47:16.854775807",
          row -> row.setInstant(0, beyond));
      assertThat(accept(millis, row -> row.setInstant(0, Instant.ofEpochMilli(edge))))
          .isEqualTo(edge);
    }
    refuse(micros, "out of range", row -> row.setInstant(0, Instant.MAX));
    refuse(millis, "out of range", row -> row.setInstant(0, Instant.MIN));
  }

  @Test
  void instantsAndLocalTimestampsAreNotConfused() {
    LocalDateTime local = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 678_901_234);
    Field utc = field(LogicalType.timestampMicros());
    Field wall = field(LogicalType.timestampMicros(false));
    assertThat(accept(wall, row -> row.setLocalDateTime(0, local)))
        .isEqualTo(1_767_323_045_678_901L);
    refuse(utc, "local date and time", row -> row.setLocalDateTime(0, local));
    refuse(wall, "an instant", row -> row.setInstant(0, Instant.EPOCH));
    refuse(wall, "out of range", row -> row.setLocalDateTime(0, LocalDateTime.MAX));
    refuse(field(PhysicalType.INT64), "an instant", row -> row.setInstant(0, Instant.EPOCH));
  }

  @Test
  void datesReachAsFarAsThirtyTwoBits() {
    Field date = field(LogicalType.date());
    LocalDate last = LocalDate.ofEpochDay(Integer.MAX_VALUE);
    assertThat(accept(date, row -> row.setLocalDate(0, last))).isEqualTo(Integer.MAX_VALUE);
    assertThat(accept(date, row -> row.setLocalDate(0, LocalDate.EPOCH.minusDays(1))))
        .isEqualTo(-1);
    refuse(date, "out of range", row -> row.setLocalDate(0, last.plusDays(1)));
    refuse(field(PhysicalType.INT32), "a date", row -> row.setLocalDate(0, last));
  }

  @Test
  void decimalsOnIntegers() {
    Field small = field(LogicalType.decimal(5, 2));
    assertThat(accept(small, row -> row.setInt(0, -99_999))).isEqualTo(-99_999);
    refuse(small, "legal is -99999 to 99999", row -> row.setInt(0, 100_000));
    assertThat(accept(small, row -> row.setDecimal(0, new BigDecimal("-999.99"))))
        .isEqualTo(-99_999);
    assertThat(accept(small, row -> row.setDecimal(0, new BigDecimal("1e2")))).isEqualTo(10_000);
    assertThat(accept(small, row -> row.setDecimal(0, new BigDecimal("1.5000")))).isEqualTo(150);
    assertThat(accept(small, row -> row.setDecimal(0, new BigDecimal("0e-999999999"))))
        .isEqualTo(0);
    refuse(small, "2 digits after", row -> row.setDecimal(0, new BigDecimal("0.001")));
    refuse(small, "2 digits after", row -> row.setDecimal(0, new BigDecimal("1e-999999999")));
    refuse(small, "3 digits before", row -> row.setDecimal(0, new BigDecimal("1000")));
    refuse(small, "3 digits before", row -> row.setDecimal(0, new BigDecimal("1e999999999")));
    Field wide = field(LogicalType.decimal(18, 0));
    long most = 999_999_999_999_999_999L;
    assertThat(accept(wide, row -> row.setDecimal(0, BigDecimal.valueOf(-most)))).isEqualTo(-most);
    refuse(wide, "18 digits before", row -> row.setDecimal(0, BigDecimal.valueOf(most + 1)));
    refuse(field(PhysicalType.INT64), "a decimal", row -> row.setDecimal(0, BigDecimal.ONE));
  }

  @Test
  void decimalsOnBytes() {
    LogicalType type = LogicalType.decimal(20, 4);
    Field fixed = new PrimitiveField("f", PhysicalType.FIXED_LEN_BYTE_ARRAY, 12, type, true);
    Field binary = Field.of("f", PhysicalType.BYTE_ARRAY, type, true);
    BigInteger max = BigInteger.TEN.pow(20).subtract(BigInteger.ONE);
    for (BigInteger unscaled :
        List.of(max, max.negate(), BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.negate())) {
      BigDecimal value = new BigDecimal(unscaled, 4);
      for (Field field : List.of(fixed, binary)) {
        assertThat(unscaled(accept(field, row -> row.setDecimal(0, value)))).isEqualTo(unscaled);
        byte[] bytes = extended(unscaled, 12);
        assertThat(unscaled(accept(field, row -> row.setBytes(0, bytes, 0, 12))))
            .isEqualTo(unscaled);
      }
    }
    BigInteger beyond = max.add(BigInteger.ONE);
    for (BigInteger unscaled : List.of(beyond, beyond.negate(), beyond.shiftLeft(20))) {
      for (Field field : List.of(fixed, binary)) {
        refuse(field, "16 digits before", row -> row.setDecimal(0, new BigDecimal(unscaled, 4)));
        byte[] bytes = extended(unscaled, 12);
        refuse(field, "at most 20 digits", row -> row.setBytes(0, bytes, 0, 12));
      }
    }
    refuse(binary, "at most 20 digits", row -> row.setBytes(0, new byte[0], 0, 0));
    refuse(binary, "does not take text", row -> row.setString(0, "1"));
  }

  private static byte[] extended(BigInteger value, int width) {
    byte[] bytes = value.toByteArray();
    byte[] wide = new byte[width];
    Arrays.fill(wide, (byte) (value.signum() >> 1));
    System.arraycopy(bytes, 0, wide, width - bytes.length, bytes.length);
    return wide;
  }

  private static BigInteger unscaled(Object bytes) {
    return new BigInteger(((ByteBuffer) bytes).array());
  }

  @Test
  void fixedBytesHaveOneLength() {
    Field field = new PrimitiveField("f", PhysicalType.FIXED_LEN_BYTE_ARRAY, 3, null, true);
    byte[] source = {1, 2, 3, 4, 5};
    assertThat(accept(field, row -> row.setBytes(0, source, 1, 3)))
        .isEqualTo(ByteBuffer.wrap(new byte[] {2, 3, 4}));
    refuse(field, "2 bytes are not a value; legal are 3", row -> row.setBytes(0, source, 0, 2));
    refuse(
        field,
        "4 bytes are not a value",
        row -> row.setBytes(0, MemorySegment.ofArray(source), 0, 4));
    refuse(field, "a UUID", row -> row.setUuid(0, 1, 2));
    refuse(field, "half-precision", row -> row.setFloat16(0, (short) 1));
    refuse(field, "an interval", row -> row.setInterval(0, 1, 2, 3));
    refuse(field, "a decimal", row -> row.setDecimal(0, BigDecimal.ONE));
    refuse(field, "a float", row -> row.setFloat(0, 1));
  }

  @Test
  void uuidsAreBigEndian() {
    UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    assertThat(accept(field(LogicalType.uuid()), row -> row.setUuid(0, uuid)))
        .isEqualTo(ByteBuffer.wrap(HexFormat.of().parseHex("00112233445566778899aabbccddeeff")));
  }

  @Test
  void halfFloatsAndIntervalsAreLittleEndian() {
    Field half = field(LogicalType.float16());
    ByteBuffer oneAndAHalf = ByteBuffer.wrap(new byte[] {0x00, 0x3E});
    assertThat(accept(half, row -> row.setFloat(0, 1.5f))).isEqualTo(oneAndAHalf);
    assertThat(accept(half, row -> row.setFloat16(0, (short) 0x3E00))).isEqualTo(oneAndAHalf);
    assertThat(accept(half, row -> row.setFloat(0, 1e9f)))
        .isEqualTo(ByteBuffer.wrap(new byte[] {0x00, 0x7C}));
    assertThat(accept(field(LogicalType.interval()), row -> row.setInterval(0, 1, -2, 3)))
        .isEqualTo(ByteBuffer.wrap(HexFormat.of().parseHex("01000000feffffff03000000")));
  }

  @Test
  void textIsUtf8() {
    Field text = field(LogicalType.string());
    assertThat(accept(text, row -> row.setString(0, "zwölf 😀")))
        .isEqualTo(ByteBuffer.wrap("zwölf 😀".getBytes(StandardCharsets.UTF_8)));
    String large = "ü".repeat(5_000);
    assertThat(accept(text, row -> row.setString(0, large)))
        .isEqualTo(ByteBuffer.wrap(large.getBytes(StandardCharsets.UTF_8)));
    refuse(text, "half a surrogate pair at char 2", row -> row.setString(0, "ab\uD800"));
    byte[] latin = {'a', (byte) 0xE9, 'b'};
    refuse(text, "not UTF-8 from byte 1 on", row -> row.setUtf8(0, latin, 0, 3));
    refuse(text, "not UTF-8 from byte 1 on", row -> row.setBytes(0, latin, 0, 3));
    Field bytes = field(PhysicalType.BYTE_ARRAY);
    assertThat(accept(bytes, row -> row.setBytes(0, latin, 0, 3)))
        .isEqualTo(ByteBuffer.wrap(latin));
    refuse(field(LogicalType.bson()), "text", row -> row.setUtf8(0, latin, 0, 1));
    refuse(field(LogicalType.uuid()), "text", row -> row.setString(0, "x"));
  }

  @Test
  void everyTypeRefusesForeignValues() {
    Field bit = field(PhysicalType.BOOLEAN);
    assertThat(accept(bit, row -> row.setBoolean(0, true))).isEqualTo(true);
    refuse(bit, "an int", row -> row.setInt(0, 1));
    refuse(bit, "a long", row -> row.setLong(0, 1));
    refuse(bit, "bytes", row -> row.setBytes(0, new byte[1], 0, 1));
    refuse(bit, "bytes", row -> row.setBytes(0, MemorySegment.NULL, 0, 0));
    refuse(bit, "text", row -> row.setUtf8(0, MemorySegment.NULL, 0, 0));
    refuse(bit, "text", row -> row.setUtf8(0, new byte[1], 0, 1));
    refuse(field(PhysicalType.INT32), "a boolean", row -> row.setBoolean(0, true));
    refuse(field(PhysicalType.DOUBLE), "a long", row -> row.setLong(0, 1));
    refuse(field(LogicalType.string()), "a date", row -> row.setLocalDate(0, LocalDate.EPOCH));
  }

  @Test
  void theFloatNotANumberKeepsItsPayload() throws IOException {
    try (RowBuffer rows = rows(field(PhysicalType.FLOAT))) {
      RowAppender row = rows.appender(new DirectSink());
      row.setFloat(0, Float.intBitsToFloat(0x7FC0_1234));
      row.end();
      Column column = rows.column(0);
      assertThat(((FixedWidthColumn) column).getInt(0)).isEqualTo(0x7FC0_1234);
    }
  }
}
