package dev.intarsia.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  private final Random random = new Random(11);

  @Test
  void wholeNumbersAreThoseOfJava() {
    for (int i = 0; i < 20_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      assertThat(Numbers.toLong(Samples.text(Long.toString(value)))).isEqualTo(value);
    }
    for (long value : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0}) {
      assertThat(Numbers.toLong(Samples.text(Long.toString(value)))).isEqualTo(value);
    }
    assertThat(Numbers.toLong(Samples.text("+0042"))).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "99999999999999999999"})
  void whatIsBeyond64BitsIsRefused(String text) {
    assertThatThrownBy(() -> Numbers.toLong(Samples.text(text)))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("beyond 64 bits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1.5", "1 ", "abc", "--1"})
  void whatIsNoWholeNumberIsRefused(String text) {
    assertThatThrownBy(() -> Numbers.toLong(Samples.text(text)))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("expected a whole number, found \"" + text + "\"");
  }

  @Test
  void doublesAreThoseOfJava() {
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Numbers.toDouble(Samples.text(Double.toString(value)))).isEqualTo(value);
      }
    }
    assertThat(Numbers.toDouble(Samples.text("+40.922326"))).isEqualTo(40.922326);
    assertThat(Numbers.toDouble(Samples.text("-072.637078"))).isEqualTo(-72.637078);
    assertThat(Numbers.toDouble(Samples.text("17"))).isEqualTo(17.0);
    assertThat(Numbers.toDouble(Samples.text("nan"))).isNaN();
    assertThat(Numbers.toDouble(Samples.text("-INF"))).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1e999", "1,5", "0x1p3", "1f", "Infinite"})
  void whatIsNoDoubleIsRefused(String text) {
    assertThatThrownBy(() -> Numbers.toDouble(Samples.text(text)))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("expected a number");
  }
}
