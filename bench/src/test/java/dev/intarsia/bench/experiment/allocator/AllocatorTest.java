package dev.intarsia.bench.experiment.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.cli.telemetry.TelemetryRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllocatorTest {
  private static final int ROWS = 250;

  @ParameterizedTest
  @EnumSource
  void buildsTheSameColumns(AllocatorKind kind) {
    assertThat(sum(kind, 100)).isNotZero().isEqualTo(sum(AllocatorKind.JAVA_ARRAYS, 100));
  }

  private static long sum(AllocatorKind kind, int batchRows) {
    try (Arena arena = Arena.ofConfined();
        Allocator allocator = kind.open()) {
      TelemetryRows rows = TelemetryRows.generate(arena, 7, ROWS);
      BatchBuilding building = new BatchBuilding(rows, batchRows, allocator);
      long first = building.run();
      assertThat(building.run()).isEqualTo(first);
      return first;
    }
  }

  @ParameterizedTest
  @EnumSource
  void handsOutBuffersThatDoNotOverlap(AllocatorKind kind) {
    try (Allocator allocator = kind.open()) {
      MemorySegment one = allocator.take(5000).asSlice(0, 5000);
      MemorySegment other = allocator.take(5000).asSlice(0, 5000);
      one.fill((byte) 1);
      other.fill((byte) 2);
      assertThat(one.asOverlappingSlice(other)).isEmpty();
      assertThat(one.get(ValueLayout.JAVA_BYTE, 4999)).isEqualTo((byte) 1);
      allocator.giveBack();
    }
  }
}
