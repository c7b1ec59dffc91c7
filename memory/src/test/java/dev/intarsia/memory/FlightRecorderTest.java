package dev.intarsia.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
  @TempDir Path folder;

  @Test
  void growthPressureAndLeaksAreRecorded() throws Exception {
    Path file = folder.resolve("memory.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.intarsia.SlabGrowth").withThreshold(java.time.Duration.ZERO);
      recording.enable("dev.intarsia.BudgetPressure");
      recording.enable("dev.intarsia.MemoryLeak");
      recording.start();
      provoke();
      recording.dump(file);
    }
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream().filter(FlightRecorderTest::isOurs).toList();

    RecordedEvent growth = one(events, "dev.intarsia.SlabGrowth");
    assertThat(growth.getLong("size")).isEqualTo(1 << 20);
    assertThat(growth.getLong("reserved")).isEqualTo(1 << 20);
    assertThat(growth.getEventType().getCategoryNames()).containsExactly("Intarsia", "Memory");
    RecordedEvent pressure = one(events, "dev.intarsia.BudgetPressure");
    assertThat(pressure.getString("owner")).isEqualTo("recorded");
    assertThat(pressure.getLong("requested")).isEqualTo(2 << 20);
    assertThat(pressure.getBoolean("refused")).isTrue();
    RecordedEvent leak = one(events, "dev.intarsia.MemoryLeak");
    assertThat(leak.getString("owner")).isEqualTo("recorded");
    assertThat(leak.getLong("size")).isEqualTo(16384);
    assertThat(leak.getString("cause")).isEqualTo("POOL_CLOSED");
    assertThat(leak.getString("site")).contains("FlightRecorderTest.provoke");
  }

  private static boolean isOurs(RecordedEvent event) {
    return event.getString("pool").equals("recorded pool");
  }

  private static RecordedEvent one(List<RecordedEvent> events, String name) {
    List<RecordedEvent> named =
        events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
    assertThat(named).hasSize(1);
    return named.getFirst();
  }

  private static void provoke() {
    LeakDetector.Level before = LeakDetector.level();
    LeakDetector.setLevel(LeakDetector.Level.EVERY);
    MemoryPool pool = MemoryPool.create("recorded pool", MemoryLimit.mebibytes(1));
    BatchArena arena = pool.arena("recorded");
    LeakDetector.setLevel(before);
    arena.allocate(1);
    assertThatThrownBy(() -> arena.allocate(2 << 20))
        .isInstanceOf(MemoryLimitExceededException.class);
    assertThatThrownBy(pool::close).isInstanceOf(MemoryLeakException.class);
    arena.close();
  }
}
