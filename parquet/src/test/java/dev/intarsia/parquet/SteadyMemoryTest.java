package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer is for: nothing to collect, and no more memory for the tenth file. */
class SteadyMemoryTest {
  private static final int COLUMNS = 20;
  private static final int ROWS = 100_000;
  private static final Schema SCHEMA = schema();
  private static final byte[][] WORDS = words();

  @TempDir private Path folder;

  private static Schema schema() {
    Schema.Builder builder = Schema.builder("wide");
    for (int i = 0; i < COLUMNS; i++) {
      if (i % 2 == 0) {
        builder.optional("l" + i, PhysicalType.INT64);
      } else {
        builder.optional("s" + i, LogicalType.string());
      }
    }
    return builder.build();
  }

  private static byte[][] words() {
    byte[][] words = new byte[512][];
    for (int i = 0; i < words.length; i++) {
      words[i] = ("word number " + i * 31).getBytes(StandardCharsets.UTF_8);
    }
    return words;
  }

  private void write(MemoryPool pool) throws IOException {
    try (ParquetWriter writer =
        ParquetWriter.create(
            folder.resolve("wide.parquet"), SCHEMA, pool, WriterOptions.defaults())) {
      RowAppender row = writer.rows();
      for (int i = 0; i < ROWS; i++) {
        for (int column = 0; column < COLUMNS; column++) {
          int mix = (i * 31 + column) * 0x9E3779B1;
          if (column % 2 == 0) {
            row.setLong(column, mix);
          } else if (mix % 7 != 0) {
            byte[] word = WORDS[mix >>> 23];
            row.setUtf8(column, word, 0, word.length);
          }
        }
        row.end();
      }
      writer.finish();
    }
  }

  @Test
  void javaHeapPerRowIsNextToNothing() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(256))) {
      write(pool);
      write(pool);
      long before = threads.getCurrentThreadAllocatedBytes();
      write(pool);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated / (double) ROWS).isLessThan(2);
    }
  }

  @Test
  void nothingIsTakenFromTheSystemAfterTheFirstFile() throws IOException {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(256))) {
      write(pool);
      long reserved = pool.reserved();
      for (int i = 0; i < 4; i++) {
        write(pool);
      }
      assertThat(pool.reserved()).isEqualTo(reserved);
      assertThat(pool.used()).isZero();
    }
  }
}
