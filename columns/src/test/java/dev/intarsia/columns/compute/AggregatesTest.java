package dev.intarsia.columns.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.columns.BatchBuilder;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.DecimalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.Layouts;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DetectLeaks
final class AggregatesTest {
  private final Random random = new Random(29);
  private final Arena arena = Arena.ofConfined();
  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(8));
  private final Selection rows = Selection.allocate(pool);

  @AfterEach
  void close() {
    rows.close();
    pool.close();
    arena.close();
  }

  static List<Field> fields() {
    return RandomColumn.FIELDS;
  }

  @ParameterizedTest
  @MethodSource("fields")
  void whatColumnsComeToIsWhatTheModelComesTo(Field field) {
    for (int round = 0; round < 80; round++) {
      RandomColumn data = RandomColumn.of(field, random.nextInt(200), random, arena);
      Column column = data.column();
      List<Integer> all = present(data, row -> true);
      assertThat(Aggregates.count(column)).isEqualTo(all.size());
      assertThat(Aggregates.nullCount(column)).isEqualTo(column.length() - all.size());
      draw(column.length());
      List<Integer> some = present(data, rows::contains);
      assertThat(Aggregates.count(column, rows)).isEqualTo(some.size());
      assertThat(Aggregates.nullCount(column, rows)).isEqualTo(rows.count() - some.size());
      checkSums(data, all, some);
      checkExtremes(data, all, some);
    }
  }

  private void draw(int length) {
    rows.reset(length);
    int percent = random.nextInt(101);
    for (int row = 0; row < length; row++) {
      if (random.nextInt(100) < percent) {
        rows.add(row);
      }
    }
  }

  private static List<Integer> present(RandomColumn data, IntPredicate candidates) {
    return IntStream.range(0, data.model().size())
        .filter(candidates)
        .filter(row -> data.model().get(row) != null)
        .boxed()
        .toList();
  }

  private static Object value(RandomColumn data, int row) {
    return Objects.requireNonNull(data.model().get(row));
  }

  private void checkSums(RandomColumn data, List<Integer> all, List<Integer> some) {
    Column column = data.column();
    switch (ValueOrder.of(column.field())) {
      case INT32, UNSIGNED_INT32, INT64, UNSIGNED_INT64 -> {
        checkLongs(data, all, () -> Aggregates.sum(column));
        checkLongs(data, some, () -> Aggregates.sum(column, rows));
        assertThat(Aggregates.sumDecimal(column)).isEqualTo(new BigDecimal(exact(data, all)));
        assertThat(Aggregates.sumDecimal(column, rows))
            .isEqualTo(new BigDecimal(exact(data, some)));
      }
      case SIGNED_BYTES -> {
        int scale = ((DecimalType) requireType(column.field())).scale();
        assertThat(Aggregates.sumDecimal(column))
            .isEqualTo(new BigDecimal(exact(data, all), scale));
        assertThat(Aggregates.sumDecimal(column, rows))
            .isEqualTo(new BigDecimal(exact(data, some), scale));
      }
      case FLOAT, DOUBLE, FLOAT16 -> {
        checkDoubles(data, all, Aggregates.sumDouble(column));
        checkDoubles(data, some, Aggregates.sumDouble(column, rows));
      }
      case BOOLEAN, BYTES, UNDEFINED ->
          assertThatIllegalArgumentException().isThrownBy(() -> Aggregates.sum(column));
    }
  }

  private static LogicalType requireType(Field field) {
    return Objects.requireNonNull(field.logicalType());
  }

  private static BigInteger exact(RandomColumn data, List<Integer> rows) {
    return rows.stream()
        .map(row -> (BigInteger) value(data, row))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static void checkLongs(RandomColumn data, List<Integer> rows, LongSupplier sum) {
    BigInteger exact = exact(data, rows);
    if (exact.bitLength() < 64) {
      assertThat(sum.getAsLong()).isEqualTo(exact.longValue());
    } else {
      assertThatExceptionOfType(ArithmeticException.class)
          .isThrownBy(sum::getAsLong)
          .withMessageContaining("the sum " + exact + " takes more than 64 bits");
    }
  }

  private static void checkDoubles(RandomColumn data, List<Integer> rows, double sum) {
    double naive = rows.stream().mapToDouble(row -> (double) value(data, row)).sum();
    if (Double.isFinite(naive)) {
      assertThat(sum).isCloseTo(naive, within(1e-9 * Math.max(1, Math.abs(naive))));
    } else {
      assertThat(sum).isEqualTo(Double.valueOf(naive));
    }
  }

  private void checkExtremes(RandomColumn data, List<Integer> all, List<Integer> some) {
    Column column = data.column();
    List<Integer> numbers = all.stream().filter(row -> !isNan(value(data, row))).toList();
    List<Integer> chosen = some.stream().filter(row -> !isNan(value(data, row))).toList();
    Integer least = least(data, numbers, natural());
    Integer greatest = least(data, numbers, natural().reversed());
    Integer leastChosen = least(data, chosen, natural());
    Integer greatestChosen = least(data, chosen, natural().reversed());
    assertThat(Aggregates.minRow(column)).isEqualTo(least == null ? -1 : least);
    assertThat(Aggregates.maxRow(column)).isEqualTo(greatest == null ? -1 : greatest);
    assertThat(Aggregates.minRow(column, rows)).isEqualTo(leastChosen == null ? -1 : leastChosen);
    assertThat(Aggregates.maxRow(column, rows))
        .isEqualTo(greatestChosen == null ? -1 : greatestChosen);
    if (ValueOrder.of(column.field()).hasNan()) {
      assertThat(Aggregates.minDouble(column)).isEqualTo(asDouble(data, least));
      assertThat(Aggregates.maxDouble(column)).isEqualTo(asDouble(data, greatest));
      assertThat(Aggregates.minDouble(column, rows)).isEqualTo(asDouble(data, leastChosen));
      assertThat(Aggregates.maxDouble(column, rows)).isEqualTo(asDouble(data, greatestChosen));
    } else if (Numbers.isInteger(column.field())) {
      assertThat(Aggregates.min(column)).isEqualTo(asLong(data, least));
      assertThat(Aggregates.max(column)).isEqualTo(asLong(data, greatest));
      assertThat(Aggregates.min(column, rows)).isEqualTo(asLong(data, leastChosen));
      assertThat(Aggregates.max(column, rows)).isEqualTo(asLong(data, greatestChosen));
    }
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  @SuppressWarnings("unchecked") // values of one column are of one class
  private static Comparator<Object> natural() {
    return (a, b) -> ((Comparable<Object>) a).compareTo(b);
  }

  private static @Nullable Integer least(
      RandomColumn data, List<Integer> rows, Comparator<Object> order) {
    return rows.stream().min(Comparator.comparing(row -> value(data, row), order)).orElse(null);
  }

  private static OptionalDouble asDouble(RandomColumn data, @Nullable Integer row) {
    return row == null ? OptionalDouble.empty() : OptionalDouble.of((double) value(data, row));
  }

  private static OptionalLong asLong(RandomColumn data, @Nullable Integer row) {
    return row == null
        ? OptionalLong.empty()
        : OptionalLong.of(((BigInteger) value(data, row)).longValue());
  }

  @Test
  void theOrderOfAdditionDoesNotDependOnWhereRowsLie() {
    Field field = new PrimitiveField("d", PhysicalType.DOUBLE, 0, null, true);
    MemorySegment values = arena.allocate(8 * 1000L);
    for (int i = 0; i < 1000; i++) {
      values.set(Layouts.DOUBLE_LE, 8L * i, i < 7 ? 0 : random.nextGaussian() * 1e10);
    }
    MemorySegment validity = arena.allocate(126);
    validity.fill((byte) 0xFF);
    validity.set(Layouts.BYTE, 0, (byte) 0xFD);
    double whole = Aggregates.sumDouble(FixedWidthColumn.wrap(field, 1000, values));
    Column oneNull = FixedWidthColumn.wrap(field, 1000, values, 0, validity, 0);
    assertThat(oneNull.nullCount()).isEqualTo(1);
    assertThat(Aggregates.sumDouble(oneNull)).isEqualTo(whole);
  }

  @Test
  void aColumnOfABatchIsReadWhileTheBatchIsOpen() {
    Schema schema =
        Schema.of("s", List.of(new PrimitiveField("n", PhysicalType.INT64, 0, null, true)));
    Column column;
    try (BatchBuilder builder = ColumnBatch.builder(schema, pool, 4)) {
      builder.column(0).appendLong(40);
      builder.column(0).appendNull();
      builder.column(0).appendLong(2);
      try (ColumnBatch batch = builder.build()) {
        column = batch.column(0);
        assertThat(Aggregates.sum(column)).isEqualTo(42);
        try (ColumnBatch slice = batch.slice(1, 2)) {
          assertThat(Aggregates.sum(slice.column(0))).isEqualTo(2);
        }
      }
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> Aggregates.sum(column))
        .withMessageContaining("Already closed");
  }

  @Test
  void presenceOfStructsIsReadWhileTheBatchIsOpen() {
    Field number = Field.of("n", PhysicalType.INT64, true);
    Schema schema = Schema.of("s", List.of(new StructField("s", List.of(number), true)));
    rows.reset(2);
    rows.addRange(0, 2);
    Column column;
    try (BatchBuilder builder = ColumnBatch.builder(schema, pool, 4)) {
      builder.column(0).struct().begin();
      builder.column(0).appendNull();
      try (ColumnBatch batch = builder.build()) {
        column = batch.column(0);
        rows.andPresent(column);
        assertThat(rows.count()).isEqualTo(1);
      }
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> rows.andPresent(column))
        .withMessageContaining("Already closed");
  }

  @Test
  void aSelectionGoesWithColumnsOfItsLength() {
    Field field = new PrimitiveField("n", PhysicalType.INT64, 0, null, true);
    Column column = FixedWidthColumn.wrap(field, 3, arena.allocate(24));
    rows.reset(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregates.sum(column, rows))
        .withMessage("a selection out of 4 rows does not go with 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregates.sumDouble(column))
        .withMessage("column 'n' holds values of type INT64, not floats");
  }
}
