package dev.intarsia.columns;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.intarsia.memory.BatchArena;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DetectLeaks
final class NestedColumnTest {
  private static final Field ID = Field.of("id", PhysicalType.INT32, false);
  private static final Field FLAG = Field.of("flag", PhysicalType.BOOLEAN, true);
  private static final StructField STRUCT = new StructField("s", List.of(ID, FLAG), true);
  private static final ListField LIST = new ListField("l", STRUCT, true);
  private static final MapField MAP = new MapField("m", ID, FLAG, true);

  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(1));
  private final BatchArena batches = pool.arena("nested");
  private boolean handedOver;

  @AfterEach
  void close() {
    if (!handedOver) {
      batches.close();
    }
    pool.close();
  }

  private static MemorySegment ints(Arena arena, int... values) {
    MemorySegment segment = arena.allocate(4L * values.length);
    MemorySegment.copy(values, 0, segment, Layouts.INT_LE, 0, values.length);
    return segment;
  }

  private static MemorySegment bytes(Arena arena, int... values) {
    MemorySegment segment = arena.allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      segment.set(Layouts.BYTE, i, (byte) values[i]);
    }
    return segment;
  }

  private Column ids(Field field) {
    return FixedWidthColumn.wrap(field, 5, ints(batches, 10, 11, 12, 13, 14));
  }

  /** true, null, false, true, false. */
  private Column flags(Field field) {
    return BooleanColumn.wrap(field, 5, bytes(batches, 0b01001), 0, bytes(batches, 0b11101), 0);
  }

  /** (10, true), (11, null), null, (13, true), (14, false). */
  private StructColumn structs(StructField field) {
    return StructColumn.wrap(
        field, 5, List.of(ids(ID), flags(FLAG)), bytes(batches, 0b1101_1000), 3);
  }

  /** [1 to 2], null, [], [3, 4]. */
  private ListColumn lists() {
    return ListColumn.wrap(
        LIST,
        4,
        ints(batches, 7, 1, 3, 3, 3, 5),
        4,
        structs((StructField) LIST.element()),
        bytes(batches, 0b1101),
        0);
  }

  @Test
  void structsHaveAColumnForEachField() {
    StructColumn structs = structs(STRUCT);
    assertThat(Values.of(structs))
        .containsExactly(
            List.of(10, true), asList(11, null), null, List.of(13, true), List.of(14, false));
    assertThat(structs.nullCount()).isEqualTo(1);
    assertThat(structs.column("flag").nullCount()).isEqualTo(1);
  }

  @Test
  void listsAndMapsAreRangesOfTheirElements() {
    assertThat(Values.of(lists()))
        .containsExactly(
            asList(asList(11, null), null),
            null,
            List.of(),
            List.of(List.of(13, true), List.of(14, false)));
    MapColumn maps =
        MapColumn.wrap(
            MAP, 3, ints(batches, 0, 2, 2, 5), 0, ids(MAP.key()), flags(MAP.value()), null, 0);
    assertThat(Values.of(maps))
        .containsExactly(
            List.of(List.of(10, true), asList(11, null)),
            List.of(),
            List.of(List.of(12, false), List.of(13, true), List.of(14, false)));
  }

  @Test
  void slicesSeeTheirRowsAtEachLevel() {
    ColumnBatch batch =
        ColumnBatch.wrap(
            Schema.of("b", List.of(STRUCT, LIST.withName("x"))),
            List.of(
                structs(STRUCT),
                ListColumn.wrap(
                    LIST.withName("x"),
                    5,
                    ints(batches, 0, 1, 2, 4, 5, 5),
                    structs((StructField) LIST.element()))));
    try (batch;
        ColumnBatch slice = batch.slice(1, 3);
        ColumnBatch inner = slice.slice(1, 2)) {
      assertThat(Values.of(inner.column(0))).isEqualTo(Values.of(batch.column(0)).subList(2, 4));
      assertThat(Values.of(inner.column(1))).isEqualTo(Values.of(batch.column(1)).subList(2, 4));
      assertThat(((StructColumn) inner.column(0)).column(0).length()).isEqualTo(2);
    }
  }

  @Test
  void batchesHandTheirChildrenOver() {
    Schema schema = Schema.of("b", List.of(LIST));
    ColumnBatch batch = ColumnBatch.of(schema, List.of(lists()), batches);
    handedOver = true;
    List<@Nullable Object> before =
        List.copyOf(Values.of(((ListColumn) batch.column(0)).element()).subList(3, 5));
    batch.detach();
    CompletableFuture.runAsync(
            () -> {
              batch.attach();
              assertThat(Values.of(((ListColumn) batch.column(0)).element()).subList(3, 5))
                  .isEqualTo(before);
              batch.close();
            })
        .join();
    assertThatIllegalStateException().isThrownBy(() -> batch.column(0));
  }

  @Test
  void refusesPartsThatDoNotFit() {
    refuse(
        "struct 's' has 2 fields, not 1",
        () -> StructColumn.wrap(STRUCT, 5, List.of(ids(ID)), null, 0));
    refuse(
        "column 's': 'id' has 5 rows, not 4",
        () -> StructColumn.wrap(STRUCT, 4, List.of(ids(ID), flags(FLAG)), null, 0));
    refuse(
        "column 's' is made of 'required int32 id', not 'optional boolean flag'",
        () -> StructColumn.wrap(STRUCT, 5, List.of(flags(FLAG), ids(ID)), null, 0));
    refuse(
        "column 'l': the last offset is 6, but there are 5 elements",
        () -> ListColumn.wrap(LIST, 1, ints(batches, 0, 6), structs((StructField) LIST.element())));
    refuse(
        "offset 1 is 0, below the 1 before it",
        () ->
            MapColumn.wrap(
                MAP, 1, ints(batches, 1, 0), 0, ids(MAP.key()), flags(MAP.value()), null, 0));
    refuse("another kind", () -> FixedWidthColumn.wrap(LIST, 1, ints(batches, 1)));
  }

  private static void refuse(String why, Runnable wrap) {
    assertThatIllegalArgumentException().isThrownBy(wrap::run).withMessageContaining(why);
  }
}
