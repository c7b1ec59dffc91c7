package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A gate that cannot fail is none: these are the differences it must see. */
class ComparisonTest {
  private static final PrimitiveType TYPE =
      MessageTypeParser.parseMessageType("message m { optional double d; }")
          .getType(0)
          .asPrimitiveType();

  static Stream<Arguments> differences() {
    return Stream.of(
        Arguments.of(new Object[] {0.0}, new Object[] {-0.0}),
        Arguments.of(new Object[] {1.0}, new @Nullable Object[] {null}),
        Arguments.of(new @Nullable Object[] {null}, new Object[] {1.0}),
        Arguments.of(new Object[] {1.0, 2.0}, new Object[] {1.0}),
        Arguments.of(new Object[] {1L}, new Object[] {1}),
        Arguments.of(new Object[] {Bytes.utf8("a")}, new Object[] {Bytes.utf8("b")}),
        Arguments.of(new Object[] {Double.NaN}, new Object[] {payload()}));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void differencesAreSeen(@Nullable Object[] expected, @Nullable Object[] actual) {
    assertThat(difference(new ParquetJavaJudge(), expected, actual)).isPresent();
  }

  @Test
  void aMissingColumnIsSeen() {
    assertThat(Comparison.difference(new ParquetJavaJudge(), TYPE, new Object[] {1.0}, Map.of()))
        .isPresent();
  }

  @Test
  void equalValuesAreEqual() {
    Object[] values = {1.0, payload(), Bytes.utf8("a")};
    assertThat(difference(new ParquetJavaJudge(), values, values.clone())).isEmpty();
  }

  @Test
  void onlyDuckDbMayLoseThePayloadOfNan() throws SQLException {
    try (DuckDbJudge duckDb = new DuckDbJudge()) {
      Object[] nan = {Double.NaN};
      assertThat(difference(duckDb, nan, new Object[] {payload()})).isEmpty();
      assertThat(difference(duckDb, nan, new Object[] {0.0})).isPresent();
      assertThat(difference(duckDb, nan, new @Nullable Object[] {null})).isPresent();
    }
  }

  private static double payload() {
    return Double.longBitsToDouble(0x7ff8000000000007L);
  }

  private static Optional<String> difference(
      Judge judge, @Nullable Object[] expected, @Nullable Object[] actual) {
    return Comparison.difference(judge, TYPE, expected, Map.of(TYPE.getName(), actual));
  }
}
