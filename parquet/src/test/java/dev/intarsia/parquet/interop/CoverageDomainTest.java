package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression.Codec;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The domain leaves nothing out: a new type, encoding or codec lands in it or fails here. */
class CoverageDomainTest {
  @Test
  void everyLogicalTypeIsInTheDomain() {
    Set<Class<?>> covered =
        CoverageDomain.fields().stream()
            .map(Field::logicalType)
            .filter(Objects::nonNull)
            .map(Object::getClass)
            .collect(Collectors.toSet());
    assertThat(covered).containsExactlyInAnyOrder(LogicalType.class.getPermittedSubclasses());
  }

  @Test
  void everyPhysicalTypeIsInTheDomainBare() {
    assertThat(
            CoverageDomain.fields().stream()
                .filter(field -> field.logicalType() == null && field.nullable())
                .map(Field::physicalType))
        .contains(PhysicalType.values());
  }

  @Test
  void everyEncodingAndCodecIsInEveryShapeThatHasValues() {
    for (Shape shape : Shape.values()) {
      List<GateColumn> columns = CoverageDomain.columns(shape);
      assertThat(columns.stream().map(column -> column.compression().codec()))
          .as("codecs of %s", shape)
          .contains(Codec.values());
      if (shape != Shape.EMPTY_STRINGS && shape != Shape.VALUE_LARGER_THAN_PAGE) {
        assertThat(columns.stream().map(GateColumn::encoding))
            .as("encodings of %s", shape)
            .contains(ColumnEncoding.values());
      }
    }
  }

  @Test
  void decimalsAreInTheDomainOverEachOfTheirPhysicalTypes() {
    assertThat(
            CoverageDomain.fields().stream()
                .filter(field -> field.logicalType() instanceof LogicalType.DecimalType)
                .map(Field::physicalType)
                .distinct())
        .containsExactlyInAnyOrder(
            PhysicalType.INT32,
            PhysicalType.INT64,
            PhysicalType.BYTE_ARRAY,
            PhysicalType.FIXED_LEN_BYTE_ARRAY);
  }

  @Test
  void expectedValuesAreTheSameOnEveryCall() {
    GateColumn column = CoverageDomain.columns(Shape.MANY_PAGES).getFirst();
    assertThat(Arrays.equals(column.values(Shape.MANY_PAGES), column.values(Shape.MANY_PAGES)))
        .isTrue();
  }
}
