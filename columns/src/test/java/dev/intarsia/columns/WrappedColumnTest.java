package dev.intarsia.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WrappedColumnTest {
  private static final Field LONG = new PrimitiveField("long", PhysicalType.INT64, 0, null, true);
  private static final Field BIT = new PrimitiveField("bit", PhysicalType.BOOLEAN, 0, null, true);
  private static final Field TEXT = Field.of("text", LogicalType.string(), true);

  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void close() {
    arena.close();
  }

  private MemorySegment ints(int... values) {
    MemorySegment segment = arena.allocate(4L * values.length);
    MemorySegment.copy(values, 0, segment, Layouts.INT_LE, 0, values.length);
    return segment;
  }

  private MemorySegment bytes(int... values) {
    MemorySegment segment = arena.allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      segment.set(Layouts.BYTE, i, (byte) values[i]);
    }
    return segment;
  }

  @Test
  void readsTheCallersMemoryWhereItLies() {
    MemorySegment longs = arena.allocate(100);
    longs.set(Layouts.LONG_LE, 11, 42);
    longs.set(Layouts.LONG_LE, 27, 44);
    MemorySegment validity = bytes(0b1010_0000);
    FixedWidthColumn column = FixedWidthColumn.wrap(LONG, 3, longs, 11, validity, 5);
    assertThat(Values.of(column)).containsExactly(42L, null, 44L);
    assertThat(column.values()).isSameAs(longs);
    longs.set(Layouts.LONG_LE, 27, 45);
    assertThat(column.getLong(2)).isEqualTo(45);
    assertThat(column).hasToString("optional int64 long, 3 rows, 1 of them null");
  }

  @Test
  void aBitmapOfOnesIsAsGoodAsNone() {
    FixedWidthColumn column = FixedWidthColumn.wrap(LONG, 8, arena.allocate(64), 0, bytes(0xFF), 0);
    assertThat(column.validity()).isNull();
    assertThat(column.nullCount()).isZero();
  }

  @Test
  void segmentsMustBeLongEnough() {
    refuse(
        "values needs 24 bytes from 11 on, but its segment has 34",
        () -> FixedWidthColumn.wrap(LONG, 3, arena.allocate(34), 11, null, 0));
    refuse(
        "the validity bitmap needs 2 bytes from 0 on, but its segment has 1",
        () -> FixedWidthColumn.wrap(LONG, 3, arena.allocate(24), 0, bytes(7), 6));
    refuse("-8", () -> FixedWidthColumn.wrap(LONG, 3, arena.allocate(24), -8, null, 0));
    refuse("-1 rows", () -> FixedWidthColumn.wrap(LONG, -1, arena.allocate(24)));
    refuse("values needs 2 bytes", () -> BooleanColumn.wrap(BIT, 9, bytes(1), 0, null, 0));
    refuse("values needs", () -> BooleanColumn.wrap(BIT, 9, bytes(1, 1), -1, null, 0));
    refuse(
        "offsets needs 12 bytes", () -> BinaryColumn.wrap(TEXT, 2, ints(0, 1), arena.allocate(9)));
    refuse(
        "the last offset is 10, but the data has 9 bytes",
        () -> BinaryColumn.wrap(TEXT, 2, ints(0, 1, 10), arena.allocate(9)));
  }

  @Test
  void offsetsMustNotFall() {
    refuse(
        "offset 2 is 3, below the 5 before it",
        () -> BinaryColumn.wrap(TEXT, 3, ints(0, 5, 3, 9), arena.allocate(9)));
    refuse("offset 0 is -1", () -> BinaryColumn.wrap(TEXT, 1, ints(-1, 3), arena.allocate(9)));
  }

  @Test
  void kindsMustMatch() {
    refuse("another kind", () -> FixedWidthColumn.wrap(TEXT, 1, arena.allocate(8)));
    refuse("another kind", () -> BooleanColumn.wrap(LONG, 1, bytes(1), 0, null, 0));
    refuse("another kind", () -> BinaryColumn.wrap(LONG, 0, ints(0), arena.allocate(1)));
  }

  @Test
  void aRequiredColumnHasNoNulls() {
    Field required = new PrimitiveField("long", PhysicalType.INT64, 0, null, false);
    refuse(
        "column 'long' is required, but 2 of its rows are null",
        () -> FixedWidthColumn.wrap(required, 3, arena.allocate(24), 0, bytes(2), 0));
  }

  private static void refuse(String why, Runnable wrap) {
    assertThatIllegalArgumentException().isThrownBy(wrap::run).withMessageContaining(why);
  }

  @Test
  void nullRowsMaySpanBytesAndOffsetsMayStartAnywhere() {
    MemorySegment data = bytes('x', 'x', 'a', 'b', '?', '?', 'c');
    BinaryColumn column = BinaryColumn.wrap(TEXT, 3, ints(9, 2, 4, 6, 7), 4, data, bytes(0b101), 0);
    assertThat(column.getString(0)).isEqualTo("ab");
    assertThat(column.isNull(1)).isTrue();
    assertThat(column.getString(2)).isEqualTo("c");
  }

  @Test
  void aWrappedBatchLeavesTheSegmentsToTheCaller() {
    MemorySegment longs = arena.allocate(80);
    ColumnBatch batch =
        ColumnBatch.wrap(
            Schema.of("s", List.of(LONG)), List.of(FixedWidthColumn.wrap(LONG, 10, longs)));
    assertThatIllegalStateException()
        .isThrownBy(batch::detach)
        .withMessageContaining("the segments are the caller's");
    batch.close();
    assertThat(longs.get(Layouts.LONG_LE, 0)).isZero();
    assertThatIllegalStateException().isThrownBy(() -> batch.column(0));
  }
}
