package dev.intarsia.columns.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListAppender;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.MapAppender;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructAppender;
import dev.intarsia.columns.StructField;
import dev.intarsia.columns.ValueAppender;
import dev.intarsia.columns.Values;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What appending nested rows refuses, and what it costs. */
@DetectLeaks
final class NestedRowTest {
  private static final byte[] KEY = {'k', 'e', 'y'};
  private static final StructField POINT =
      new StructField(
          "point",
          List.of(
              Field.of("x", PhysicalType.INT32, false), Field.of("y", PhysicalType.INT32, true)),
          true);
  private static final Schema SCHEMA =
      Schema.builder("s")
          .optional("n", PhysicalType.INT64)
          .add(new ListField("points", POINT, true))
          .add(
              new MapField(
                  "map",
                  Field.of("key", LogicalType.string(), false),
                  Field.of("value", PhysicalType.INT64, false),
                  true))
          .add(POINT)
          .build();

  private static void dropped(RowAppender row, String why) {
    assertThatIllegalStateException().isThrownBy(row::end).withMessageContaining(why);
  }

  @Test
  void nothingIsSetInWhatHasNotBegun(MemoryPool pool) throws IOException {
    try (RowBuffer rows = RowBuffer.allocate(SCHEMA, pool, 8, 1000, true)) {
      RowAppender row = rows.appender(new DirectSink());
      ListAppender points = row.list(1);
      StructAppender point = points.element().struct();
      MapAppender map = row.map(2);
      assertThatIllegalStateException()
          .isThrownBy(point::begin)
          .withMessageContaining("column 'points'")
          .withMessageContaining("begin() comes before what is in it");
      dropped(row, "row 0 was dropped: column 'points'");

      points.begin();
      assertThatIllegalStateException()
          .isThrownBy(() -> point.field("x").setInt(1))
          .withMessageContaining("column 'points.element'");
      dropped(row, "begin() comes before");

      points.begin();
      point.begin();
      point.field("x").setInt(1);
      points.element().setNull();
      assertThatIllegalStateException().isThrownBy(() -> point.field("y").setInt(2));
      dropped(row, "begin() comes before");

      map.begin();
      assertThatIllegalStateException()
          .isThrownBy(() -> map.value().setLong(1))
          .withMessageContaining("the key comes before its value");
      dropped(row, "the key comes before its value");

      points.begin();
      row.end();
      assertThatIllegalStateException()
          .isThrownBy(point::begin) // the list was the row's before
          .withMessageContaining("row 1");
      row.cancel();
      assertThat(Values.of(rows.column(1))).containsExactly(List.of());
    }
  }

  @Test
  void whatIsRequiredMustBeSetAtEveryLevel(MemoryPool pool) throws IOException {
    try (RowBuffer rows = RowBuffer.allocate(SCHEMA, pool, 8, 1000, true)) {
      RowAppender row = rows.appender(new DirectSink());
      StructAppender point = row.list(1).element().struct();
      row.list(1).begin();
      point.begin();
      assertThatIllegalStateException()
          .isThrownBy(point::begin)
          .withMessage("required column 'points.element.x' (INT32) was not set");
      dropped(row, "row 0 was dropped: required column 'points.element.x' (INT32) was not set");

      row.struct(3).begin();
      row.struct(3).field("y").setInt(1);
      dropped(row, "required column 'point.x' (INT32) was not set");

      row.map(2).begin();
      row.map(2).key().setString("a");
      dropped(row, "required column 'map.value' (INT64) was not set");
      row.map(2).begin();
      row.map(2).key().setString("a");
      assertThatIllegalStateException().isThrownBy(() -> row.map(2).key().setString("b"));
      dropped(row, "map.value");

      row.struct(3).begin();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> row.struct(3).field("x").setNull())
          .withMessageContaining("a required column cannot be null");
      dropped(row, "a required column cannot be null");

      row.struct(3).begin();
      row.setNull(3); // and then nothing is lacking
      row.end();
      assertThat(rows.rowCount()).isEqualTo(1);
    }
  }

  @Test
  void kindsMustMatch(MemoryPool pool) {
    try (RowBuffer rows = RowBuffer.allocate(SCHEMA, pool, 8, 1000, true)) {
      RowAppender row = rows.appender(new DirectSink());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> row.list(3))
          .withMessage("field 'point' is no list, but of type struct of x, y");
      assertThatIllegalArgumentException().isThrownBy(() -> row.struct(0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> row.setLong(1, 5))
          .withMessageContaining("it does not take a long");
      row.cancel();
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> row.value(9));
    }
  }

  @Test
  void builtRowsThatLackSomethingAreDropped(MemoryPool pool) {
    try (BatchBuilder builder =
        ColumnBatch.builder(Schema.of("s", List.of(SCHEMA.field(3))), pool, 4)) {
      StructAppender point = builder.column(0).struct();
      point.begin();
      point.field("x").setInt(1);
      point.begin();
      assertThatIllegalStateException()
          .isThrownBy(point::begin)
          .withMessage("row 1 was dropped: required column 'point.x' (INT32) was not set");
      point.begin();
      assertThatIllegalStateException().isThrownBy(builder::build);
      try (ColumnBatch batch = builder.build()) {
        assertThat(batch.rowCount()).isEqualTo(1);
      }
    }
  }

  /** Takes the complete rows away when memory runs short. */
  private static final class Relieving extends DirectSink {
    final List<@Nullable Object> lists = new ArrayList<>();
    @Nullable RowBuffer rows;

    @Override
    public void full(RowBuffer full) {
      lists.addAll(Values.of(full.column(0)));
      super.full(full);
    }

    @Override
    public boolean relieve() {
      reliefs++;
      full(java.util.Objects.requireNonNull(rows));
      return true;
    }
  }

  @Test
  void listsOfAnyLengthAreStagedWithinTheBudget() throws IOException {
    Schema schema =
        Schema.of("s", List.of(new ListField("l", Field.of("e", PhysicalType.INT32, true), true)));
    Relieving sink = new Relieving();
    List<List<@Nullable Object>> expected = new ArrayList<>();
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.bytes(200_000));
        RowBuffer rows = RowBuffer.allocate(schema, pool, 512, 4 << 20, true)) {
      sink.rows = rows;
      RowAppender row = rows.appender(sink);
      ValueAppender element = row.list(0).element();
      for (int i = 0; i < 60; i++) {
        List<@Nullable Object> list = new ArrayList<>();
        row.list(0).begin();
        for (int j = 0; j < 1_000 * (i % 7); j++) {
          list.add(j);
          element.setInt(j);
        }
        row.end();
        expected.add(list);
      }
      row.list(0).begin();
      assertThatExceptionOfType(MemoryLimitExceededException.class)
          .isThrownBy(
              () -> {
                for (int j = 0; j < 100_000; j++) {
                  element.setInt(j);
                }
              });
      assertThatIllegalStateException().isThrownBy(row::end);
      sink.full(rows);
      assertThat(sink.reliefs).isGreaterThan(2);
      assertThat(sink.lists).isEqualTo(expected);
    }
  }

  @Test
  void nestedRowsMakeNoGarbage() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(4));
        RowBuffer rows = RowBuffer.allocate(SCHEMA, pool, 256, 1 << 20, true)) {
      RowAppender row = rows.appender(new DirectSink());
      row.map(2).key().field(); // looked up, all of them, before the count begins
      row.list(1);
      row.struct(3);
      long allocated = Long.MAX_VALUE;
      for (int round = 0; round < 60 && allocated > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        append(row, 10_000);
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
      }
      assertThat(allocated).isZero();
    }
  }

  private static void append(RowAppender row, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      row.list(1).begin();
      StructAppender point = row.list(1).element().struct();
      for (int j = i % 5; j > 0; j--) {
        point.begin();
        point.field(0).setInt(i);
      }
      row.map(2).begin();
      row.map(2).key().setUtf8(KEY, 0, KEY.length);
      row.map(2).value().setLong(i);
      row.end();
    }
  }
}
