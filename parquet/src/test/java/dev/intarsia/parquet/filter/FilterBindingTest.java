package dev.intarsia.parquet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.filter.BoundFilter.All;
import dev.intarsia.parquet.filter.BoundFilter.Any;
import dev.intarsia.parquet.filter.BoundFilter.Presence;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterBindingTest {
  private static final List<LeafColumn> COLUMNS =
      List.of(
          leaf(0, new PrimitiveField("n", PhysicalType.INT64, 0, null, true), 0),
          leaf(
              1,
              new PrimitiveField(
                  "time", PhysicalType.INT64, 0, LogicalType.timestampMillis(), true),
              0),
          leaf(
              2,
              new PrimitiveField("text", PhysicalType.BYTE_ARRAY, 0, LogicalType.string(), true),
              0),
          leaf(
              3,
              new PrimitiveField("tags", PhysicalType.BYTE_ARRAY, 0, LogicalType.string(), true),
              1),
          leaf(4, new PrimitiveField("must", PhysicalType.BOOLEAN, 0, null, false), 0));

  private static LeafColumn leaf(int index, PrimitiveField field, int repetition) {
    int definition = (field.nullable() ? 1 : 0) + repetition;
    return new LeafColumn(
        index, List.of(field.name()), field, definition, repetition, false, index);
  }

  private static BoundFilter bind(Filter filter) {
    return FilterBinding.bind(filter, COLUMNS);
  }

  private static void refuse(Filter filter, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> bind(filter)).withMessage(message);
  }

  @Test
  void aNameThatTwoPathsHaveIsRefused() {
    PrimitiveField field = new PrimitiveField("a.b", PhysicalType.INT64, 0, null, true);
    PrimitiveField member = new PrimitiveField("b", PhysicalType.INT64, 0, null, true);
    List<LeafColumn> columns =
        List.of(
            new LeafColumn(0, List.of("a.b"), field, 1, 0, false, 0),
            new LeafColumn(1, List.of("a", "b"), member, 2, 0, false, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FilterBinding.bind(Filter.eq("a.b", 1), columns))
        .withMessage(
            "column 'a.b' may be any of the paths [[a.b], [a, b]]; a filter cannot tell them"
                + " apart");
  }

  @Test
  void refusalsNameTheColumnAndWhatIsLegal() {
    refuse(Filter.eq("m", 1), "there is no column 'm'; there are n, time, text, tags, must");
    refuse(
        Filter.isNull("tags"),
        "column 'tags' has any number of values a row; filters take columns with one at most");
    refuse(
        Filter.eq("n", "5"),
        "column 'n' (INT64) does not compare with the String 5; legal are Byte, Short, Integer,"
            + " Long, BigInteger and BigDecimal");
    refuse(
        Filter.lt("time", 0.5),
        "column 'time' (INT64 TIMESTAMP(MILLIS,true)) does not compare with the Double 0.5; legal"
            + " are Instant and the number that is stored, as Long or BigInteger");
    refuse(
        Filter.in("text", "a", 7L),
        "column 'text' (BYTE_ARRAY STRING) does not compare with the number 7; legal are String"
            + " and byte[]");
    refuse(
        Filter.lt("must", true),
        "column 'must' (BOOLEAN) has no order for <; it takes eq, ne and in");
    refuse(Filter.isNaN("n"), "column 'n' (INT64) is never NaN");
  }

  @SuppressWarnings("NullAway") // null is what is refused
  @Test
  void someLiteralsCompareWithNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.eq("n", new Object()))
        .withMessageStartingWith("column 'n': nothing compares with a java.lang.Object; legal are");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.in("n", Float.NaN))
        .withMessage("column 'n': NaN equals nothing and bounds nothing; ask isNaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.in("n", 1, null))
        .withMessage("column 'n': nothing equals null; ask isNull");
  }

  @Test
  void negationMovesDownToTheTests() {
    Filter filter =
        Filter.not(
            Filter.or(
                Filter.eq("n", 1),
                Filter.not(Filter.and(Filter.isNull("text"), Filter.eq("time", Instant.EPOCH)))));
    assertThat(bind(filter)).isInstanceOf(All.class);
    List<BoundFilter> parts = ((All) bind(filter)).filters();
    assertThat(parts).hasSize(3);
    assertThat(((BoundFilter.Test) parts.get(0)).equalTo()).isEmpty();
    assertThat(((Presence) parts.get(1)).present()).isFalse();
    assertThat(((BoundFilter.Test) parts.get(2)).equalTo())
        .singleElement()
        .isEqualTo(new byte[Long.BYTES]);
    assertThat(bind(Filter.not(filter))).isInstanceOf(Any.class);
  }

  @Test
  void whatIsKnownBeforehandIsNotAsked() {
    assertThat(bind(Filter.isNull("must"))).isEqualTo(BoundFilter.NOTHING);
    assertThat(bind(Filter.isNotNull("must"))).isEqualTo(BoundFilter.EVERYTHING);
    assertThat(bind(Filter.in("n"))).isEqualTo(BoundFilter.NOTHING);
    assertThat(bind(Filter.not(Filter.in("n")))).isEqualTo(BoundFilter.EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void filtersReadLikeSql(int scale) {
    Filter filter =
        Filter.and(
            Filter.ge("n", new BigDecimal("1").setScale(scale)),
            Filter.or(Filter.in("text", "a", "it's"), Filter.isNotNull("time")));
    assertThat(filter)
        .hasToString(
            "(n >= "
                + (scale == 0 ? "1" : "1.0")
                + " AND (text IN ('a', 'it''s') OR NOT (time IS NULL)))");
  }
}
