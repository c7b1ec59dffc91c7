package dev.intarsia.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DetectLeaks
final class ColumnBatchTest {
  private static final Schema SCHEMA =
      Schema.builder("s")
          .required("id", PhysicalType.INT64)
          .optional("text", LogicalType.string())
          .optional("flag", PhysicalType.BOOLEAN)
          .build();

  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(1));

  @AfterEach
  void nothingIsOut() {
    pool.close();
  }

  /** Row i: id i, text "t" + i unless i is a multiple of 3, flag set for odd rows, null from 90. */
  private ColumnBatch batch() {
    try (BatchBuilder builder = ColumnBatch.builder(SCHEMA, pool, 10)) {
      for (int i = 0; i < 100; i++) {
        builder.column("id").appendLong(i);
        if (i % 3 == 0) {
          builder.column("text").appendNull();
        } else {
          builder.column("text").appendString("t" + i);
        }
        if (i < 90) {
          builder.column("flag").appendBoolean(i % 2 == 1);
        }
      }
      builder.column("flag").appendNulls(10);
      return builder.build();
    }
  }

  @Test
  void holdsWhatWasAppended() {
    try (ColumnBatch batch = batch()) {
      assertThat(batch.rowCount()).isEqualTo(100);
      assertRows(batch, 0);
    }
  }

  private static void assertRows(ColumnBatch batch, int from) {
    FixedWidthColumn id = (FixedWidthColumn) batch.column("id");
    BinaryColumn text = (BinaryColumn) batch.column("text");
    BooleanColumn flag = (BooleanColumn) batch.column("flag");
    int nullTexts = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      int i = from + row;
      assertThat(id.getLong(row)).isEqualTo(i);
      assertThat(text.isNull(row)).isEqualTo(i % 3 == 0);
      assertThat(flag.isNull(row)).isEqualTo(i >= 90);
      nullTexts += text.isNull(row) ? 1 : 0;
      if (!text.isNull(row)) {
        assertThat(text.getString(row)).isEqualTo("t" + i);
      }
      if (!flag.isNull(row)) {
        assertThat(flag.getBoolean(row)).isEqualTo(i % 2 == 1);
      }
    }
    assertThat(text.nullCount()).isEqualTo(nullTexts);
  }

  @Test
  void slicesShareTheBuffers() {
    try (ColumnBatch batch = batch();
        ColumnBatch slice = batch.slice(13, 80);
        ColumnBatch inner = slice.slice(5, 60)) {
      assertRows(slice, 13);
      assertRows(inner, 18);
      FixedWidthColumn whole = (FixedWidthColumn) batch.column(0);
      FixedWidthColumn part = (FixedWidthColumn) inner.column(0);
      assertThat(part.values().address() + part.byteOffset())
          .isEqualTo(whole.values().address() + 18 * 8);
      assertThat(((BinaryColumn) inner.column(1)).data().address())
          .isEqualTo(((BinaryColumn) batch.column(1)).data().address());
    }
  }

  @Test
  void aSliceWithoutNullsHasNoBitmap() {
    try (ColumnBatch batch = batch();
        ColumnBatch slice = batch.slice(0, 90);
        ColumnBatch tail = batch.slice(90, 10);
        ColumnBatch none = batch.slice(100, 0)) {
      assertThat(batch.column("flag").validity()).isNotNull();
      assertThat(slice.column("flag").validity()).isNull();
      assertThat(tail.column("flag").nullCount()).isEqualTo(10);
      assertThat(none.rowCount()).isZero();
    }
  }

  @Test
  void selectingRenamingAndDroppingCopyNothing() {
    try (ColumnBatch batch = batch();
        ColumnBatch selected = batch.select("flag", "id");
        ColumnBatch renamed = batch.rename("text", "message");
        ColumnBatch dropped = batch.drop("id", "flag")) {
      long used = pool.used();
      assertThat(selected.schema().fields()).extracting(Field::name).containsExactly("flag", "id");
      assertThat(selected.column(1).field()).isEqualTo(SCHEMA.field(0));
      assertThat(((FixedWidthColumn) selected.column(1)).values().address())
          .isEqualTo(((FixedWidthColumn) batch.column(0)).values().address());
      assertThat(Values.of(renamed.column("message"))).isEqualTo(Values.of(batch.column("text")));
      assertThat(renamed.column(1).field().name()).isEqualTo("message");
      assertThat(dropped.schema().size()).isEqualTo(1);
      assertThat(pool.used()).isEqualTo(used);
    }
  }

  @Test
  void memoryGoesWithTheLastHolder() {
    ColumnBatch batch = batch();
    ColumnBatch slice = batch.slice(10, 5);
    batch.close();
    assertRows(slice, 10);
    assertThat(pool.used()).isPositive();
    slice.close();
    assertThat(pool.used()).isZero();
  }

  @Test
  void referencesAreCounted() {
    ColumnBatch batch = batch();
    assertThat(batch.retain()).isSameAs(batch);
    batch.close();
    assertRows(batch, 0);
    batch.close();
    assertThatIllegalStateException().isThrownBy(batch::close).withMessageContaining("double");
    assertThatIllegalStateException().isThrownBy(batch::retain).withMessageContaining("closed");
    assertThatIllegalStateException().isThrownBy(() -> batch.column(0));
    assertThatIllegalStateException().isThrownBy(() -> batch.slice(0, 1));
  }

  @Test
  void segmentsRefuseToBeReadAfterTheEnd() {
    ColumnBatch batch = batch();
    FixedWidthColumn column = (FixedWidthColumn) batch.column(0);
    MemorySegment values = column.values();
    batch.close();
    assertThatIllegalStateException().isThrownBy(() -> values.get(ValueLayout.JAVA_BYTE, 0));
    assertThatIllegalStateException().isThrownBy(() -> column.getLong(0));
  }

  @Test
  void anotherThreadIsRefusedUntilTheBatchIsHandedOver() {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      ColumnBatch batch = batch();
      BinaryColumn text = (BinaryColumn) batch.column("text");
      MemorySegment before = text.data();
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> CompletableFuture.supplyAsync(() -> text.getString(1), other).join())
          .withCauseInstanceOf(WrongThreadException.class);

      batch.detach();
      assertThatIllegalStateException()
          .isThrownBy(() -> batch.column(0))
          .withMessageContaining("Detached");
      assertThatIllegalStateException().isThrownBy(batch::detach);
      CompletableFuture.runAsync(
              () -> {
                batch.attach();
                assertRows(batch, 0);
                assertThat(text.getString(1)).isEqualTo("t1");
                batch.close();
              },
              other)
          .join();
      assertThatIllegalStateException().isThrownBy(() -> before.get(ValueLayout.JAVA_BYTE, 0));
      assertThat(pool.used()).isZero();
    }
  }

  @Test
  void whatIsSharedCannotBeHandedOver() {
    try (ColumnBatch batch = batch()) {
      try (ColumnBatch slice = batch.slice(0, 1)) {
        assertThatIllegalStateException()
            .isThrownBy(batch::detach)
            .withMessageContaining("shared by 2 batches");
        assertThatIllegalStateException().isThrownBy(slice::attach);
      }
      try (ColumnBatch same = batch.retain()) {
        assertThatIllegalStateException()
            .isThrownBy(same::detach)
            .withMessageContaining("2 references");
      }
      batch.detach();
      batch.attach();
      assertRows(batch, 0);
    }
  }

  @Test
  void aForeignThreadNeitherRetainsNorCloses() {
    try (ColumnBatch batch = batch()) {
      for (Runnable use : List.<Runnable>of(batch::retain, batch::close, () -> batch.slice(0, 1))) {
        CompletableFuture<Void> foreign =
            CompletableFuture.runAsync(use, Thread::startVirtualThread);
        assertThat(foreign.handle((done, failure) -> failure).join())
            .hasRootCauseInstanceOf(WrongThreadException.class);
      }
      assertRows(batch, 0);
    }
  }

  @Test
  void aDetachedBatchCanBeClosed() {
    ColumnBatch batch = batch();
    batch.detach();
    batch.close();
    assertThat(pool.used()).isZero();
    assertThatIllegalStateException().isThrownBy(batch::attach);
  }

  @Test
  void columnsMustMakeUpTheSchema() {
    try (ColumnBatch batch = batch();
        ColumnBatch slice = batch.slice(0, 10)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ColumnBatch.wrap(SCHEMA, List.of(batch.column(0))))
          .withMessage("1 columns for the 3 fields of schema 's'");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  ColumnBatch.wrap(
                      SCHEMA, List.of(batch.column(0), slice.column(1), batch.column(2))))
          .withMessage("column 'id' has 100 rows, but column 'text' has 10");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  ColumnBatch.wrap(
                      SCHEMA, List.of(batch.column(0), batch.column(2), batch.column(1))))
          .withMessageContaining("column 1 is 'optional boolean flag'");
    }
  }

  @Test
  void rowsOutsideTheBatchDoNotExist() {
    try (ColumnBatch batch = batch()) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> batch.slice(50, 51));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> batch.column(0).isNull(100));
      BinaryColumn text = (BinaryColumn) batch.column(1);
      assertThatIllegalStateException()
          .isThrownBy(() -> text.getBytes(3))
          .withMessage("column 'text' is null in row 3");
    }
  }

  @Test
  void worksOnTheHeapToo() {
    try (MemoryPool heap = MemoryPool.onHeap("heap", MemoryLimit.mebibytes(1));
        BatchBuilder builder = ColumnBatch.builder(SCHEMA.select(0), heap, 1)) {
      builder.column(0).appendLongs(new long[] {5, 6, 7}, 0, 3);
      try (ColumnBatch batch = builder.build()) {
        batch.detach();
        batch.attach();
        assertThat(Values.of(batch.column(0))).containsExactly(5L, 6L, 7L);
      }
    }
  }
}
