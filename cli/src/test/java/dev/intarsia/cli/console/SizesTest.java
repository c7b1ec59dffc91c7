package dev.intarsia.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "17, 17",
    "17B, 17",
    "4k, 4096",
    "4KB, 4096",
    "4 KiB, 4096",
    "64MiB, 67108864",
    "2g, 2147483648",
    "1T, 1099511627776"
  })
  void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
    assertThat(Sizes.parseBytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "-1", "1.5m", "1x", "9999999999999T"})
  void whatIsNoSizeIsRefused(String text) {
    assertThatThrownBy(() -> Sizes.parseBytes(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.00 KiB",
    "18140365, 17.3 MiB",
    "1099511627776, 1.00 TiB"
  })
  void bytesAreShownInTheUnitThatFits(long bytes, String text) {
    assertThat(Sizes.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "420000000, 0.42 s",
    "99990000000, 99.99 s",
    "727000000000, 12:07",
    "3727000000000, 1:02:07"
  })
  void durationsAreShownInTheUnitThatFits(long nanos, String text) {
    assertThat(Sizes.duration(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1, 1 row", "0, 0 rows", "1234567, '1,234,567 rows'"})
  void countsAgreeWithTheirNoun(long count, String text) {
    assertThat(Sizes.count(count, "row")).isEqualTo(text);
  }
}
