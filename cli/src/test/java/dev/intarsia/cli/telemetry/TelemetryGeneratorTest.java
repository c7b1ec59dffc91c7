package dev.intarsia.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryGeneratorTest {
  private final Arena arena = Arena.ofConfined();
  private final TelemetryGenerator generator = new TelemetryGenerator(42, arena);

  @AfterEach
  void close() {
    arena.close();
  }

  private MemorySegment block(TelemetryGenerator of, long number, int rows) {
    MemorySegment target = arena.allocate(TelemetryGenerator.BLOCK_BYTES, 8);
    return target.asSlice(0, of.generate(number, rows, target, 0));
  }

  @Test
  void blockDependsOnSeedAndNumberOnly() {
    MemorySegment first = block(generator, 3, 500);
    block(generator, 9, 100);
    assertThat(block(generator, 3, 500).mismatch(first)).isEqualTo(-1);
    assertThat(block(new TelemetryGenerator(42, arena), 3, 500).mismatch(first)).isEqualTo(-1);
  }

  @Test
  void otherSeedsAndOtherBlocksDiffer() {
    MemorySegment first = block(generator, 0, 50);
    assertThat(block(new TelemetryGenerator(43, arena), 0, 50).mismatch(first)).isNotEqualTo(-1);
    assertThat(block(generator, 1, 50).mismatch(first)).isNotEqualTo(-1);
  }

  @Test
  void firstRowsOfBlockDoNotDependOnTheRest() {
    MemorySegment few = block(generator, 5, 100);
    assertThat(block(generator, 5, 200).mismatch(few)).isEqualTo(few.byteSize());
  }

  /** Figures are only comparable over time while the rows stay the same. */
  @Test
  void theWorkloadIsPinned() {
    CRC32 crc = new CRC32();
    crc.update(block(generator, 0, TelemetryGenerator.BLOCK_ROWS).asByteBuffer());
    assertThat(Long.toHexString(crc.getValue())).isEqualTo("a7e0703b");
  }

  @Test
  void rowsAreAsLongAsLogLinesAre() {
    long bytes = block(generator, 0, TelemetryGenerator.BLOCK_ROWS).byteSize();
    assertThat(bytes / TelemetryGenerator.BLOCK_ROWS).isBetween(560L, 620L);
  }

  @Test
  void targetThatIsTooSmallIsRefused() {
    MemorySegment target = arena.allocate(TelemetryGenerator.SLACK_BYTES + 1000, 8);
    assertThatThrownBy(() -> generator.generate(0, 10, target, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("block 0 row");
  }

  @Test
  void generatingPutsNothingOnTheHeap() {
    MemorySegment target = arena.allocate(TelemetryGenerator.BLOCK_BYTES, 8);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      generator.generate(round, TelemetryGenerator.BLOCK_ROWS, target, 0);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(TelemetryGenerator.BLOCK_ROWS);
  }
}
