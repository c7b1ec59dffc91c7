package dev.intarsia.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextKindTest {
  @ParameterizedTest
  @CsvSource({
    "0, INTEGER",
    "7, INTEGER",
    "-7, INTEGER",
    "9223372036854775807, INTEGER",
    "-9223372036854775808, INTEGER",
    "9223372036854775808, BIG_INTEGER",
    "-9223372036854775809, BIG_INTEGER",
    "00501, STRING",
    "-01, STRING",
    "+49, STRING",
    "-, STRING",
    "+40.922326, DOUBLE",
    "-072.637078, DOUBLE",
    "1., DOUBLE",
    ".5, DOUBLE",
    "1e5, DOUBLE",
    "1E-5, DOUBLE",
    "1e, STRING",
    "1e999, STRING",
    ".e5, STRING",
    "., STRING",
    "1.2.3, STRING",
    "1_000, STRING",
    "0x10, STRING",
    "NaN, DOUBLE",
    "-Infinity, DOUBLE",
    "inf, DOUBLE",
    "info, STRING",
    "true, BOOLEAN",
    "FALSE, BOOLEAN",
    "truth, STRING",
    "yes, STRING",
    "2024-02-29, DATE",
    "2023-02-29, STRING",
    "2024-02-29 10:00:00, LOCAL",
    "2024-02-29 10:00:00.1234567, LOCAL_NANOS",
    "2024-02-29T10:00:00Z, INSTANT",
    "2024-02-29T10:00:00.123456789+01:00, INSTANT_NANOS",
    "10.0.0.1, STRING",
    "#1, STRING",
    "é, STRING"
  })
  void textIsOfItsKind(String text, Kind kind) {
    assertThat(new TextKind().of(Samples.text(text), true)).isEqualTo(kind);
  }

  @Test
  void datesAreTextWhereTheyAreNotAskedFor() {
    assertThat(new TextKind().of(Samples.text("2024-02-29"), false)).isEqualTo(Kind.STRING);
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, DOUBLE, DOUBLE",
    "BIG_INTEGER, DOUBLE, DOUBLE",
    "INTEGER, BIG_INTEGER, STRING",
    "DATE, LOCAL, LOCAL",
    "DATE, LOCAL_NANOS, LOCAL_NANOS",
    "INSTANT, INSTANT_NANOS, INSTANT_NANOS",
    "LOCAL, INSTANT, STRING",
    "DATE, STRING, STRING",
    "BOOLEAN, INTEGER, JSON",
    "STRING, INTEGER, JSON",
    "STRING, JSON, JSON"
  })
  void twoKindsMeetInTheNarrowestThatHoldsBoth(Kind a, Kind b, Kind both) {
    assertThat(Kind.widest(a.bit() | b.bit(), Kind.JSON)).isEqualTo(both);
  }

  @Test
  void nothingButNullsIsTheFallback() {
    assertThat(Kind.widest(0, Kind.STRING)).isEqualTo(Kind.STRING);
  }
}
