package dev.intarsia.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.result.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {
  private static final int BLOCK = 1 << 20;

  @TempDir private Path directory = Path.of("");

  private byte[] kept = {};

  @Test
  void allocationOfEveryThreadIsCounted() throws IOException {
    Round round = Meter.measure(() -> allocate(4));
    assertThat(round.heapBytes()).isBetween(4L * BLOCK, 8L * BLOCK);
    Round other = Meter.measure(() -> inAnotherThread(() -> allocate(4)));
    assertThat(other.heapBytes()).isBetween(4L * BLOCK, 8L * BLOCK);
  }

  @Test
  @SuppressWarnings("CollectingGarbage") // is what is measured
  void collectionsAndTheirPausesBelongToTheRoundTheyAreIn() throws IOException {
    Round none = Meter.measure(() -> {});
    assertThat(none.collections()).isZero();
    assertThat(none.pauseNanos()).isZero();
    Round two =
        Meter.measure(
            () -> {
              System.gc();
              System.gc();
            });
    assertThat(two.collections()).isEqualTo(2);
    assertThat(two.longestPauseNanos()).isPositive();
    assertThat(two.pauseNanos())
        .isBetween(two.longestPauseNanos() + 1, 2 * two.longestPauseNanos());
    assertThat(two.pauseNanos()).isLessThan(two.nanos());
  }

  @Test
  void peakOfTheHeapIsThatOfTheRound() throws IOException {
    Round much = Meter.measure(() -> kept = new byte[64 * BLOCK]);
    assertThat(kept).hasSize(64 * BLOCK);
    kept = new byte[0];
    Round little = Meter.measure(() -> {});
    assertThat(much.peakHeapBytes() - little.peakHeapBytes()).isGreaterThan(32L * BLOCK);
  }

  @Test
  void fileIsWrittenAnewAndItsSizeTaken() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "old");
    Round round = Meter.measure(() -> Files.write(Files.createFile(file), new byte[5]), file);
    assertThat(round.fileBytes()).isEqualTo(5);
  }

  @Test
  void roundsBecomeMetricsByTheNamesThatReportsUse() {
    List<Round> rounds =
        List.of(
            new Round(1_000_000_000, 3_000_000, 2_000, 4, 5_500_000, 3_250_000, 6, 90_000_000, 7),
            new Round(2_000_000_000, 1, 1, 1, 1, 1, 1, 1, 1));
    Map<String, Metric> metrics = Rounds.metrics(1_000, 80_000_000, rounds);
    assertThat(metrics.keySet())
        .containsExactly(
            "throughput",
            "cpu",
            "heap",
            "collections",
            "pause",
            "longest-pause",
            "peak-heap",
            "resident",
            "file");
    assertThat(metrics.values()).allSatisfy(metric -> assertThat(metric.values()).hasSize(2));
    assertThat(metrics.entrySet().stream().map(entry -> entry.getValue().values().get(0)))
        .containsExactly(1_000.0, 3.0, 2.0, 4.0, 5.5, 3.25, 6e-6, 10.0, 7e-6);
  }

  @Test
  void whatIsUnknownIsNoMetric() {
    List<Round> rounds = List.of(new Round(1, 1, 1, 1, 1, 1, 1, -1, 0));
    assertThat(Rounds.metrics(1, rounds)).doesNotContainKeys("resident", "file");
    assertThat(Rounds.notes(rounds)).containsExactly(ResidentMemory.UNKNOWN_NOTE);
    assertThat(Rounds.notes(List.of(new Round(1, 1, 1, 1, 1, 1, 1, 1, 1)))).isEmpty();
  }

  private void allocate(int blocks) {
    for (int block = 0; block < blocks; block++) {
      kept = new byte[BLOCK];
    }
  }

  private static void inAnotherThread(Runnable work) {
    Thread thread = Thread.ofPlatform().start(work);
    boolean joined = false;
    while (!joined) {
      try {
        thread.join();
        joined = true;
      } catch (InterruptedException e) {
        thread.interrupt();
      }
    }
  }
}
