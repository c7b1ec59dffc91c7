package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** parquet-java finds the right rows through the page indexes, in columns of every encoding. */
@DetectLeaks
class ColumnIndexFilterTest {
  private static final String KEY = "key";

  @ParameterizedTest
  @EnumSource
  void rowsFoundThroughTheColumnIndexAreThoseAskedFor(DataPageVersion version, @TempDir Path folder)
      throws Exception {
    GateFile gate = gate(version);
    List<@Nullable Object[]> values = new ArrayList<>(gate.values());
    values.set(0, IntStream.range(0, Shape.MANY_PAGES.rows()).mapToObj(i -> 2L * i).toArray());
    Path file = folder.resolve("indexed.parquet");
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited())) {
      Feeder.writeRows(file, gate, values, pool);
    }
    // rows 250 to 319: the end of one page and the beginning of the next
    FilterPredicate wanted =
        FilterApi.and(
            FilterApi.gtEq(FilterApi.longColumn(KEY), 500L),
            FilterApi.lt(FilterApi.longColumn(KEY), 640L));
    Map<String, @Nullable Object[]> read = new ParquetJavaJudge().read(file, gate.types(), wanted);
    for (int i = 0; i < gate.columns().size(); i++) {
      @Nullable Object[] expected = Arrays.copyOfRange(values.get(i), 250, 320);
      assertThat(Comparison.difference(new ParquetJavaJudge(), gate.types().get(i), expected, read))
          .isEmpty();
    }
    assertThat(candidateRows(file, wanted)).isEqualTo(2L * Shape.CUT);
  }

  /** How many rows the column index leaves to be read: whole pages. */
  private static long candidateRows(Path file, FilterPredicate wanted) throws Exception {
    ParquetReadOptions options =
        ParquetReadOptions.builder()
            .withRecordFilter(FilterCompat.get(wanted))
            .useColumnIndexFilter(true)
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      return reader.getFilteredRecordCount();
    }
  }

  private static GateFile gate(DataPageVersion version) {
    List<GateColumn> columns = new ArrayList<>();
    Field key = new PrimitiveField(KEY, PhysicalType.INT64, 0, null, false);
    columns.add(GateColumn.of(key, ColumnEncoding.DELTA_BINARY_PACKED, Compression.zstd(1)));
    columns.addAll(CoverageDomain.columns(Shape.MANY_PAGES, Compression.zstd(1)));
    return new GateFile("indexed", Shape.MANY_PAGES, version, List.of(), columns);
  }
}
