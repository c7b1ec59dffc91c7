package dev.intarsia.columns.append;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

@DetectLeaks
final class SteadyStateTest {
  private static final Schema SCHEMA =
      Schema.builder("s")
          .required("long", LogicalType.timestampMicros())
          .optional("int", PhysicalType.INT32)
          .optional("double", PhysicalType.DOUBLE)
          .optional("bit", PhysicalType.BOOLEAN)
          .required("text", LogicalType.string())
          .optional("id", LogicalType.uuid())
          .optional("string", LogicalType.string())
          .build();

  @Test
  void rowsAndFlushesMakeNoGarbage() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int[] nulls = new int[1];
    DirectSink looking =
        new DirectSink() {
          @Override
          public void full(RowBuffer rows) {
            for (int column = 0; column < SCHEMA.size(); column++) {
              nulls[0] += rows.column(column).nullCount();
            }
            super.full(rows);
          }
        };
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(4));
        RowBuffer rows = RowBuffer.allocate(SCHEMA, pool, 256, 1 << 16, true);
        Arena arena = Arena.ofConfined()) {
      MemorySegment source = arena.allocate(100);
      byte[] array = new byte[100];
      RowAppender row = rows.appender(looking);
      // The compilers need their time before they see that nothing escapes.
      long allocated = Long.MAX_VALUE;
      for (int round = 0; round < 40 && allocated > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        append(row, source, array, 20_000);
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
      }
      assertThat(allocated).isZero();
      assertThat(looking.flushes).isGreaterThan(70);
      assertThat(nulls[0]).isPositive();
    }
  }

  private static void append(RowAppender row, MemorySegment source, byte[] array, int rows)
      throws IOException {
    for (int i = 0; i < rows; i++) {
      row.setLong(0, i);
      if (i % 3 != 0) {
        row.setInt(1, i);
        row.setDouble(2, i);
      }
      row.setBoolean(3, i % 2 == 0);
      row.setUtf8(4, source, i & 7, i % 50);
      row.setUuid(5, i, i);
      if (i % 5 == 0) {
        row.setUtf8(6, array, 3, i % 60);
      } else if (i % 5 == 1) {
        row.setString(6, "a string, ünïcode and all");
      }
      row.end();
    }
  }
}
