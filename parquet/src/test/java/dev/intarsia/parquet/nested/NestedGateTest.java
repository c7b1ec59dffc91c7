package dev.intarsia.parquet.nested;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.PrimitiveField;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.Compression.Codec;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.format.SchemaLeaves;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every shape of nesting in every encoding that its leaves may have, spread over files of every
 * codec and page version, written by rows and by batches and read back by parquet-java, DuckDB and
 * Arrow C++, and by our own reader.
 */
@TestInstance(Lifecycle.PER_CLASS)
@DetectLeaks
final class NestedGateTest {
  /** A file has one of so many shapes. */
  private static final int APART = 4;

  private static final String TYPE_DEFINED_ORDER = " columnorder(TYPE_DEFINED_ORDER)";

  /** A leaf of each physical type; text has to be text for all readers. */
  private static final List<PrimitiveField> LEAVES =
      List.of(
          Field.of("text", LogicalType.string(), true),
          Field.of("bit", PhysicalType.BOOLEAN, true),
          Field.of("int", PhysicalType.INT32, true),
          Field.of("double", PhysicalType.DOUBLE, true),
          new PrimitiveField("fixed", PhysicalType.FIXED_LEN_BYTE_ARRAY, 5, null, true));

  private final DuckDbReader duckDb = new DuckDbReader();
  private final List<NestedReader> readers =
      List.of(
          new ParquetJavaReader(),
          duckDb,
          new ArrowReader(),
          new OwnReader(8_192, 1),
          new OwnReader(33, 2));

  @TempDir private Path folder;

  NestedGateTest() throws SQLException {}

  @AfterAll
  void closeDuckDb() throws SQLException {
    duckDb.close();
  }

  static Stream<Arguments> files() {
    List<Arguments> files = new ArrayList<>();
    for (Codec codec : Codec.values()) {
      for (DataPageVersion version : DataPageVersion.values()) {
        files.add(Arguments.of(files.size(), new Compression(codec, level(codec)), version));
      }
    }
    return files.stream();
  }

  private static int level(Codec codec) {
    return switch (codec) {
      case ZSTD, GZIP -> 3;
      case UNCOMPRESSED, SNAPPY, LZ4_RAW -> 0;
    };
  }

  /**
   * Some shapes of each leaf type and encoding, with the encoding of each field. Files next to each
   * other have different ones, {@value #APART} of them all.
   */
  private static Map<Field, ColumnEncoding> fields(int file) {
    Map<Field, ColumnEncoding> fields = new LinkedHashMap<>();
    int turn = file;
    for (PrimitiveField leaf : LEAVES) {
      for (ColumnEncoding encoding : ColumnEncoding.values()) {
        if (encoding.supports(leaf)) {
          List<Field> shapes = NestedRows.fields("%s_%s_".formatted(leaf.name(), encoding), leaf);
          for (int i = turn++ % APART; i < shapes.size(); i += APART) {
            fields.put(shapes.get(i), encoding);
          }
        }
      }
    }
    return fields;
  }

  @Test
  void everyShapeHasEveryEncodingInSomeFile() {
    Set<Field> written = new HashSet<>();
    IntStream.range(0, APART).forEach(file -> written.addAll(fields(file).keySet()));
    int combinations = 0;
    for (PrimitiveField leaf : LEAVES) {
      for (ColumnEncoding encoding : ColumnEncoding.values()) {
        combinations += encoding.supports(leaf) ? NestedRows.fields("", leaf).size() : 0;
      }
    }
    assertThat(written).hasSize(combinations);
    assertThat(files().count()).isGreaterThanOrEqualTo(2 * APART);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyShapeIsReadBackEqual(
      int number, Compression compression, DataPageVersion version, MemoryPool pool)
      throws Exception {
    Map<Field, ColumnEncoding> fields = fields(number);
    Schema schema = Schema.of("gate", List.copyOf(fields.keySet()));
    WriterOptions.Builder options =
        WriterOptions.builder()
            .dataPageVersion(version)
            .pageRows(40)
            .rowGroupRows(90)
            .compression(compression);
    for (LeafColumn leaf : SchemaLeaves.of(schema)) {
      ColumnEncoding encoding = fields.get(schema.field(leaf.topLevelField()));
      if (encoding != null && encoding.supports(leaf.field())) { // keys have types of their own
        options.column(leaf.name(), own -> own.withEncoding(encoding));
      }
    }
    check(schema, new NestedRows(1, 0.2).rows(schema, 130), options.build(), pool);
  }

  @ParameterizedTest
  @MethodSource("fewNullsToNothingElse")
  void nullsAndEmptiesMayBeAllThereIs(double nulls, int rows, MemoryPool pool) throws Exception {
    for (PrimitiveField leaf : LEAVES.subList(0, 3)) {
      Schema schema = NestedRows.schema(leaf);
      check(schema, new NestedRows(2, nulls).rows(schema, rows), WriterOptions.defaults(), pool);
    }
  }

  static Stream<Arguments> fewNullsToNothingElse() {
    return Stream.of(
        Arguments.of(0, 0),
        Arguments.of(0, 1),
        Arguments.of(1, 1),
        Arguments.of(0, 200),
        Arguments.of(0.9, 200),
        Arguments.of(1, 200));
  }

  private void check(
      Schema schema, List<List<@Nullable Object>> rows, WriterOptions options, MemoryPool pool)
      throws Exception {
    Path byRows = folder.resolve("rows.parquet");
    Path byBatches = folder.resolve("batches.parquet");
    writeRows(byRows, schema, rows, pool, options);
    writeBatches(byBatches, schema, rows, pool, options);
    MessageType type = MessageTypeParser.parseMessageType(schema.toString());
    // The text says the order of floats, where it is not the one that parquet-java prefers.
    assertThat(schema(byRows).toString().replace(TYPE_DEFINED_ORDER, ""))
        .isEqualTo(type.toString());
    for (NestedReader reader : readers) {
      assertRows(reader, byRows, read(reader, type), schema, rows);
    }
    if (Files.mismatch(byRows, byBatches) >= 0) {
      assertRows(readers.getFirst(), byBatches, type, schema, rows);
    }
  }

  /** DuckDB refuses one encoding, nested or not; the gate of flat columns proves that it does. */
  private static MessageType read(NestedReader reader, MessageType type) {
    List<Type> fields =
        type.getFields().stream()
            .filter(
                field ->
                    !(reader instanceof DuckDbReader)
                        || !field.getName().startsWith("fixed_BYTE_STREAM_SPLIT"))
            .toList();
    return new MessageType(type.getName(), fields);
  }

  private static MessageType schema(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFileMetaData().getSchema();
    }
  }

  private static void writeRows(
      Path file,
      Schema schema,
      List<List<@Nullable Object>> rows,
      MemoryPool pool,
      WriterOptions options)
      throws IOException {
    try (ParquetWriter writer = ParquetWriter.create(file, schema, pool, options)) {
      NestedAppending.append(writer.rows(), rows);
      writer.finish();
    }
  }

  private static void writeBatches(
      Path file,
      Schema schema,
      List<List<@Nullable Object>> rows,
      MemoryPool pool,
      WriterOptions options)
      throws IOException {
    int half = rows.size() / 2;
    try (Arena arena = Arena.ofConfined();
        ParquetWriter writer = ParquetWriter.create(file, schema, pool, options);
        ColumnBatch batch = NestedColumns.batch(schema, rows, arena);
        ColumnBatch first = batch.slice(0, half);
        ColumnBatch rest = batch.slice(half, rows.size() - half)) {
      writer.write(first);
      writer.write(rest);
      writer.finish();
    }
  }

  private static void assertRows(
      NestedReader reader,
      Path file,
      MessageType type,
      Schema schema,
      List<List<@Nullable Object>> expected)
      throws Exception {
    List<List<@Nullable Object>> actual = reader.rows(file, type);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < type.getFieldCount(); i++) {
      int column = schema.index(type.getFieldName(i));
      for (int row = 0; row < expected.size(); row++) {
        if (!Objects.equals(actual.get(row).get(i), expected.get(row).get(column))) {
          assertThat(actual.get(row).get(i))
              .as("%s, row %d of %s", reader, row, schema.field(column))
              .isEqualTo(expected.get(row).get(column));
        }
      }
    }
  }
}
