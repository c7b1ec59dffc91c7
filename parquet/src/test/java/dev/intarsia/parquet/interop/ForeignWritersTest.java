package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.arrow.dataset.file.DatasetFileWriter;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.memory.RootAllocator;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What DuckDB and Arrow C++ write, flat and nested, is read as parquet-java reads it. */
@DetectLeaks
class ForeignWritersTest {
  /** What a column may hold: SQL that makes another value in each row. */
  private static final List<String> EXPRESSIONS =
      List.of(
          "random() < 0.5",
          "(random() * 200 - 100)::TINYINT",
          "(random() * 60000)::USMALLINT",
          "(random() * 20)::INTEGER",
          "(random() * 1e9)::INTEGER",
          "(random() * 1e18)::BIGINT",
          "i * 1000",
          "random()::FLOAT",
          "random() * 1e300",
          "(random() * 1e5)::DECIMAL(9, 2)",
          "(random() * 1e9)::DECIMAL(18, 3)",
          "(random() * 1e9)::DECIMAL(38, 6)",
          "DATE '1969-01-01' + (random() * 20000)::INTEGER",
          "TIMESTAMP '2001-02-03 04:05:06' + to_seconds((random() * 1e9)::BIGINT)",
          "uuid()",
          "repeat('ab', (random() * 30)::INTEGER)",
          "'text ' || (random() * 40)::INTEGER",
          "encode(repeat('blob', (random() * 9)::INTEGER) || random())",
          "list_transform(range((random() * 5)::INTEGER), lambda x: 'e' || x)",
          "list_transform(range((random() * 4)::INTEGER), lambda x: CASE WHEN x = 2 THEN NULL ELSE"
              + " range(x) END)",
          "{'a': (random() * 9)::INTEGER, 'b': 'b' || i}",
          "{'a': {'deep': i}, 'l': range(i % 4)}",
          "map(range(i % 3), list_transform(range(i % 3), lambda x: 'v' || x))",
          "list_transform(range(i % 3), lambda x: {'k': x, 'm': map([x], [range(x)])})");

  private static final List<String> CODECS =
      List.of("uncompressed", "snappy", "gzip", "zstd", "lz4_raw");

  @TempDir private Path folder;

  /** Some, or as many as -Dintarsia.interop.seeds says. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("intarsia.interop.seeds", 3));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void filesOfDuckDbAndArrowAreReadAsParquetJavaReadsThem(long seed, MemoryPool pool)
      throws Exception {
    var random = new SplittableRandom(seed);
    Path ofDuckDb = folder.resolve("duckdb.parquet");
    writeByDuckDb(ofDuckDb, random);
    check(ofDuckDb, random, pool);
    Path ofArrow = Files.createDirectory(folder.resolve("arrow"));
    writeByArrow(ofDuckDb, ofArrow);
    check(ofArrow.resolve("rows-0.parquet"), random, pool);
  }

  private static void writeByDuckDb(Path file, RandomGenerator random) throws Exception {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String value = EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size()));
      double nulls = random.nextBoolean() ? 0 : random.nextDouble();
      columns.add(
          "CASE WHEN random() < %s THEN NULL ELSE %s END AS c%d".formatted(nulls, value, i));
    }
    String sql =
        "COPY (SELECT %s FROM range(%d) t(i)) TO '%s' (FORMAT parquet, CODEC %s, PARQUET_VERSION %s, ROW_GROUP_SIZE %d)"
            .formatted(
                String.join(", ", columns),
                random.nextInt(1, 6_000),
                file,
                CODECS.get(random.nextInt(CODECS.size())),
                random.nextBoolean() ? "v1" : "v2",
                2048 * random.nextInt(1, 4));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute("SELECT setseed(%s)".formatted(random.nextDouble()));
      statement.execute(sql);
    }
  }

  private static void writeByArrow(Path source, Path target) throws Exception {
    try (var allocator = new RootAllocator()) {
      try (var factory =
              new FileSystemDatasetFactory(
                  allocator,
                  NativeMemoryPool.getDefault(),
                  FileFormat.PARQUET,
                  source.toUri().toString());
          var dataset = factory.finish();
          var scanner = dataset.newScan(new ScanOptions(3_000, Optional.empty()));
          var reader = scanner.scanBatches()) {
        DatasetFileWriter.write(
            allocator,
            reader,
            FileFormat.PARQUET,
            target.toUri().toString(),
            new String[0],
            1,
            "rows-{i}.parquet");
      }
      // Arrow C++ lets go of the last batches on threads of its own, shortly afterwards.
      while (allocator.getAllocatedMemory() > 0) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private static void check(Path file, RandomGenerator random, MemoryPool pool) throws Exception {
    int batchRows = random.nextInt(1, 3_000);
    int threads = random.nextInt(1, 3);
    int row = 0;
    try (var expected = new Groups(new LocalInputFile(file)).build();
        ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().batchRows(batchRows).threads(threads).open()) {
      ColumnBatch next;
      while ((next = scan.next()) != null) {
        try (ColumnBatch batch = next) {
          for (int i = 0; i < batch.rowCount(); i++, row++) {
            Group group = expected.read();
            for (int field = 0; field < batch.schema().size(); field++) {
              assertThat(Trees.of(batch.column(field), i))
                  .as("row %d of %s in %s", row, batch.schema().field(field), file)
                  .isEqualTo(Trees.of(group, field));
            }
          }
        }
      }
      assertThat(expected.read()).isNull();
    }
  }

  /** The builder's own constructor is protected. */
  private static final class Groups extends org.apache.parquet.hadoop.ParquetReader.Builder<Group> {
    Groups(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
