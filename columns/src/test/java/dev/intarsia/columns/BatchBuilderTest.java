package dev.intarsia.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DetectLeaks
final class BatchBuilderTest {
  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(8));

  @AfterEach
  void nothingIsOut() {
    pool.close();
  }

  private static Schema one(Field field) {
    return Schema.of("s", List.of(field));
  }

  @Test
  void takesEveryKindOfValue() {
    Schema schema =
        Schema.builder("s")
            .required("bit", PhysicalType.BOOLEAN)
            .required("int", LogicalType.integer(16, true))
            .required("long", PhysicalType.INT64)
            .required("float", PhysicalType.FLOAT)
            .required("double", PhysicalType.DOUBLE)
            .required("half", LogicalType.float16())
            .required("uuid", LogicalType.uuid())
            .required("interval", LogicalType.interval())
            .required("decimal", LogicalType.decimal(30, 2))
            .required("instant", LogicalType.timestampNanos())
            .required("local", LogicalType.timestampMillis(false))
            .required("date", LogicalType.date())
            .required("time", LogicalType.timeMicros())
            .required("text", LogicalType.string())
            .required("bytes", PhysicalType.BYTE_ARRAY)
            .build();
    byte[] bytes = {1, 2, 3};
    try (BatchBuilder builder = ColumnBatch.builder(schema, pool, 0)) {
      builder.column("bit").appendBoolean(true);
      builder.column("int").appendInt(-5);
      builder.column("long").appendLong(5);
      builder.column("float").appendFloat(0.5f);
      builder.column("double").appendDouble(0.25);
      builder.column("half").appendFloat16((short) 1);
      builder.column("uuid").appendUuid(new UUID(1, 2));
      builder.column("interval").appendInterval(1, 2, 3);
      builder.column("decimal").appendDecimal(new BigDecimal("1.25"));
      builder.column("instant").appendInstant(Instant.ofEpochSecond(1, 7));
      builder.column("local").appendLocalDateTime(LocalDateTime.of(1970, 1, 1, 0, 0, 1));
      builder.column("date").appendLocalDate(LocalDate.EPOCH.plusDays(3));
      builder.column("time").appendLocalTime(LocalTime.ofSecondOfDay(1));
      builder.column("text").appendString("text");
      builder.column("bytes").appendBytes(bytes, 1, 2);
      try (ColumnBatch batch = builder.build()) {
        assertThat(Values.of(batch.column("instant"))).containsExactly(1_000_000_007L);
        assertThat(Values.of(batch.column("local"))).containsExactly(1_000L);
        assertThat(Values.of(batch.column("date"))).containsExactly(3);
        assertThat(Values.of(batch.column("time"))).containsExactly(1_000_000L);
        assertThat(((BinaryColumn) batch.column("text")).getString(0)).isEqualTo("text");
        assertThat(((BinaryColumn) batch.column("bytes")).byteLength(0)).isEqualTo(2);
      }
    }
  }

  @Test
  void aRefusedValueIsNotAppended() {
    Field field = Field.of("f", LogicalType.integer(8, true), true);
    try (BatchBuilder builder = ColumnBatch.builder(one(field), pool, 2)) {
      ColumnBuilder column = builder.column(0);
      column.appendInt(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> column.appendInt(128))
          .withMessage(
              "column 'f' (INT32 INTEGER(8,true)), row 1: 128 is out of range; legal is -128 to"
                  + " 127");
      assertThatIllegalArgumentException().isThrownBy(() -> column.appendString("x"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> column.appendInts(new int[] {2, 3, 200}, 0, 3))
          .withMessageContaining("row 3: 200 is out of range");
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> column.appendInts(new int[] {2, 3}, 1, 2));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> column.appendLongs(new long[] {2}, 0, 1))
          .withMessageContaining("values of type INT64");
      assertThat(column.length()).isEqualTo(1);
      column.appendInts(new int[] {9, 2, 3, 9}, 1, 2);
      column.appendNull();
      try (ColumnBatch batch = builder.build()) {
        assertThat(Values.of(batch.column(0))).containsExactly(1, 2, 3, null);
      }
    }
  }

  @Test
  void columnsOfUnequalLengthMakeNoBatch() {
    Schema schema =
        Schema.builder("s")
            .required("a", PhysicalType.INT32)
            .required("b", PhysicalType.INT32)
            .build();
    try (BatchBuilder builder = ColumnBatch.builder(schema, pool, 2)) {
      builder.column("a").appendInt(1);
      assertThatIllegalStateException()
          .isThrownBy(builder::build)
          .withMessage("column 'a' has 1 rows, but column 'b' has 0");
      builder.column("b").appendInt(1);
      builder.build().close();
      assertThatIllegalStateException().isThrownBy(builder::build);
    }
  }

  @Test
  void anAbandonedBuilderGivesItsMemoryBack() {
    try (BatchBuilder builder = ColumnBatch.builder(one(texts()), pool, 2)) {
      builder.column(0).appendString("x");
      assertThat(pool.used()).isPositive();
    }
    assertThat(pool.used()).isZero();
  }

  private static Field texts() {
    return Field.of("text", LogicalType.string(), true);
  }

  @Test
  void aBatchMayHaveNoRows() {
    Schema schema =
        Schema.builder("s")
            .optional("a", PhysicalType.INT32)
            .optional("b", PhysicalType.BYTE_ARRAY)
            .optional("c", PhysicalType.BOOLEAN)
            .build();
    try (BatchBuilder builder = ColumnBatch.builder(schema, pool, 0);
        ColumnBatch batch = builder.build()) {
      assertThat(batch.rowCount()).isZero();
      BinaryColumn binary = (BinaryColumn) batch.column("b");
      assertThat(binary.offsets().get(ValueLayout.JAVA_INT_UNALIGNED, 0)).isZero();
    }
  }

  @Test
  void aColumnOfNullsOnlyNeedsNoValues() {
    try (BatchBuilder builder = ColumnBatch.builder(one(texts()), pool, 0)) {
      builder.column(0).appendNulls(1000);
      try (ColumnBatch batch = builder.build()) {
        assertThat(batch.column(0).nullCount()).isEqualTo(1000);
        batch.detach();
        batch.attach();
        assertThat(batch.column(0).isNull(999)).isTrue();
      }
    }
  }

  @Test
  void textIsCheckedOnRequest() {
    byte[] latin = {'a', (byte) 0xE9};
    try (BatchBuilder builder = ColumnBatch.builder(one(texts()), pool, 0).validateUtf8()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.column(0).appendUtf8(latin, 0, 2))
          .withMessageContaining("not UTF-8 from byte 1 on");
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment offsets = arena.allocate(12);
        offsets.setAtIndex(ValueLayout.JAVA_INT, 1, 1);
        offsets.setAtIndex(ValueLayout.JAVA_INT, 2, 2);
        MemorySegment data = arena.allocateFrom(ValueLayout.JAVA_BYTE, latin);
        assertThatIllegalArgumentException()
            .isThrownBy(
                () -> builder.column(0).appendAll(BinaryColumn.wrap(texts(), 2, offsets, data)))
            .withMessageContaining("row 1: the text is not UTF-8 from byte 0 on");
        MemorySegment firstOnly = arena.allocateFrom(ValueLayout.JAVA_BYTE, (byte) 1);
        builder.column(0).appendAll(BinaryColumn.wrap(texts(), 2, offsets, 0, data, firstOnly, 0));
      }
      assertThat(builder.column(0).length()).isEqualTo(2);
    }
  }

  @Test
  void aRequiredColumnTakesNoNulls() {
    Field required = Field.of("text", LogicalType.string(), false);
    try (BatchBuilder builder = ColumnBatch.builder(one(required), pool, 4);
        BatchBuilder nulls = ColumnBatch.builder(one(texts()), pool, 4)) {
      ColumnBuilder column = builder.column(0);
      assertThatIllegalArgumentException().isThrownBy(column::appendNull);
      assertThatIllegalArgumentException().isThrownBy(() -> column.appendNulls(3));
      nulls.column(0).appendNull();
      try (ColumnBatch source = nulls.build()) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> column.appendAll(source.column(0)))
            .withMessageContaining("a required column cannot be null");
      }
      assertThat(column.length()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BOOLEAN", "INT32", "INT64", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED"})
  void appendedSlicesAreTheirValues(String type) {
    Field field =
        type.equals("FIXED")
            ? new PrimitiveField("f", PhysicalType.FIXED_LEN_BYTE_ARRAY, 3, null, true)
            : new PrimitiveField("f", PhysicalType.valueOf(type), 0, null, true);
    Random random = new Random(5);
    try (ColumnBatch source = random(field, random);
        BatchBuilder builder = ColumnBatch.builder(one(field), pool, 1)) {
      List<@Nullable Object> all = Values.of(source.column(0));
      List<@Nullable Object> expected = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int from = random.nextInt(source.rowCount());
        int count = random.nextInt(Math.min(70, source.rowCount() - from) + 1);
        try (ColumnBatch slice = source.slice(from, count)) {
          builder.column(0).appendAll(slice.column(0));
        }
        expected.addAll(all.subList(from, from + count));
        if (i % 7 == 0) {
          builder.column(0).appendNulls(i % 3);
          expected.addAll(Collections.nCopies(i % 3, null));
        }
      }
      try (ColumnBatch batch = builder.build()) {
        assertThat(Values.of(batch.column(0))).isEqualTo(expected);
      }
    }
  }

  /** 500 rows; the second half has nulls. */
  private ColumnBatch random(Field field, Random random) {
    try (BatchBuilder builder = ColumnBatch.builder(one(field), pool, 500)) {
      ColumnBuilder column = builder.column(0);
      byte[] bytes = new byte[40];
      for (int i = 0; i < 500; i++) {
        if (i > 250 && random.nextBoolean()) {
          column.appendNull();
          continue;
        }
        random.nextBytes(bytes);
        switch (field.physicalType()) {
          case BOOLEAN -> column.appendBoolean(random.nextBoolean());
          case INT32 -> column.appendInt(random.nextInt());
          case INT64 -> column.appendLong(random.nextLong());
          case FLOAT -> column.appendFloat(random.nextFloat());
          case DOUBLE -> column.appendDouble(random.nextDouble());
          case BYTE_ARRAY -> column.appendBytes(bytes, 0, random.nextInt(40));
          case FIXED_LEN_BYTE_ARRAY -> column.appendBytes(bytes, 0, 3);
        }
      }
      return builder.build();
    }
  }

  @Test
  void takesManyValuesAsTheyLieInMemory() {
    Field field = new PrimitiveField("f", PhysicalType.FIXED_LEN_BYTE_ARRAY, 2, null, true);
    MemorySegment source = MemorySegment.ofArray(new byte[] {0, 1, 2, 3, 4, 5, 6});
    try (BatchBuilder builder = ColumnBatch.builder(one(field), pool, 1);
        BatchBuilder text = ColumnBatch.builder(one(texts()), pool, 1)) {
      builder.column(0).appendNull();
      builder.column(0).appendValues(source, 1, 3);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> builder.column(0).appendValues(source, 2, 3));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> text.column(0).appendValues(source, 0, 1));
      try (ColumnBatch batch = builder.build()) {
        FixedWidthColumn column = (FixedWidthColumn) batch.column(0);
        assertThat(column.length()).isEqualTo(4);
        assertThat(column.getBytes(3).toArray(ValueLayout.JAVA_BYTE)).containsExactly(5, 6);
      }
    }
  }

  @Test
  void aShortageLeavesTheColumnWhole() {
    try (MemoryPool tight = pool.child("tight", MemoryLimit.kibibytes(32));
        BatchBuilder builder = ColumnBatch.builder(one(texts()), tight, 1)) {
      ColumnBuilder column = builder.column(0);
      assertThatExceptionOfType(MemoryLimitExceededException.class)
          .isThrownBy(
              () -> {
                while (column.length() < 100_000) {
                  column.appendString("row " + column.length());
                }
              });
      int rows = column.length();
      assertThat(rows).isBetween(100, 10_000);
      try (ColumnBatch batch = builder.build()) {
        assertThat(batch.rowCount()).isEqualTo(rows);
        BinaryColumn texts = (BinaryColumn) batch.column(0);
        for (int row = 0; row < rows; row++) {
          assertThat(texts.getString(row)).isEqualTo("row " + row);
        }
      }
    }
  }

  @Test
  void whatWasBegunTakesNoMoreOnceItsMemoryHasAnotherOwner() {
    Field text = Field.of("text", LogicalType.string(), true);
    Schema schema =
        Schema.of(
            "s",
            List.of(
                new StructField("struct", List.of(text), true),
                new ListField("list", text, true),
                new MapField("map", Field.of("key", PhysicalType.INT32, false), text, true)));
    for (boolean built : new boolean[] {true, false}) {
      BatchBuilder builder = ColumnBatch.builder(schema, pool, 100);
      StructAppender struct = builder.column("struct").struct();
      ListAppender list = builder.column("list").list();
      MapAppender map = builder.column("map").map();
      struct.begin();
      struct.field("text").setString("one");
      list.begin();
      list.element().setString("one");
      map.begin();
      map.key().setInt(1);
      if (built) {
        builder.build().close();
      }
      builder.close();
      for (ThrowingCallable late :
          List.<ThrowingCallable>of(
              () -> struct.field("text").setString("two"),
              () -> struct.field("text").setString("three"),
              () -> list.element().setString("two"),
              () -> list.element().setString("three"),
              () -> map.value().setString("two"),
              () -> map.key().setInt(2),
              struct::begin,
              list::begin,
              map::begin)) {
        assertThatIllegalStateException().isThrownBy(late).withMessageContaining("is used up");
      }
    }
  }

  @Test
  void aColumnBuilderWritesNoMoreOnceItsMemoryHasAnotherOwner() {
    Schema schema =
        Schema.builder("s")
            .optional("int", PhysicalType.INT32)
            .optional("text", LogicalType.string())
            .build();
    for (boolean built : new boolean[] {true, false}) {
      BatchBuilder builder = ColumnBatch.builder(schema, pool, 100);
      ColumnBuilder ints = builder.column("int");
      ColumnBuilder texts = builder.column("text");
      ints.appendInt(1);
      texts.appendString("one");
      if (built) {
        builder.build().close();
      }
      builder.close();
      assertThatIllegalStateException().isThrownBy(() -> ints.appendInt(2));
      assertThatIllegalStateException().isThrownBy(ints::appendNull);
      assertThatIllegalStateException().isThrownBy(() -> ints.appendNulls(2));
      assertThatIllegalStateException().isThrownBy(() -> ints.appendInts(new int[2], 0, 2));
      assertThatIllegalStateException().isThrownBy(() -> texts.appendString("two"));
      assertThatIllegalStateException()
          .isThrownBy(() -> texts.appendBytes(MemorySegment.NULL, 0, 0));
      assertThatIllegalStateException().isThrownBy(builder::build);
    }
  }

  @Test
  void thereIsNoNegativeNumberOfNulls() {
    Field field = Field.of("f", LogicalType.string(), true);
    try (BatchBuilder builder = ColumnBatch.builder(one(field), pool, 10)) {
      assertThatIllegalArgumentException().isThrownBy(() -> builder.column(0).appendNulls(-1));
    }
  }

  @Test
  void aBatchWithoutNullsHoldsNoBitmaps() {
    Field field = new PrimitiveField("f", PhysicalType.INT64, 0, null, true);
    try (BatchBuilder builder = ColumnBatch.builder(one(field), pool, 10)) {
      builder.column(0).appendLong(1);
      try (ColumnBatch batch = builder.build()) {
        assertThat(batch.column(0).validity()).isNull();
        assertThat(pool.used()).isEqualTo(1024);
      }
    }
  }
}
