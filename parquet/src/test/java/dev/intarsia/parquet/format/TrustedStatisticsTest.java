package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.parquet.Bound;
import dev.intarsia.parquet.ColumnOrder;
import dev.intarsia.parquet.ColumnStatistics;
import dev.intarsia.parquet.LeafColumn;
import java.util.List;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of foreign statistics is believed. */
class TrustedStatisticsTest {
  private static final String NEW = "parquet-mr version 1.13.0 (build abc)";
  private static final String OLD = "parquet-mr version 1.7.0 (build abc)";

  private static final PrimitiveField INT = Field.of("f", PhysicalType.INT32, true);
  private static final PrimitiveField UINT = Field.of("f", LogicalType.integer(32, false), true);
  private static final PrimitiveField TEXT = Field.of("f", LogicalType.string(), true);
  private static final PrimitiveField DOUBLE = Field.of("f", PhysicalType.DOUBLE, true);

  private static ColumnStatistics read(PrimitiveField field, Statistics found) {
    return read(field, ColumnOrder.TYPE_DEFINED, NEW, found);
  }

  private static ColumnStatistics read(
      PrimitiveField field, ColumnOrder order, @Nullable String createdBy, Statistics found) {
    return read(field, false, order, createdBy, found);
  }

  private static ColumnStatistics read(
      PrimitiveField field,
      boolean int96,
      ColumnOrder order,
      @Nullable String createdBy,
      Statistics found) {
    LeafColumn column = new LeafColumn(0, List.of("f"), field, 1, 0, int96, 0);
    return new TrustedStatistics(column, order, WriterVersion.of(createdBy)).of(found, 100);
  }

  private static Statistics bounds(byte[] min, byte[] max) {
    return new Statistics().setMin_value(min).setMax_value(max);
  }

  private static Statistics deprecated(byte[] min, byte[] max) {
    return new Statistics().setMin(min).setMax(max);
  }

  private static void assertNoBounds(ColumnStatistics statistics) {
    assertThat(statistics.min()).isNull();
    assertThat(statistics.max()).isNull();
  }

  @Test
  void boundsOfADeclaredOrderCount() {
    ColumnStatistics statistics = read(INT, bounds(Bytes.ofInt(-1), Bytes.ofInt(7)));
    assertThat(statistics.min()).isEqualTo(Bound.of(Bytes.ofInt(-1), true));
    assertThat(statistics.max()).isEqualTo(Bound.of(Bytes.ofInt(7), true));
  }

  @Test
  void boundsOfNoDeclaredOrderDoNot() {
    assertNoBounds(read(INT, ColumnOrder.UNDEFINED, NEW, bounds(Bytes.ofInt(-1), Bytes.ofInt(7))));
    assertNoBounds(
        read(INT, ColumnOrder.IEEE_754_TOTAL, NEW, bounds(Bytes.ofInt(-1), Bytes.ofInt(7))));
  }

  @Test
  void floatsMayBeDeclaredInTotalOrder() {
    ColumnStatistics statistics =
        read(
            DOUBLE,
            ColumnOrder.IEEE_754_TOTAL,
            NEW,
            bounds(Bytes.ofDouble(-1), Bytes.ofDouble(7)).setNan_count(3));
    assertThat(statistics.max()).isEqualTo(Bound.of(Bytes.ofDouble(7), true));
    assertThat(statistics.nanCount()).isEqualTo(3);
  }

  @Test
  void deprecatedBoundsCountWhereTheOldOrderWasRight() {
    Statistics found = deprecated(Bytes.ofInt(-1), Bytes.ofInt(7));
    assertThat(read(INT, ColumnOrder.UNDEFINED, OLD, found).min())
        .isEqualTo(Bound.of(Bytes.ofInt(-1), true));
    assertNoBounds(read(UINT, ColumnOrder.UNDEFINED, OLD, found));
    assertThat(
            read(UINT, ColumnOrder.UNDEFINED, OLD, deprecated(Bytes.ofInt(7), Bytes.ofInt(7)))
                .min())
        .isEqualTo(Bound.of(Bytes.ofInt(7), true));
  }

  @Test
  void deprecatedBoundsOfTextCountIfTheyAreOneAndTheWriterIsKnownToBeMended() {
    Statistics same = deprecated(Bytes.ofText("a"), Bytes.ofText("a"));
    assertThat(read(TEXT, ColumnOrder.UNDEFINED, NEW, same).min())
        .isEqualTo(Bound.of(Bytes.ofText("a"), false));
    assertNoBounds(
        read(TEXT, ColumnOrder.UNDEFINED, NEW, deprecated(Bytes.ofText("a"), Bytes.ofText("b"))));
    assertNoBounds(read(TEXT, ColumnOrder.UNDEFINED, null, same));
    assertNoBounds(read(TEXT, ColumnOrder.UNDEFINED, "anybody", same));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parquet-mr version 1.7.0 (build abc)",
        "parquet-mr version 1.5.0-cdh5.4.9 (build abc)",
        "parquet-mr version 1.6 (build abc)",
        "parquet-mr",
        ""
      })
  void writersOfParquet251AreNotBelieved(String createdBy) {
    Statistics same = deprecated(Bytes.ofText("a"), Bytes.ofText("a"));
    assertNoBounds(read(TEXT, ColumnOrder.UNDEFINED, createdBy, same));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parquet-mr version 1.8.0 (build abc)",
        "parquet-mr version 1.5.0-cdh5.5.0 (build abc)",
        "parquet-mr version 1.5.0-cdh5.16.1 (build abc)",
        "parquet-mr version 1.10.1",
        "parquet-cpp-arrow version 0.9",
        "impala version 1.0 (build abc)"
      })
  void othersAre(String createdBy) {
    Statistics same = deprecated(Bytes.ofText("a"), Bytes.ofText("a"));
    assertThat(read(TEXT, ColumnOrder.UNDEFINED, createdBy, same).max()).isNotNull();
  }

  @Test
  void nanBoundsNothing() {
    assertNoBounds(read(DOUBLE, bounds(Bytes.ofDouble(1), Bytes.ofDouble(Double.NaN))));
    assertNoBounds(
        read(
            DOUBLE,
            ColumnOrder.IEEE_754_TOTAL,
            NEW,
            bounds(Bytes.ofDouble(Double.NaN), Bytes.ofDouble(Double.NaN))));
  }

  @Test
  void zerosBoundBothZeros() {
    ColumnStatistics statistics = read(DOUBLE, bounds(Bytes.ofDouble(0.0), Bytes.ofDouble(-0.0)));
    assertThat(statistics.min()).isEqualTo(Bound.of(Bytes.ofDouble(-0.0), true));
    assertThat(statistics.max()).isEqualTo(Bound.of(Bytes.ofDouble(0.0), true));
  }

  @Test
  void mistakesAreNoBounds() {
    assertNoBounds(read(INT, bounds(new byte[3], new byte[3])));
    assertNoBounds(read(INT, bounds(new byte[0], new byte[0])));
    assertNoBounds(read(INT, bounds(Bytes.ofInt(8), Bytes.ofInt(7))));
    assertNoBounds(read(TEXT, bounds(Bytes.ofText("b"), Bytes.ofText("a"))));
    assertNoBounds(
        read(Field.of("f", PhysicalType.BOOLEAN, true), bounds(new byte[2], new byte[0])));
  }

  @Test
  void oneBoundMayBeMissing() {
    ColumnStatistics statistics = read(INT, new Statistics().setMin_value(Bytes.ofInt(3)));
    assertThat(statistics.min()).isEqualTo(Bound.of(Bytes.ofInt(3), true));
    assertThat(statistics.max()).isNull();
  }

  @Test
  void boundsOfTextAreExactOnlyIfTheFileSaysSo() {
    Statistics found = bounds(Bytes.ofText("a"), Bytes.ofText("b"));
    assertThat(read(TEXT, found).min()).isEqualTo(Bound.of(Bytes.ofText("a"), false));
    found.setIs_min_value_exact(true).setIs_max_value_exact(false);
    assertThat(read(TEXT, found).min()).isEqualTo(Bound.of(Bytes.ofText("a"), true));
    assertThat(read(TEXT, found).max()).isEqualTo(Bound.of(Bytes.ofText("b"), false));
  }

  @Test
  void typesWithoutAnOrderHaveNoBounds() {
    PrimitiveField interval = Field.of("f", LogicalType.interval(), true);
    assertNoBounds(read(interval, bounds(new byte[12], new byte[12])));
    assertNoBounds(
        read(Field.of("f", LogicalType.geometry(null), true), bounds(new byte[1], new byte[1])));
    PrimitiveField timestamp = Field.of("f", LogicalType.timestampNanos(false), true);
    assertNoBounds(
        read(
            timestamp,
            true,
            ColumnOrder.TYPE_DEFINED,
            NEW,
            bounds(Bytes.ofLong(1), Bytes.ofLong(2))));
  }

  @Test
  void countsThatCannotBeAreUnknown() {
    Statistics found = new Statistics().setNull_count(101).setNan_count(-1).setDistinct_count(4);
    ColumnStatistics statistics = read(DOUBLE, found);
    assertThat(statistics.nullCount()).isEqualTo(ColumnStatistics.UNKNOWN);
    assertThat(statistics.nanCount()).isEqualTo(ColumnStatistics.UNKNOWN);
    assertThat(statistics.distinctCount()).isEqualTo(4);
    assertThat(read(DOUBLE, found.setNull_count(0)).nullCount()).isZero();
  }
}
