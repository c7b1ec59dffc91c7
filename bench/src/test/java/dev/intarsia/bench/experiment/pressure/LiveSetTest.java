package dev.intarsia.bench.experiment.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LiveSetTest {
  private static final long BYTES = 60_000_000;

  @Test
  void asMuchStaysOccupiedAsWasAskedFor() {
    long before = LiveSet.occupied();
    LiveSet live = LiveSet.ofBytes(BYTES);
    assertThat(LiveSet.occupied() - before).isCloseTo(BYTES, Percentage.withPercentage(10));
    assertThat((double) BYTES / live.spans()).isCloseTo(600, within(400.0));
  }
}
