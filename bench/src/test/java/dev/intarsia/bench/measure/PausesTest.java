package dev.intarsia.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PausesTest {
  private static String line(long end, String operation, long total) {
    return ("[%dns] Safepoint \"%s\", Time since last: 9 ns, Reaching safepoint: 2 ns,"
            + " At safepoint: 3 ns, Leaving safepoint: 1 ns, Total: %d ns, Threads: 0 runnable,"
            + " 10 total")
        .formatted(end, operation, total);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SerialCollectForAllocation",
        "GenCollectForAllocation",
        "SerialGCCollect",
        "ParallelCollectForAllocation",
        "ParallelGCFailedAllocation",
        "G1CollectForAllocation",
        "G1PauseRemark",
        "G1TryInitiateConcMark",
        "ZMarkStartYoungAndOld",
        "ZRelocateStartOld",
        "CollectForMetadataAllocation"
      })
  void everyCollectorIsKnown(String operation) {
    assertThat(Pauses.between(List.of(line(150, operation, 40)), 100, 200))
        .isEqualTo(new Pauses(40, 40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FindDeadlocks", "ICBufferFull", "CleanClassLoaderDataMetaspaces"})
  void whatElseHoldsThreadsIsNotTheCollectors(String operation) {
    assertThat(Pauses.between(List.of(line(150, operation, 40)), 100, 200))
        .isEqualTo(new Pauses(0, 0));
  }

  @Test
  void onlyPausesThatBeganWithinCount() {
    List<String> log =
        List.of(
            line(110, "ZMarkEndYoung", 11),
            line(120, "ZMarkEndYoung", 20),
            line(160, "ZMarkEndYoung", 30),
            line(210, "ZMarkEndYoung", 15),
            line(230, "ZMarkEndYoung", 30));
    assertThat(Pauses.between(log, 100, 200)).isEqualTo(new Pauses(65, 30));
  }
}
