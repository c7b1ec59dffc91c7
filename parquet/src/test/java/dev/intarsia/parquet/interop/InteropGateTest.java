package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression.Codec;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes every producible cell and has it read back by parquet-java, DuckDB and Arrow C++, and by
 * our own reader. The last test fails if a cell is missing, be it that no file holds it or that its
 * file failed.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@DetectLeaks
class InteropGateTest {
  /** What a codec is to be seen at work on. */
  private record Compressible(
      String type, ColumnEncoding encoding, Codec codec, DataPageVersion version) {
    static Compressible of(Cell cell) {
      return new Compressible(cell.type(), cell.encoding(), cell.codec(), cell.version());
    }
  }

  private static final int SHOWN = 30;

  private final ParquetJavaJudge strict = new ParquetJavaJudge();
  private final DuckDbJudge duckDb = new DuckDbJudge();
  private final List<Judge> judges = judges(strict, duckDb, new ArrowJudge());
  private final Set<Cell> readBack = new HashSet<>();
  private final Set<Compressible> compressed = new HashSet<>();

  @TempDir private Path folder;

  InteropGateTest() throws SQLException {}

  private static List<Judge> judges(Judge... foreign) {
    return Stream.concat(Stream.of(foreign), OwnJudge.few().stream()).toList();
  }

  @AfterAll
  void closeDuckDb() throws SQLException {
    duckDb.close();
  }

  @Order(1)
  @TestFactory
  Stream<DynamicTest> everyFileIsReadBackEqual() {
    return GateFile.all(judges).stream()
        .map(gate -> DynamicTest.dynamicTest(gate.toString(), () -> check(gate)));
  }

  @Order(2)
  @Test
  void everyProducibleCellWasProducedAndReadBack() {
    Set<Cell> missing = new LinkedHashSet<>(CoverageDomain.cells());
    int producible = missing.size();
    missing.removeAll(readBack);
    assertThat(missing.stream().limit(SHOWN))
        .as("%d of %d producible cells are missing", missing.size(), producible)
        .isEmpty();
  }

  /**
   * The writer leaves pages that do not shrink as they are, so a codec asked for proves nothing.
   */
  @Order(3)
  @Test
  void everyCodecWasAtWorkOnEveryTypeAndEncoding() {
    Set<Compressible> missing =
        CoverageDomain.cells().stream()
            .filter(cell -> cell.codec() != Codec.UNCOMPRESSED)
            .map(Compressible::of)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    missing.removeAll(compressed);
    assertThat(missing).isEmpty();
  }

  private void check(GateFile gate) throws Exception {
    List<@Nullable Object[]> values = gate.values();
    Path byRows = folder.resolve("rows.parquet");
    Path byBatches = folder.resolve("batches.parquet");
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited())) {
      Feeder.writeRows(byRows, gate, values, pool);
      Feeder.writeBatches(byBatches, gate, values, pool);
    }
    FooterCheck footer = new FooterCheck(byRows, gate, values);
    List<String> problems = new ArrayList<>(footer.problems());
    problems.addAll(footer.unmetRequests());
    List<Reading> readings = read(gate, byRows, byBatches);
    for (int i = 0; i < gate.columns().size(); i++) {
      GateColumn column = gate.columns().get(i);
      List<String> found = new ArrayList<>(footer.problems(column));
      for (Reading reading : readings) {
        reading.difference(column, values.get(i)).ifPresent(found::add);
      }
      if (found.isEmpty()) {
        Cell cell = column.cell(gate.shape(), gate.version());
        readBack.add(cell);
        if (footer.isCompressed(column)) {
          compressed.add(Compressible.of(cell));
        }
      }
      found.forEach(problem -> problems.add(column + ": " + problem));
    }
    assertThat(problems.stream().limit(SHOWN))
        .as("%d problems in %s", problems.size(), gate)
        .isEmpty();
  }

  /** Rows and batches need not give the same bytes, but the same values. */
  private List<Reading> read(GateFile gate, Path byRows, Path byBatches) throws Exception {
    List<Reading> readings = new ArrayList<>();
    for (Judge judge : gate.judges()) {
      readings.add(Reading.of(judge, byRows, gate));
    }
    if (Files.mismatch(byRows, byBatches) >= 0) {
      readings.add(Reading.of(strict, byBatches, gate));
    }
    return readings;
  }
}
