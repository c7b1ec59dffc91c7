package dev.intarsia.columns.append;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.Values;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Texts and runs of nulls of every length, in the slots and bytes of a row buffer. */
@DetectLeaks
final class StagedTextTest {
  private static final Schema SCHEMA =
      Schema.builder("s")
          .required("id", PhysicalType.INT64)
          .optional("text", LogicalType.string())
          .build();

  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(1));
  private final DirectSink sink = new DirectSink();

  @AfterEach
  void nothingIsOut() {
    pool.close();
  }

  private RowBuffer rows(int maxRows, long maxBytes) {
    return RowBuffer.allocate(SCHEMA, pool, maxRows, maxBytes, false);
  }

  @Test
  void runsOfNullsOfAnyLengthAndPlace() throws IOException {
    for (int start : new int[] {0, 1, 7, 55, 56, 62, 63, 64, 65, 120}) {
      for (int run = 1; run <= 140; run++) {
        int count = start + run + 1;
        try (RowBuffer rows = rows(count + 1, 1 << 20)) { // full only after the last row
          RowAppender row = rows.appender(sink);
          for (int i = 0; i < count; i++) {
            append(row, i, i >= start && i < start + run ? null : "text " + i);
          }
          List<@Nullable Object> expected = new ArrayList<>();
          List<Integer> offsets = new ArrayList<>();
          int end = 0;
          for (int i = 0; i < count; i++) {
            boolean absent = i >= start && i < start + run;
            expected.add(absent ? null : ByteBuffer.wrap(("text " + i).getBytes(US_ASCII)));
            offsets.add(end += absent ? 0 : ("text " + i).length());
          }
          BinaryColumn texts = (BinaryColumn) rows.column(1);
          assertThat(texts.nullCount()).isEqualTo(run);
          assertThat(Values.of(texts)).isEqualTo(expected);
          for (int i = 0; i < count; i++) {
            int offset =
                texts.offsets().get(Layouts.INT_LE, texts.offsetsByteOffset() + 4L * (i + 1));
            assertThat(offset).isEqualTo(offsets.get(i));
          }
        }
      }
    }
  }

  @Test
  void nullsInTheLastRowsLeaveTheMemoryBehindAlone() throws IOException {
    for (int count = 1; count <= 20; count++) {
      int rowCount = count;
      int[] seen = new int[1];
      RowSink looking =
          new DirectSink() {
            @Override
            public void full(RowBuffer rows) {
              assertThat(Values.of(rows.column(1))).containsOnlyNulls().hasSize(rowCount);
              seen[0]++;
              super.full(rows);
            }
          };
      try (RowBuffer rows = rows(count, 1000)) {
        RowAppender row = rows.appender(looking);
        for (int i = 0; i < 2 * count; i++) {
          append(row, i, null);
        }
      }
      assertThat(seen[0]).isEqualTo(2);
    }
  }

  @Test
  void textsOfAnyLengthFromASegmentThatEndsWithThem() throws IOException {
    Random random = new Random(3);
    try (RowBuffer rows = rows(4000, 1 << 20);
        Arena arena = Arena.ofConfined()) {
      RowAppender row = rows.appender(sink);
      MemorySegment source = arena.allocate(401);
      for (int i = 0; i < 400; i++) {
        source.set(ValueLayout.JAVA_BYTE, i, (byte) ('a' + i % 26));
      }
      String all = source.getString(0, US_ASCII).substring(0, 300);
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 3000; i++) {
        int length = random.nextInt(random.nextInt(300) + 1);
        int offset = random.nextInt(300 - length + 1);
        MemorySegment given = random.nextBoolean() ? source : source.asSlice(0, offset + length);
        row.setLong(0, i);
        row.setUtf8(1, given, offset, length);
        row.end();
        expected.add(all.substring(offset, offset + length));
      }
      BinaryColumn texts = (BinaryColumn) rows.column(1);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(texts.getString(i)).isEqualTo(expected.get(i));
      }
    }
  }

  private static void append(RowAppender row, long id, @Nullable String text) throws IOException {
    row.setLong(0, id);
    if (text != null) {
      row.setString(1, text);
    }
    row.end();
  }
}
