package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An exemption that is no longer needed hides nothing but mistakes, and has to go. */
@DetectLeaks
class ExemptionTest {
  @ParameterizedTest
  @EnumSource
  void everyColumnUnderAnExemptionIsStillMisread(Exemption exemption, @TempDir Path folder)
      throws Exception {
    List<GateColumn> exempt =
        CoverageDomain.columns(Shape.NO_NULL, Compression.uncompressed()).stream()
            .filter(exemption::covers)
            .toList();
    assertThat(exempt).isNotEmpty();
    try (DuckDbJudge duckDb = new DuckDbJudge()) {
      Judge judge =
          List.<Judge>of(new ParquetJavaJudge(), duckDb, new ArrowJudge()).stream()
              .filter(candidate -> candidate.getClass() == exemption.judge())
              .findFirst()
              .orElseThrow();
      for (GateColumn column : exempt) {
        assertThat(misreads(judge, column, folder)).as("%s on %s", exemption, column).isTrue();
      }
    }
  }

  private static boolean misreads(Judge judge, GateColumn column, Path folder) throws Exception {
    GateFile gate =
        new GateFile("exempt", Shape.NO_NULL, DataPageVersion.V1, List.of(judge), List.of(column));
    Path file = folder.resolve(column.name() + ".parquet");
    List<@Nullable Object[]> values = gate.values();
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited())) {
      Feeder.writeRows(file, gate, values, pool);
    }
    try {
      Map<String, @Nullable Object[]> read = judge.read(file, gate.types());
      return Comparison.difference(judge, column.type(), values.getFirst(), read).isPresent();
    } catch (Exception refused) {
      return true;
    }
  }
}
