package dev.intarsia.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.UnsupportedFeatureException;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.nested.NestedColumns;
import dev.intarsia.parquet.nested.NestedRows;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes of pages and of their headers are changed at random. Whatever comes of it, it is values or
 * the exception that says where the damage is: no other, no crash, no endless loop and no more
 * memory than there is.
 */
@DetectLeaks
class DamagedPagesTest {
  private static final int ROWS = 600;

  record Kind(DataPageVersion version, boolean compressed) {}

  @TempDir private Path folder;

  static Stream<Kind> kinds() {
    return Stream.of(DataPageVersion.values())
        .flatMap(version -> Stream.of(new Kind(version, true), new Kind(version, false)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void damagedPagesAreToldOrHarmless(Kind kind, MemoryPool pool) throws IOException {
    damage(write(kind, pool), kind.hashCode());
  }

  @ParameterizedTest
  @EnumSource(DataPageVersion.class)
  void damagedNestedPagesAreToldOrHarmless(DataPageVersion version, MemoryPool pool)
      throws IOException {
    damage(writeNested(version, pool), 11);
  }

  private static void damage(byte[] intact, long firstSeed) {
    int footer = ByteBuffer.wrap(intact).order(ByteOrder.LITTLE_ENDIAN).getInt(intact.length - 8);
    int pages = intact.length - 8 - footer;
    long rounds = Long.getLong("intarsia.damage.rounds", 40);
    var random = new SplittableRandom(firstSeed);
    int told = 0;
    for (long round = 0; round < rounds; round++) {
      long seed = random.nextLong();
      byte[] damaged = intact.clone();
      damage(damaged, 4, pages, new SplittableRandom(seed));
      told += isTold(damaged, seed) ? 1 : 0;
    }
    assertThat(told).as("damage that was told, of %d", rounds).isGreaterThan((int) rounds / 8);
  }

  private static void damage(byte[] bytes, int from, int to, RandomGenerator random) {
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      int at = random.nextInt(from, to);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = -1;
        default -> {
          for (int j = at; j < Math.min(to, at + 8); j++) {
            bytes[j] = (byte) random.nextInt();
          }
        }
      }
    }
  }

  private static boolean isTold(byte[] bytes, long seed) {
    ReaderOptions options = ReaderOptions.builder().verifyChecksums(false).build();
    try (Arena arena = Arena.ofShared();
        MemoryPool pool = MemoryPool.create("hostile", MemoryLimit.mebibytes(64))) {
      MemorySegment file = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, file, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, bytes.length);
      FileSource source = FileSource.of(file, "damaged.parquet");
      try (ParquetReader reader = ParquetReader.open(source, pool, options)) {
        return readAll(reader);
      } catch (IOException | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  /** Each column alone, so that one does not hide the others. */
  private static boolean readAll(ParquetReader reader) throws IOException {
    boolean told = false;
    for (int i = 0; i < reader.schema().size(); i++) {
      try (BatchScan scan = reader.scan().project(i).batchRows(250).open()) {
        ColumnBatch batch;
        while ((batch = scan.next()) != null) {
          batch.close();
        }
      } catch (CorruptFileException e) {
        assertThat(e)
            .hasMessageContaining("damaged.parquet")
            .hasMessageContaining(reader.schema().field(i).name());
        told = true;
      } catch (UnsupportedFeatureException | MemoryLimitExceededException e) {
        told = true;
      }
    }
    return told;
  }

  private byte[] write(Kind kind, MemoryPool pool) throws IOException {
    Schema schema = schema();
    WriterOptions.Builder options =
        WriterOptions.builder()
            .dataPageVersion(kind.version())
            .compression(kind.compressed() ? Compression.zstd(1) : Compression.uncompressed())
            .pageRows(150)
            .rowGroupRows(400);
    for (Field field : schema.fields()) {
      String encoding = field.name().substring(1 + field.name().indexOf(' '));
      options.column(field.name(), own -> own.withEncoding(ColumnEncoding.valueOf(encoding)));
    }
    Path file = folder.resolve("intact.parquet");
    try (ParquetWriter writer = ParquetWriter.create(file, schema, pool, options.build())) {
      RowAppender rows = writer.rows();
      var random = new SplittableRandom(1);
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < schema.size(); i++) {
          if (random.nextInt(5) > 0) {
            set(rows, i, schema.field(i).physicalType(), random);
          }
        }
        rows.end();
      }
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  private byte[] writeNested(DataPageVersion version, MemoryPool pool) throws IOException {
    Schema schema = NestedRows.schema(Field.of("text", LogicalType.string(), true));
    WriterOptions options =
        WriterOptions.builder()
            .dataPageVersion(version)
            .compression(Compression.uncompressed())
            .pageRows(60)
            .build();
    Path file = folder.resolve("nested.parquet");
    try (Arena arena = Arena.ofConfined();
        ParquetWriter writer = ParquetWriter.create(file, schema, pool, options);
        ColumnBatch batch =
            NestedColumns.batch(schema, new NestedRows(5, 0.2).rows(schema, 200), arena)) {
      writer.write(batch);
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  private static void set(RowAppender rows, int column, PhysicalType type, RandomGenerator random) {
    int value = random.nextInt(90);
    switch (type) {
      case BOOLEAN -> rows.setBoolean(column, value % 7 == 0);
      case INT32 -> rows.setInt(column, value);
      case INT64 -> rows.setLong(column, value);
      case FLOAT -> rows.setFloat(column, value);
      case DOUBLE -> rows.setDouble(column, value);
      case BYTE_ARRAY -> rows.setString(column, "text ".repeat(value % 5) + value);
      case FIXED_LEN_BYTE_ARRAY ->
          rows.setBytes(column, new byte[] {1, 2, (byte) value, 4, 5, 6}, 0, 6);
    }
  }

  /** An optional column of every type in every encoding. */
  private static Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (PhysicalType type : PhysicalType.values()) {
      boolean fixed = type == PhysicalType.FIXED_LEN_BYTE_ARRAY;
      LogicalType logical = type == PhysicalType.BYTE_ARRAY ? LogicalType.string() : null;
      for (ColumnEncoding encoding : ColumnEncoding.values()) {
        Field field = new PrimitiveField(type + " " + encoding, type, fixed ? 6 : 0, logical, true);
        if (encoding.supports(field) && encoding != ColumnEncoding.AUTOMATIC) {
          fields.add(field);
        }
      }
    }
    return Schema.of("everything", fields);
  }
}
