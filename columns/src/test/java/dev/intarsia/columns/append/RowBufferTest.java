package dev.intarsia.columns.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.Values;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DetectLeaks
final class RowBufferTest {
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
  void aBitmapExistsOnlyOnceARowIsNull() throws IOException {
    try (RowBuffer rows = rows(10, 1000)) {
      RowAppender row = rows.appender(sink);
      append(row, 1, "one");
      assertThat(rows.column(1).validity()).isNull();
      append(row, 2, null);
      append(row, 3, "three");
      assertThat(rows.column(1).validity()).isNotNull();
      assertThat(rows.column(1).nullCount()).isEqualTo(1);
      assertThat(rows.column(0).validity()).isNull();
      rows.clear();
      append(row, 4, "four");
      assertThat(rows.column(1).validity()).isNull();
      assertThat(rows.column(1).isNull(0)).isFalse();
    }
  }

  private static void append(RowAppender row, long id, @Nullable String text) throws IOException {
    row.setLong(0, id);
    if (text != null) {
      row.setString(1, text);
    }
    row.end();
  }

  @Test
  void theLastSlotTakesAFixedValueOutOfALargerSegment() throws IOException {
    for (int width : new int[] {1, 5, 16, 31, 32, 40}) {
      Schema schema = Schema.builder("s").requiredFixed("f", width).build();
      try (RowBuffer rows = RowBuffer.allocate(schema, pool, 4, 1000, false);
          Arena arena = Arena.ofConfined()) {
        MemorySegment source = arena.allocate(200).fill((byte) 7);
        RowAppender row = rows.appender(sink);
        for (int i = 0; i < 4; i++) {
          row.setBytes(0, source, i, width);
          row.end();
        }
        assertThat(sink.flushes).isPositive();
      }
    }
  }

  @Test
  void columnsAreTheSameObjectsBatchAfterBatch() throws IOException {
    try (RowBuffer rows = rows(10, 1000)) {
      RowAppender row = rows.appender(sink);
      append(row, 1, "one");
      Column column = rows.column(1);
      rows.clear();
      append(row, 2, "two");
      assertThat(rows.column(1)).isSameAs(column);
      assertThat(((BinaryColumn) column).getString(0)).isEqualTo("two");
    }
  }

  @Test
  void isHandedOverWhenRowsOrBytesReachTheMaximum() throws IOException {
    try (RowBuffer rows = rows(3, 20)) {
      RowAppender row = rows.appender(sink);
      append(row, 1, null);
      append(row, 2, null);
      assertThat(sink.flushes).isZero();
      append(row, 3, null);
      assertThat(sink.flushes).isEqualTo(1);
      append(row, 4, "nineteen characters");
      assertThat(sink.flushes).isEqualTo(1);
      append(row, 5, "x");
      assertThat(sink.flushes).isEqualTo(2);
    }
  }

  @Test
  void bytesOfDroppedAndOverwrittenValuesDoNotCount() throws IOException {
    try (RowBuffer rows = rows(3, 20)) {
      RowAppender row = rows.appender(sink);
      row.setString(1, "more than twenty characters");
      row.setString(1, "few");
      assertThat(rows.variableBytes()).isEqualTo(3);
      row.cancel();
      assertThat(rows.variableBytes()).isZero();
    }
  }

  @Test
  void aMissingRequiredValueDropsTheRowAndNamesTheColumn() throws IOException {
    try (RowBuffer rows = rows(10, 1000)) {
      RowAppender row = rows.appender(sink);
      append(row, 1, "one");
      row.setString(1, "two");
      assertThatIllegalStateException()
          .isThrownBy(row::end)
          .withMessage("row 1 was dropped: required column 'id' (INT64) was not set");
      assertThatIllegalStateException().isThrownBy(row::end);
      append(row, 3, "three");
      assertThat(Values.of(rows.column(0))).containsExactly(1L, 3L);
      assertThat(((BinaryColumn) rows.column(1)).getString(1)).isEqualTo("three");
    }
  }

  @Test
  void aRefusalNamesTheRowAmongAllRowsEver() throws IOException {
    try (RowBuffer rows = rows(2, 1000)) {
      RowAppender row = rows.appender(sink);
      for (int i = 0; i < 5; i++) {
        append(row, i, null);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> row.setBoolean(0, true))
          .withMessage("column 'id' (INT64), row 5: it does not take a boolean");
    }
  }

  @Test
  void afterARefusalTheRowTakesNoMoreUntilItEnds() throws IOException {
    try (RowBuffer rows = rows(10, 1000)) {
      RowAppender row = rows.appender(sink);
      row.setLong(0, 1);
      assertThatNullPointerException().isThrownBy(() -> row.setString(1, absent()));
      row.setString(1, "ignored");
      row.setBoolean(0, true);
      row.setNull(7);
      assertThat(rows.rowStarted()).isTrue();
      assertThatIllegalStateException()
          .isThrownBy(row::end)
          .withMessage(
              "row 0 was dropped: column 'text' (BYTE_ARRAY STRING), row 0: null is set by setNull")
          .withCauseInstanceOf(NullPointerException.class);
      assertThat(rows.rowStarted()).isFalse();
      append(row, 2, "two");
      assertThat(rows.rowCount()).isEqualTo(1);
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T absent() {
    return null;
  }

  @Test
  void columnsAndRangesThatDoNotExistRejectTheRow() {
    byte[] source = new byte[10];
    try (RowBuffer rows = rows(10, 1000);
        Arena arena = Arena.ofConfined()) {
      RowAppender row = rows.appender(sink);
      rejects(row, () -> row.setLong(2, 1), "there is no column 2; schema 's' has 2");
      rejects(row, () -> row.setLong(-1, 1), "there is no column -1");
      rejects(row, () -> row.setUtf8(1, source, 5, 6), "6 bytes from 5 on are not in an array");
      rejects(row, () -> row.setUtf8(1, source, -1, 6), "6 bytes from -1 on");
      rejects(row, () -> row.setUtf8(1, source, Integer.MAX_VALUE, 6), "not in an array");
      rejects(row, () -> row.setUtf8(1, source, 5, -1), "-1 bytes from 5 on");
      for (long length : new long[] {1, 2, 5, 9, 20, 33, 1000}) {
        MemorySegment tooShort = arena.allocate(length + 3);
        rejects(row, () -> row.setUtf8(1, tooShort, 4, length), "");
        rejects(row, () -> row.setUtf8(1, tooShort, -1, length), "");
      }
      rejects(row, () -> row.setUtf8(1, MemorySegment.NULL, 0, -1), "a length of -1");
    }
  }

  private static void rejects(RowAppender row, Runnable set, String why) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(set::run)
        .withMessageContaining(why);
    assertThatIllegalStateException().isThrownBy(row::end).withMessageContaining(why);
  }

  @Test
  void aClosedSourceRejectsTheRow() throws IOException {
    MemorySegment dead;
    try (Arena arena = Arena.ofConfined()) {
      dead = arena.allocate(10);
    }
    try (RowBuffer rows = rows(10, 1000)) {
      RowAppender row = rows.appender(sink);
      row.setLong(0, 1);
      assertThatIllegalStateException().isThrownBy(() -> row.setUtf8(1, dead, 0, 9));
      assertThatIllegalStateException().isThrownBy(row::end);
      assertThat(rows.rowCount()).isZero();
    }
  }

  @Test
  void aRequiredColumnTakesNoNull() {
    try (RowBuffer rows = rows(10, 1000)) {
      RowAppender row = rows.appender(sink);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> row.setNull(0))
          .withMessageContaining("a required column cannot be null");
    }
  }

  @Test
  void theWriterIsCheckedOncePerRowAndBeforeAnythingChanges() throws IOException {
    int[] checks = new int[1];
    DirectSink counting =
        new DirectSink() {
          @Override
          public void check() {
            if (checks[0]++ == 2) {
              throw new IllegalStateException("closed");
            }
          }
        };
    try (RowBuffer rows = rows(10, 1000)) {
      RowAppender row = rows.appender(counting);
      append(row, 1, "one");
      append(row, 2, "two");
      assertThat(checks[0]).isEqualTo(2);
      assertThatIllegalStateException().isThrownBy(() -> row.setLong(0, 3)).withMessage("closed");
      assertThat(rows.rowStarted()).isFalse();
      append(row, 3, "three");
      assertThat(rows.rowCount()).isEqualTo(3);
    }
  }

  @Test
  void aRowOfNullsNeedsNoSet() throws IOException {
    Schema optional = Schema.builder("o").optional("a", PhysicalType.INT32).build();
    try (RowBuffer rows = RowBuffer.allocate(optional, pool, 10, 1000, false)) {
      RowAppender row = rows.appender(sink);
      row.end();
      row.end();
      assertThat(rows.column(0).nullCount()).isEqualTo(2);
    }
  }

  @Test
  void aShortageIsRelievedOnceAndThenRejectsTheRow() throws IOException {
    try (MemoryPool tight = MemoryPool.create(MemoryLimit.kibibytes(16));
        RowBuffer rows = RowBuffer.allocate(SCHEMA, tight, 100, 1 << 20, false)) {
      DirectSink flushing =
          new DirectSink() {
            @Override
            public boolean relieve() {
              reliefs++;
              rows.clear();
              return true;
            }
          };
      RowAppender row = rows.appender(flushing);
      String text = "x".repeat(900);
      for (int i = 0; i < 50; i++) {
        append(row, i, text);
      }
      assertThat(flushing.reliefs).isBetween(1, 49);
      assertThat(rows.rowCount()).isLessThan(50);
      Object last = Values.of(rows.column(0)).getLast();
      assertThat(last).isEqualTo(49L);

      int reliefs = flushing.reliefs;
      row.setLong(0, 50);
      assertThatExceptionOfType(MemoryLimitExceededException.class)
          .isThrownBy(() -> row.setString(1, "x".repeat(20_000)));
      assertThat(flushing.reliefs).isEqualTo(reliefs + 1);
      assertThatIllegalStateException().isThrownBy(row::end);
      append(row, 51, "short");
      assertThat(Values.of(rows.column(0)).getLast()).isEqualTo(51L);
    }
  }

  @Test
  void aFailingSinkLosesNothingAndStopsTheRowsAfter() throws IOException {
    DirectSink failing =
        new DirectSink() {
          @Override
          public void full(RowBuffer rows) {
            throw new IllegalStateException("disk full");
          }
        };
    try (RowBuffer rows = rows(2, 1000)) {
      RowAppender row = rows.appender(failing);
      append(row, 1, "one");
      assertThatIllegalStateException()
          .isThrownBy(() -> append(row, 2, "two"))
          .withMessage("disk full");
      assertThat(rows.rowCount()).isEqualTo(2);
      assertThatIllegalStateException()
          .isThrownBy(() -> row.setLong(0, 3))
          .withMessageContaining("were not taken");
      rows.clear();
      append(rows.appender(sink), 3, "three");
    }
  }

  @Test
  void aSinkThatForgetsToClearIsTold() throws IOException {
    DirectSink forgetful =
        new DirectSink() {
          @Override
          public void full(RowBuffer rows) {}
        };
    try (RowBuffer rows = rows(1, 1000)) {
      RowAppender row = rows.appender(forgetful);
      row.setLong(0, 1);
      assertThatIllegalStateException()
          .isThrownBy(row::end)
          .withMessage("the sink did not clear the rows it took");
    }
  }

  @Test
  void whatDoesNotFitIsTakenBackWhole() {
    Schema.Builder wide = Schema.builder("wide");
    for (int i = 0; i < 2_000; i++) {
      wide.optional("c" + i, PhysicalType.INT64);
    }
    assertThatExceptionOfType(MemoryLimitExceededException.class)
        .isThrownBy(() -> RowBuffer.allocate(wide.build(), pool, 1024, 1000, false));
    assertThat(pool.used()).isZero();
  }

  @Test
  void fiveThousandColumnsTakeLittleMoreThanTheirSlots() throws IOException {
    Schema.Builder wide = Schema.builder("wide");
    for (int i = 0; i < 5_000; i++) {
      wide.optional("c" + i, i % 2 == 0 ? LogicalType.string() : LogicalType.date());
    }
    try (MemoryPool large = MemoryPool.create(MemoryLimit.mebibytes(64));
        RowBuffer rows = RowBuffer.allocate(wide.build(), large, 1024, 1 << 20, false)) {
      assertThat(large.used()).isLessThan(5_000L * (1024 * 4 + 512));
      RowAppender row = rows.appender(sink);
      row.setString(4_998, "last but one");
      row.setInt(4_999, 1);
      row.end();
      assertThat(rows.column(4_998).nullCount()).isZero();
      assertThat(rows.column(0).nullCount()).isEqualTo(1);
    }
  }

  @Test
  void aLargeValueDoesNotKeepItsMemory() throws IOException {
    try (RowBuffer rows = rows(10, 4096)) {
      RowAppender row = rows.appender(sink);
      long before = pool.used();
      append(row, 1, "x".repeat(100_000));
      assertThat(sink.flushes).isEqualTo(1);
      assertThat(pool.used()).isEqualTo(before);
      append(row, 2, "small again");
      assertThat(((BinaryColumn) rows.column(1)).getString(0)).isEqualTo("small again");
    }
  }

  @Test
  void worksOnTheHeapToo() throws IOException {
    Random random = new Random(3);
    try (MemoryPool heap = MemoryPool.onHeap("heap", MemoryLimit.mebibytes(1));
        RowBuffer rows = RowBuffer.allocate(SCHEMA, heap, 100, 1 << 16, true)) {
      RowAppender row = rows.appender(sink);
      for (int i = 0; i < 90; i++) {
        append(row, i, random.nextBoolean() ? "text " + i : null);
      }
      assertThat(Values.of(rows.column(0)).get(50)).isEqualTo(50L);
    }
  }

  @Test
  void closingTwiceIsHarmlessAndSettingAfterwardsIsNot() {
    RowBuffer rows = rows(10, 100);
    RowAppender row = rows.appender(sink);
    rows.close();
    rows.close();
    assertThatIllegalStateException().isThrownBy(() -> row.setLong(0, 1));
  }

  @Test
  void everySetterThatThrowsRejectsTheRow() throws IOException {
    Schema schema =
        Schema.builder("s")
            .optional("text", LogicalType.string())
            .optionalFixed("fixed", 40)
            .optional("bytes", PhysicalType.BYTE_ARRAY)
            .build();
    byte[] source = new byte[64];
    try (RowBuffer rows = RowBuffer.allocate(schema, pool, 10, 1000, false)) {
      RowAppender row = rows.appender(sink);
      int most = Integer.MAX_VALUE;
      rejects(row, IndexOutOfBoundsException.class, () -> row.setUtf8(0, source, most, 40));
      rejects(row, IndexOutOfBoundsException.class, () -> row.setBytes(2, source, most, most));
      rejects(row, IndexOutOfBoundsException.class, () -> row.setBytes(2, source, most, 3));
      rejects(row, IndexOutOfBoundsException.class, () -> row.setBytes(2, source, 60, 5));
      rejects(row, IndexOutOfBoundsException.class, () -> row.setBytes(1, source, most, 40));
      rejects(row, IndexOutOfBoundsException.class, () -> row.setBytes(1, source, -1, 40));
      rejects(row, NullPointerException.class, () -> row.setUtf8(0, missing(byte[].class), 0, 0));
      rejects(row, NullPointerException.class, () -> row.setBytes(1, missing(byte[].class), 0, 40));
      MemorySegment nothing = missing(MemorySegment.class);
      rejects(row, NullPointerException.class, () -> row.setUtf8(0, nothing, 0, 1));
      rejects(row, NullPointerException.class, () -> row.setBytes(1, nothing, 0, 40));
      assertThat(rows.rowCount()).isZero();
    }
  }

  private static void rejects(
      RowAppender row, Class<? extends RuntimeException> cause, ThrowingCallable setter) {
    assertThatExceptionOfType(cause).isThrownBy(setter);
    assertThatIllegalStateException().isThrownBy(row::end).withMessageContaining("dropped");
  }

  /** What callers without null checks pass. */
  @SuppressWarnings("NullAway")
  private static <T> T missing(Class<T> type) {
    return type.cast(null);
  }

  @Test
  void aReliefThatFailsRejectsTheRow() {
    DirectSink failing =
        new DirectSink() {
          @Override
          public boolean relieve() {
            throw new IllegalArgumentException("no relief");
          }
        };
    Schema optional = Schema.builder("s").optional("text", LogicalType.string()).build();
    try (MemoryPool tight = MemoryPool.create(MemoryLimit.kibibytes(16));
        RowBuffer rows = RowBuffer.allocate(optional, tight, 100, 1 << 20, false)) {
      RowAppender row = rows.appender(failing);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> row.setString(0, "x".repeat(20_000)))
          .withMessage("no relief");
      assertThatIllegalStateException().isThrownBy(row::end).withMessageContaining("no relief");
      assertThat(rows.rowCount()).isZero();
    }
  }

  @Test
  void whatTheMachineDoesNotHaveIsTakenBackWholeToo() {
    Schema wide =
        Schema.builder("wide").optionalFixed("small", 1).optionalFixed("large", 1 << 20).build();
    try (MemoryPool heap = MemoryPool.onHeap("heap", MemoryLimit.unlimited())) {
      assertThatExceptionOfType(OutOfMemoryError.class)
          .isThrownBy(() -> RowBuffer.allocate(wide, heap, 1 << 15, 1000, false));
      assertThat(heap.used()).isZero();
    }
  }
}
