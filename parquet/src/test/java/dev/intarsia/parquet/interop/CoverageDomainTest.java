package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression.Codec;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The domain leaves nothing out: a new type, encoding or codec lands in it or fails here. */
@DetectLeaks
class CoverageDomainTest {
  @Test
  void everyLogicalTypeIsInTheDomain() {
    Set<Class<?>> covered =
        CoverageDomain.fields().stream()
            .map(Field::logicalType)
            .filter(Objects::nonNull)
            .map(Object::getClass)
            .collect(Collectors.toSet());
    covered.addAll(SparseTypesTest.TYPES);
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
  void whatAnEncodingDoesNotSupportTheWriterRefuses(@TempDir Path folder) {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited())) {
      for (Field field : CoverageDomain.fields()) {
        for (ColumnEncoding encoding : ColumnEncoding.values()) {
          if (!encoding.supports(field)) {
            Schema schema = Schema.of("refused", List.of(field));
            WriterOptions options = WriterOptions.builder().encoding(encoding).build();
            Path file = folder.resolve("refused.parquet");
            assertThatThrownBy(() -> ParquetWriter.create(file, schema, pool, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field.name());
          }
        }
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void expectedValuesAreTheSameOnEveryCall() {
    GateColumn column = CoverageDomain.columns(Shape.MANY_PAGES).getFirst();
    assertThat(Arrays.equals(column.values(Shape.MANY_PAGES), column.values(Shape.MANY_PAGES)))
        .isTrue();
  }
}
