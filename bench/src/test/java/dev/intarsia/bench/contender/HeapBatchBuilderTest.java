package dev.intarsia.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import dev.intarsia.cli.telemetry.TelemetryColumn;
import dev.intarsia.cli.telemetry.TelemetryReader;
import dev.intarsia.columns.ColumnBatch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What growth costs, by arrays that are counted. */
class HeapBatchBuilderTest {
  private static final int ROWS = 900;

  /** 52 of values, bits or offsets; the rest of texts and of bitmaps. */
  private static final long ARRAYS = 52 + texts() + nullables();

  private static long texts() {
    return Arrays.stream(TelemetryColumn.values())
        .filter(column -> column.kind() == TelemetryColumn.Kind.TEXT)
        .count();
  }

  private static long nullables() {
    return Arrays.stream(TelemetryColumn.values()).filter(TelemetryColumn::nullable).count();
  }

  @Test
  void growingBuilderDoublesItsArraysInEveryBatch() {
    HeapBatchBuilder builder = HeapBatchBuilder.growing();
    assertThat(builder.growth().allocations()).isEqualTo(ARRAYS);
    assertThat(builder.growth().allocatedBytes()).isEqualTo(32 * ARRAYS);
    fill(builder);
    long first = builder.growth().allocations();
    assertThat(first).isGreaterThan(6 * ARRAYS);
    assertThat(builder.growth().copiedBytes()).isGreaterThan(ROWS * 200L);
    fill(builder);
    assertThat(builder.growth().allocations()).isEqualTo(2 * first - ARRAYS);
  }

  @Test
  void reservingBuilderGrowsInItsFirstBatchOnly() {
    HeapBatchBuilder builder = HeapBatchBuilder.reserving();
    fill(builder);
    long first = builder.growth().allocations();
    long copied = builder.growth().copiedBytes();
    fill(builder);
    assertThat(builder.growth().allocations()).isEqualTo(first + ARRAYS);
    assertThat(builder.growth().copiedBytes()).isEqualTo(copied);
  }

  /** The same rows every time. */
  private static void fill(HeapBatchBuilder builder) {
    try (Input input = Input.generate(Source.BUFFER, 7, ROWS)) {
      TelemetryReader reader = new TelemetryReader();
      input.buffer().read(reader);
      while (reader.next()) {
        builder.append(reader);
      }
      assertThat(builder.rows()).isEqualTo(ROWS);
      try (ColumnBatch batch = builder.build()) {
        assertThat(batch.rowCount()).isEqualTo(ROWS);
      }
      assertThat(builder.rows()).isZero();
    }
  }
}
