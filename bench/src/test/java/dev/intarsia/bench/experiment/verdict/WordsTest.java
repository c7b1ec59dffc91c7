package dev.intarsia.bench.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void comparesThroughputs() {
    assertThat(Words.faster(87, 100)).isEqualTo("13.0 % slower");
    assertThat(Words.faster(150, 100)).isEqualTo("50 % faster");
    assertThat(Words.faster(720, 100)).isEqualTo("7.2 times as fast");
    assertThat(Words.faster(101, 100)).isEqualTo("as fast");
    assertThat(Words.faster(Double.NaN, 100)).isEqualTo("not measured");
  }

  @Test
  void comparesAmounts() {
    assertThat(Words.more(50, 100)).isEqualTo("50 % less");
    assertThat(Words.more(400, 100)).isEqualTo("4.0 times as much");
    assertThat(Words.more(5, 0)).isEqualTo("infinitely more");
  }

  @Test
  void keepsTheDigitsThatSaySomething() {
    assertThat(Words.number(0)).isEqualTo("0");
    assertThat(Words.number(0.1234)).isEqualTo("0.12");
    assertThat(Words.number(5.55)).isEqualTo("5.6");
    assertThat(Words.number(1234567.8)).isEqualTo("1,234,568");
  }
}
