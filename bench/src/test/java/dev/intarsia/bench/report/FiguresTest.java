package dev.intarsia.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1713402.7; 1,713,403",
        "1000; 1,000",
        "999.6; 1,000",
        "99.96; 100",
        "99.94; 99.9",
        "12.345; 12.3",
        "9.999; 10.0",
        "9.99; 9.99",
        "1.5; 1.50",
        "3; 3",
        "0; 0",
        "-0.0; 0",
        "0.5; 0.500",
        "0.09996; 0.100",
        "0.00210; 0.00210",
        "0.0000123; 1.23e-05",
        "-2.25; -2.25",
        "NaN; –",
        "Infinity; –"
      })
  void keepsThreeDigits(double value, String text) {
    assertThat(Figures.text(value)).isEqualTo(text);
  }

  @Test
  void onlyNumbersAmongParametersGetSeparators() {
    assertThat(Figures.parameter("400000")).isEqualTo("400,000");
    assertThat(Figures.parameter("900")).isEqualTo("900");
    assertThat(Figures.parameter("1.25")).isEqualTo("1.25");
    assertThat(Figures.parameter("G1")).isEqualTo("G1");
    assertThat(Figures.parameter("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0; 0.5; 0.0", "1.5; 0.5; 1.5", "20000; 20000; 20,000", "0.02; 0.02; 0.02"})
  void ticksTellNeighboursApart(double value, double step, String text) {
    assertThat(Figures.tick(value, step)).isEqualTo(text);
  }
}
