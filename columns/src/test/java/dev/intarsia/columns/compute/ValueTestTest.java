package dev.intarsia.columns.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.ValueOrder;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DetectLeaks
final class ValueTestTest {
  private final Random random = new Random(23);
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
  void selectsWhatTheModelSelects(Field field) {
    for (int round = 0; round < 60; round++) {
      RandomColumn data = RandomColumn.of(field, random.nextInt(300), random, arena);
      Case asked = between(field);
      check(data, asked.test, asked.model);
      check(data, asked.test.negate(), asked.model.negate());
      Case oneOf = in(field, random.nextInt(9));
      check(data, oneOf.test, oneOf.model);
      check(data, oneOf.test.negate(), oneOf.model.negate());
    }
  }

  private record Case(ValueTest test, Predicate<Object> model) {}

  private Case between(Field field) {
    byte[] from = number(field);
    byte[] to = number(field);
    Object low = RandomColumn.meaning(field, from);
    Object high = RandomColumn.meaning(field, to);
    ValueTest test =
        switch (ValueOrder.of(field)) {
          case BOOLEAN -> ValueTest.in(field, (boolean) low);
          case INT32, UNSIGNED_INT32, INT64, UNSIGNED_INT64 ->
              ValueTest.between(
                  field, ((BigInteger) low).longValue(), ((BigInteger) high).longValue());
          case FLOAT, DOUBLE, FLOAT16 -> ValueTest.between(field, (double) low, (double) high);
          case BYTES, SIGNED_BYTES, UNDEFINED -> ValueTest.between(field, from, to);
        };
    return new Case(
        test,
        value ->
            low instanceof Boolean
                ? value.equals(low)
                : compare(value, low, 1) >= 0 && compare(value, high, -1) <= 0);
  }

  private Case in(Field field, int count) {
    List<byte[]> values = IntStream.range(0, count).mapToObj(i -> number(field)).toList();
    List<Object> meant = values.stream().map(v -> RandomColumn.meaning(field, v)).toList();
    ValueTest test =
        switch (ValueOrder.of(field)) {
          case BOOLEAN -> ValueTest.in(field, true);
          case INT32, UNSIGNED_INT32, INT64, UNSIGNED_INT64 ->
              ValueTest.in(
                  field, meant.stream().mapToLong(v -> ((BigInteger) v).longValue()).toArray());
          case FLOAT, DOUBLE, FLOAT16 ->
              ValueTest.in(field, meant.stream().mapToDouble(v -> (double) v).toArray());
          case BYTES, SIGNED_BYTES, UNDEFINED -> ValueTest.in(field, values.toArray(byte[][]::new));
        };
    return new Case(
        test,
        value ->
            value instanceof Boolean bit
                ? bit
                : meant.stream().anyMatch(literal -> compare(value, literal, 1) == 0));
  }

  private byte[] number(Field field) {
    byte[] value = RandomColumn.value(field, random);
    return RandomColumn.meaning(field, value) instanceof Double d && d.isNaN()
        ? number(field)
        : value;
  }

  /** With Java's operators; whatever is compared with NaN gives what is asked not to be given. */
  private static int compare(Object value, Object literal, int sign) {
    return switch (value) {
      case Double d -> {
        double other = (Double) literal;
        yield d < other ? -1 : d > other ? 1 : d == other ? 0 : -2 * sign;
      }
      case BigInteger number -> number.compareTo((BigInteger) literal);
      case String text -> text.compareTo((String) literal);
      default -> throw new AssertionError(value);
    };
  }

  private void check(RandomColumn data, ValueTest test, Predicate<Object> model) {
    List<@Nullable Object> values = data.model();
    test.select(data.column(), rows);
    assertThat(selected()).isEqualTo(expected(values, row -> true, model)).hasSize(rows.count());
    rows.reset(values.size());
    int from = random.nextInt(values.size() + 1);
    rows.addRange(from, values.size() - from);
    test.refine(data.column(), rows);
    assertThat(selected()).isEqualTo(expected(values, row -> row >= from, model));
  }

  private List<Integer> selected() {
    return IntStream.range(0, rows.length()).filter(rows::contains).boxed().toList();
  }

  private static List<Integer> expected(
      List<@Nullable Object> values, Predicate<Integer> candidates, Predicate<Object> model) {
    return IntStream.range(0, values.size())
        .boxed()
        .filter(candidates)
        .filter(row -> values.get(row) != null && model.test(values.get(row)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void whatIsSaidOfBoundsIsTrueOfAllValuesBetween(Field field) {
    EnumSet<Outcome> said = EnumSet.noneOf(Outcome.class);
    for (int round = 0; round < 2_000; round++) {
      RandomColumn data = RandomColumn.of(field, random.nextInt(1, 4), random, arena);
      ValueTest test = (random.nextBoolean() ? between(field) : in(field, random.nextInt(4))).test;
      test = random.nextBoolean() ? test : test.negate();
      byte[] min = bound(data, Aggregates.minRow(data.column()));
      byte[] max = bound(data, Aggregates.maxRow(data.column()));
      boolean hasNan = data.model().stream().anyMatch(v -> v instanceof Double d && d.isNaN());
      Outcome outcome =
          test.ofBounds(
              random.nextInt(4) == 0 ? null : min, random.nextInt(4) == 0 ? null : max, hasNan);
      test.select(data.column(), rows);
      int present = Aggregates.count(data.column());
      switch (outcome) {
        case NEVER -> assertThat(rows.count()).isZero();
        case ALWAYS -> assertThat(rows.count()).isEqualTo(present);
        case SOMETIMES -> {}
      }
      said.add(outcome);
    }
    assertThat(said).isEqualTo(EnumSet.allOf(Outcome.class));
  }

  /** As statistics have it. */
  private static byte @Nullable [] bound(RandomColumn data, int row) {
    if (row < 0) {
      return null;
    }
    return switch (data.column()) {
      case FixedWidthColumn fixed -> fixed.getBytes(row).toArray(ValueLayout.JAVA_BYTE);
      case BinaryColumn binary -> binary.getBytes(row).toArray(ValueLayout.JAVA_BYTE);
      case BooleanColumn bits -> new byte[] {(byte) (bits.getBoolean(row) ? 1 : 0)};
      default -> throw new AssertionError(data);
    };
  }

  @Test
  void numbersBeyondAColumnsRangeStillBoundIt() {
    Field small = new PrimitiveField("i", PhysicalType.INT32, 0, null, true);
    RandomColumn data = RandomColumn.of(small, 200, random, arena);
    check(data, ValueTest.between(small, Long.MIN_VALUE, Long.MAX_VALUE), value -> true);
    check(data, ValueTest.between(small, 1L << 40, Long.MAX_VALUE), value -> false);
    check(data, ValueTest.in(small, 1L << 40, -1L << 40), value -> false);
    Field unsigned = Field.of("u", LogicalType.integer(32, false), true);
    RandomColumn positive = RandomColumn.of(unsigned, 200, random, arena);
    check(positive, ValueTest.between(unsigned, -7, 0xFFFF_FFFFL), value -> true);
    check(positive, ValueTest.between(unsigned, -7, -1), value -> false);
  }

  @Test
  void aDoubleThatNoFloatIsEqualsNoFloat() {
    Field field = new PrimitiveField("f", PhysicalType.FLOAT, 0, null, true);
    RandomColumn data = RandomColumn.of(field, 500, random, arena);
    assertThat(data.model()).contains((double) 0.1f);
    check(data, ValueTest.in(field, 0.1), value -> false);
    check(data, ValueTest.in(field, 0.1f), value -> value.equals((double) 0.1f));
    check(
        data,
        ValueTest.between(field, 0.1, 1),
        value -> (double) value >= 0.1 && (double) value <= 1);
    check(data, ValueTest.between(field, 1e300, 1e301), value -> false);
    check(data, ValueTest.isNaN(field), value -> ((Double) value).isNaN());
    check(data, ValueTest.isNaN(field).negate(), value -> !((Double) value).isNaN());
  }

  @Test
  void bytesMayBeBoundedOnOneSide() {
    Field field = Field.of("t", LogicalType.string(), true);
    RandomColumn data = RandomColumn.of(field, 200, random, arena);
    byte[] middle = "aaaaaaaaaU".getBytes(StandardCharsets.ISO_8859_1);
    String text = "aaaaaaaaaU";
    check(data, ValueTest.between(field, middle, null), v -> text.compareTo((String) v) <= 0);
    check(data, ValueTest.between(field, null, middle), v -> text.compareTo((String) v) >= 0);
    check(data, ValueTest.between(field, (byte[]) null, null), v -> true);
  }

  @Test
  void literalsOfAnotherTypeAreRefused() {
    Field text = Field.of("t", LogicalType.string(), true);
    Field number = new PrimitiveField("n", PhysicalType.DOUBLE, 0, null, true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueTest.between(text, 1, 2))
        .withMessage("column 't': values of type BYTE_ARRAY STRING do not compare with a long");
    assertThatIllegalArgumentException().isThrownBy(() -> ValueTest.in(text, true));
    assertThatIllegalArgumentException().isThrownBy(() -> ValueTest.in(number, 1L));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueTest.between(number, Double.NaN, 1))
        .withMessage("column 'n': NaN equals nothing and bounds nothing; ask isNaN");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ValueTest.between(
                    Field.of("i", LogicalType.interval(), true), new byte[12], new byte[12]))
        .withMessageContaining("have no order");
    RandomColumn other = RandomColumn.of(text, 3, random, arena);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueTest.isNaN(number).select(other.column(), rows))
        .withMessageContaining("is not like");
  }
}
