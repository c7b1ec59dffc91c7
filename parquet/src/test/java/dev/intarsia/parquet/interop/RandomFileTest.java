package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files cut and filled at random: pages and row groups of any size, dictionaries that overflow,
 * runs of values and of nulls, rows and batches in turn.
 */
@DetectLeaks
class RandomFileTest {
  private static final int COLUMNS = 40;
  private static final int MOST_ROWS = 6_000;
  private static final int SHOWN = 20;

  @TempDir private Path folder;

  /** A dozen, or as many as -Dintarsia.interop.seeds says. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("intarsia.interop.seeds", 12));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void filesOfAnyCutAreReadBackEqual(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    try (DuckDbJudge duckDb = new DuckDbJudge()) {
      List<Judge> judges = new ArrayList<>(OwnJudge.all());
      judges.addAll(List.of(new ParquetJavaJudge(), duckDb, new ArrowJudge()));
      GateFile gate = gate(random, judges);
      int rows = random.nextInt(1, MOST_ROWS);
      List<@Nullable Object[]> values =
          gate.columns().stream().map(column -> values(column, rows, random)).toList();
      Path file = folder.resolve("random.parquet");
      write(file, gate, values, random);
      assertThat(problems(file, gate, values).stream().limit(SHOWN)).as("seed %d", seed).isEmpty();
    }
  }

  private static List<String> problems(Path file, GateFile gate, List<@Nullable Object[]> values)
      throws IOException {
    FooterCheck footer = new FooterCheck(file, gate, values);
    List<String> problems = new ArrayList<>(footer.problems());
    for (GateColumn column : gate.columns()) {
      footer.problems(column).forEach(problem -> problems.add(column + ": " + problem));
    }
    for (Judge judge : gate.judges()) {
      Reading reading = Reading.of(judge, file, gate);
      for (int i = 0; i < values.size(); i++) {
        reading.difference(gate.columns().get(i), values.get(i)).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static GateFile gate(RandomGenerator random, List<Judge> judges) {
    List<GateColumn> all = CoverageDomain.columns(Shape.MANY_PAGES);
    List<GateColumn> columns = new ArrayList<>();
    while (columns.size() < COLUMNS) {
      GateColumn column = all.get(random.nextInt(all.size()));
      if (judges.stream().allMatch(judge -> Exemption.opens(judge, column))) {
        String name = "n%d_%s".formatted(columns.size(), column.name());
        columns.add(
            GateColumn.of(column.field().withName(name), column.encoding(), column.compression()));
      }
    }
    DataPageVersion version = random.nextBoolean() ? DataPageVersion.V1 : DataPageVersion.V2;
    return new GateFile("random", Shape.MANY_PAGES, version, judges, columns);
  }

  /** Runs of equal values, from a pool or always new, between runs of nulls. */
  private static @Nullable Object[] values(GateColumn column, int rows, RandomGenerator random) {
    Samples samples = new Samples(column.type(), random);
    List<Object> pool = new ArrayList<>(samples.edges());
    for (int i = random.nextInt(200); i > 0; i--) {
      pool.add(samples.next());
    }
    double nulls = column.field().nullable() ? random.nextDouble() : 0;
    double stays = random.nextBoolean() ? 0 : random.nextDouble();
    boolean pooled = random.nextBoolean();
    @Nullable Object[] values = new Object[rows];
    for (int row = 0; row < rows; row++) {
      if (row > 0 && random.nextDouble() < stays) {
        values[row] = values[row - 1];
      } else if (random.nextDouble() >= nulls) {
        values[row] = pooled ? pool.get(random.nextInt(pool.size())) : samples.next();
      }
    }
    return values;
  }

  private static WriterOptions options(GateFile gate, RandomGenerator random) {
    WriterOptions.Builder options =
        WriterOptions.builder()
            .dataPageVersion(gate.version())
            .pageRows(random.nextInt(1, 3_000))
            .pageBytes(random.nextInt(100, 50_000))
            .rowGroupRows(random.nextInt(200, 5_000))
            .rowGroupBytes(random.nextInt(50_000, 5_000_000))
            .stagedRows(random.nextInt(1, 2_000));
    for (GateColumn column : gate.columns()) {
      int dictionaryBytes = random.nextInt(10, 3_000);
      options.column(
          column.name(),
          own ->
              own.withEncoding(column.encoding())
                  .withCompression(column.compression())
                  .withDictionaryBytes(dictionaryBytes));
    }
    return options.build();
  }

  private static void write(
      Path file, GateFile gate, List<@Nullable Object[]> values, RandomGenerator random)
      throws IOException {
    Schema schema = gate.schema();
    int rows = values.getFirst().length;
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited());
        ParquetWriter writer = ParquetWriter.create(file, schema, pool, options(gate, random))) {
      RowAppender appender = writer.rows();
      for (int from = 0, to; from < rows; from = to) {
        to = Math.min(rows, from + random.nextInt(1, 1_500));
        if (random.nextBoolean()) {
          Feeder.appendRows(appender, values, from, to);
        } else {
          try (ColumnBatch batch = Feeder.batch(schema, values, from, to, pool)) {
            writer.write(batch);
          }
        }
        if (random.nextInt(5) == 0) {
          writer.endRowGroup();
        }
      }
      writer.finish();
    }
  }
}
