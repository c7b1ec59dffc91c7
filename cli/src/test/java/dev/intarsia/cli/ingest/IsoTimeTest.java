package dev.intarsia.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.LogicalType.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  private final IsoTime time = new IsoTime();
  private final Random random = new Random(7);

  @Test
  void datesAreThoseOfJavaTime() {
    for (int i = 0; i < 20_000; i++) {
      LocalDate date = LocalDate.ofEpochDay(random.nextLong(-719_528, 2_932_897));
      assertThat(time.date(Samples.text(date.toString()))).as(date.toString()).isTrue();
      assertThat(time.day()).as(date.toString()).isEqualTo(date.toEpochDay());
    }
  }

  @Test
  void timestampsAreThoseOfJavaTime() {
    for (int i = 0; i < 20_000; i++) {
      OffsetDateTime moment =
          Instant.ofEpochSecond(
                  random.nextLong(-30_000_000_000L, 200_000_000_000L),
                  random.nextInt(1_000_000_000))
              .atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1)));
      assertThat(time.timestamp(Samples.text(moment.toString()))).as(moment.toString()).isTrue();
      assertThat(time.zoned()).isTrue();
      assertThat(time.since1970(Unit.MICROS))
          .as(moment.toString())
          .isEqualTo(
              ChronoUnit.MICROS.between(
                  Instant.EPOCH, moment.toInstant().truncatedTo(ChronoUnit.MICROS)));
    }
  }

  @Test
  void localTimestampsHaveNoZone() {
    assertThat(time.timestamp(Samples.text("2024-02-29 17:05:03.25"))).isTrue();
    assertThat(time.zoned()).isFalse();
    assertThat(time.fractionDigits()).isEqualTo(2);
    assertThat(time.since1970(Unit.MILLIS))
        .isEqualTo(
            LocalDateTime.parse("2024-02-29T17:05:03.25").toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  @Test
  void timesAreThoseOfJavaTime() {
    for (int i = 0; i < 5_000; i++) {
      LocalTime expected = LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L));
      assertThat(time.time(Samples.text(expected.toString()))).as(expected.toString()).isTrue();
      assertThat(time.nanoOfDay()).isEqualTo(expected.toNanoOfDay());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T17:05Z",
        "2024-02-29T17:05:03Z",
        "2024-02-29t17:05:03z",
        "2024-02-29T17:05:03+02",
        "2024-02-29T17:05:03+0200",
        "2024-02-29T17:05:03.123456789+02:00",
        "2024-02-29 17:05:03"
      })
  void everyCustomaryFormIsRead(String text) {
    assertThat(time.timestamp(Samples.text(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29",
        "2023-02-29T00:00:00",
        "2024-13-01T00:00:00",
        "2024-00-01T00:00:00",
        "2024-04-31T00:00:00",
        "2024-02-29T24:00:00",
        "2024-02-29T23:60:00",
        "2024-02-29T23:59:60",
        "2024-02-29T23:59:",
        "2024-02-29T23:59:59.",
        "2024-02-29T23:59:59.1234567890",
        "2024-02-29T23:59:59+2",
        "2024-02-29T23:59:59+02:",
        "2024-02-29T23:59:59+19:00",
        "2024-02-29T23:59:59+02:60",
        "2024-02-29T23:59:59Zulu",
        "2024-02-29x23:59:59",
        "2024/02/29 23:59:59",
        "24-02-29 23:59:59",
        "2024-02-29T",
        "not a time, but long"
      })
  void whatIsNoTimestampIsRefused(String text) {
    assertThat(time.timestamp(Samples.text(text))).isFalse();
  }

  @Test
  void aTimestampBeyond64BitsIsSaidToBe() {
    assertThat(time.timestamp(Samples.text("2263-01-01T00:00:00Z"))).isTrue();
    assertThatThrownBy(() -> time.since1970(Unit.NANOS)).isInstanceOf(ArithmeticException.class);
  }
}
