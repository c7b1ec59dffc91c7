package dev.intarsia.parquet.nested;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.ListField;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.MapField;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.columns.StructField;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.StatisticsLevel;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.format.SchemaLeaves;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random schemas of structs, lists and maps, random rows and random options: what goes in, by rows
 * and by batches in turn, comes out of our reader and of parquet-java.
 */
@DetectLeaks
class RandomNestedFileTest {
  private static final int DEEPEST = 4;
  private static final int MOST_ROWS = 600;

  @TempDir private Path folder;

  /** A dozen, or as many as -Dintarsia.interop.seeds says. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("intarsia.interop.seeds", 12));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void filesOfAnySchemaAndOptionsAreReadBackEqual(long seed, MemoryPool pool) throws Exception {
    var random = new SplittableRandom(seed);
    Schema schema = schema(random);
    double nulls = random.nextBoolean() ? 0.2 : random.nextDouble();
    int count = random.nextInt(MOST_ROWS);
    List<List<@Nullable Object>> rows = new NestedRows(seed, nulls).rows(schema, count);
    Path file = folder.resolve("random.parquet");
    write(file, schema, rows, pool, random);
    MessageType type = MessageTypeParser.parseMessageType(schema.toString());
    List<NestedReader> readers =
        List.of(
            new OwnReader(random.nextInt(1, 700), 1),
            new OwnReader(random.nextInt(1, 100), 2),
            new ParquetJavaReader());
    for (NestedReader reader : readers) {
      List<List<@Nullable Object>> read = reader.rows(file, type);
      assertThat(read).as("%s, seed %d", reader, seed).hasSameSizeAs(rows);
      for (int row = 0; row < count; row++) {
        if (!read.get(row).equals(rows.get(row))) {
          assertThat(read.get(row))
              .as("%s, seed %d, row %d of %s", reader, seed, row, schema)
              .isEqualTo(rows.get(row));
        }
      }
    }
    Files.delete(file);
  }

  private static Schema schema(RandomGenerator random) {
    List<Field> fields = new ArrayList<>();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      fields.add(field("f" + i, 0, random));
    }
    return Schema.of("random", fields);
  }

  private static Field field(String name, int depth, RandomGenerator random) {
    boolean nullable = random.nextBoolean();
    return switch (depth == DEEPEST ? 0 : random.nextInt(5)) {
      case 0, 1 -> leaf(name, nullable, random);
      case 2 -> new ListField(name, field("element", depth + 1, random), nullable);
      case 3 ->
          new MapField(
              name,
              Field.of("key", LogicalType.string(), false),
              field("value", depth + 1, random),
              nullable);
      default -> {
        List<Field> fields = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
          fields.add(field("s" + i, depth + 1, random));
        }
        yield new StructField(name, fields, nullable);
      }
    };
  }

  private static PrimitiveField leaf(String name, boolean nullable, RandomGenerator random) {
    PhysicalType type = any(PhysicalType.values(), random);
    return switch (type) {
      case BYTE_ARRAY -> Field.of(name, LogicalType.string(), nullable);
      case FIXED_LEN_BYTE_ARRAY ->
          new PrimitiveField(name, type, random.nextInt(5, 20), null, nullable);
      case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> Field.of(name, type, nullable);
    };
  }

  private static <T> T any(T[] values, RandomGenerator random) {
    return values[random.nextInt(values.length)];
  }

  private static WriterOptions options(Schema schema, RandomGenerator random) {
    WriterOptions.Builder options =
        WriterOptions.builder()
            .dataPageVersion(any(DataPageVersion.values(), random))
            .pageRows(random.nextInt(1, 200))
            .pageBytes(random.nextInt(50, 5_000))
            .rowGroupRows(random.nextInt(20, 500))
            .rowGroupBytes(random.nextInt(5_000, 1_000_000))
            .stagedRows(random.nextInt(1, 300))
            .pageChecksums(random.nextBoolean())
            .skipIncompressible(random.nextBoolean())
            .boundBytes(random.nextInt(1, 20));
    for (LeafColumn leaf : SchemaLeaves.of(schema)) {
      ColumnEncoding encoding = any(ColumnEncoding.values(), random);
      Compression compression = compression(random);
      StatisticsLevel statistics = any(StatisticsLevel.values(), random);
      int dictionaryBytes = random.nextBoolean() ? 0 : random.nextInt(1, 2_000);
      options.column(
          leaf.name(),
          own ->
              own.withEncoding(
                      encoding.supports(leaf.field()) ? encoding : ColumnEncoding.AUTOMATIC)
                  .withCompression(compression)
                  .withStatistics(statistics)
                  .withDictionaryBytes(dictionaryBytes));
    }
    return options.build();
  }

  private static Compression compression(RandomGenerator random) {
    return switch (any(Compression.Codec.values(), random)) {
      case UNCOMPRESSED -> Compression.uncompressed();
      case SNAPPY -> Compression.snappy();
      case GZIP -> Compression.gzip(random.nextInt(1, 10));
      case LZ4_RAW -> Compression.lz4Raw();
      case ZSTD -> Compression.zstd(random.nextInt(1, 8));
    };
  }

  private static void write(
      Path file,
      Schema schema,
      List<List<@Nullable Object>> rows,
      MemoryPool pool,
      RandomGenerator random)
      throws IOException {
    try (ParquetWriter writer = ParquetWriter.create(file, schema, pool, options(schema, random))) {
      for (int from = 0, to; from < rows.size(); from = to) {
        to = Math.min(rows.size(), from + random.nextInt(1, 250));
        List<List<@Nullable Object>> part = rows.subList(from, to);
        if (random.nextBoolean()) {
          NestedAppending.append(writer.rows(), part);
        } else {
          try (Arena arena = Arena.ofConfined();
              ColumnBatch batch = NestedColumns.batch(schema, part, arena)) {
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
