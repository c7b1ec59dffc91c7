package dev.intarsia.bench.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  @ParameterizedTest
  @CsvSource({
    "75, holds",
    "300, holds",
    "74, holds in part",
    "25, holds in part",
    "24, does not hold",
    "-100, does not hold",
    "Infinity, holds",
    "NaN, not measured",
  })
  void effectHoldsFromThreeQuartersOnAndInPartFromOne(double effect, String outcome) {
    assertThat(new Judgement().effect("it", effect, 100).text()).contains("it (" + outcome + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "12, holds",
    "16, holds",
    "17, holds in part",
    "9, holds",
    "8, holds in part",
    "49, does not hold",
  })
  void figureIsMissedToEitherSide(double measured, String outcome) {
    assertThat(new Judgement().figure("it", measured, 12).text()).contains("it (" + outcome + ")");
  }

  @ParameterizedTest
  @CsvSource({"103, holds", "101, does not hold", "90, does not hold", "NaN, not measured"})
  void directionCountsOnceItIsMoreThanNoise(double more, String outcome) {
    assertThat(new Judgement().direction("it", more, 100).text()).contains("it (" + outcome + ")");
  }

  @Test
  void claimIsWhatItsPartsAre() {
    assertThat(new Judgement().fact("a", true).fact("b", true).also("c").text())
        .isEqualTo("The claim holds: a (holds); b (holds); c.");
    assertThat(new Judgement().fact("a", true).fact("b", false).text())
        .startsWith("The claim holds in part: ");
    assertThat(new Judgement().effect("a", 50, 100).text()).startsWith("The claim holds in part: ");
    assertThat(new Judgement().fact("a", false).fact("b", false).text())
        .startsWith("The claim does not hold here: ");
  }

  @Test
  void whatWasNotMeasuredIsNamedAndNotJudged() {
    assertThat(new Judgement().fact("a", true).unknown("b").text())
        .isEqualTo("The claim holds, as far as it was measured: a (holds); b (not measured).");
    assertThat(new Judgement().unknown("b").text()).startsWith("Nothing was measured that");
  }
}
