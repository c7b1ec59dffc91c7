package dev.intarsia.bench.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.cli.telemetry.TelemetryColumn;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Readers that miss a value do not pass for equal. */
class FoldTest {
  private static final List<TelemetryColumn> COLUMNS =
      List.of(TelemetryColumn.TIME, TelemetryColumn.CPU_UTILIZATION);

  private static Fold fold(Consumer<Fold> more) {
    Fold fold = new Fold(COLUMNS);
    fold.addRows(10);
    fold.add(0, 5L);
    fold.add(1, 1000.25);
    fold.addNulls(1, 2);
    more.accept(fold);
    return fold;
  }

  private static void assertDiffers(Consumer<Fold> more, String words) {
    assertThatThrownBy(() -> fold(more).requireEqual(fold(_ -> {})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(words);
  }

  @Test
  void missingValueIsNamedWithItsColumn() {
    assertDiffers(more -> more.add(0, 1L), "TIME: 6 with 0 nulls and 5 with 0 nulls");
    assertDiffers(more -> more.add(1, 0.0001), "CPU_UTILIZATION: 1000.2501 with 2 nulls");
    assertDiffers(more -> more.addNulls(0, 1), "TIME: 5 with 1 nulls");
    assertDiffers(more -> more.addRows(1), "11 rows");
  }

  @Test
  void otherColumnsAreNoComparison() {
    Fold other = new Fold(List.of(TelemetryColumn.TIME));
    other.addRows(10);
    assertThatThrownBy(() -> other.requireEqual(fold(_ -> {}))).hasMessageContaining("TIME");
  }

  @Test
  void roundingIsNoDifference() {
    assertThatCode(() -> fold(more -> more.add(1, 1e-9)).requireEqual(fold(_ -> {})))
        .doesNotThrowAnyException();
  }

  @Test
  void numberDependsOnEverything() {
    long number = fold(_ -> {}).number();
    assertThat(fold(more -> more.add(0, 1L)).number()).isNotEqualTo(number);
    assertThat(fold(more -> more.add(1, 1.0)).number()).isNotEqualTo(number);
    assertThat(fold(more -> more.addNulls(1, 1)).number()).isNotEqualTo(number);
    assertThat(fold(more -> more.addRows(1)).number()).isNotEqualTo(number);
  }
}
