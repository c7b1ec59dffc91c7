package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nested rows of any shape, as parquet-java writes them, are read as they were. */
@DetectLeaks
class NestedReadingTest {
  private static final int DEEPEST = 4;

  @TempDir private Path folder;

  /** Some, or as many as -Dintarsia.interop.seeds says. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("intarsia.interop.seeds", 12));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nestedRowsOfAnyShapeAreReadAsParquetJavaWroteThem(long seed, MemoryPool pool)
      throws Exception {
    var random = new SplittableRandom(seed);
    MessageType schema = schema(random);
    List<Group> rows = new ArrayList<>();
    int count = random.nextInt(1, 700);
    for (int i = 0; i < count; i++) {
      rows.add(group(schema, random));
    }
    Path file = folder.resolve("nested.parquet");
    write(file, schema, rows, random);
    int batchRows = random.nextInt(1, 300);
    int threads = random.nextInt(1, 4);
    FileSource source = random.nextBoolean() ? FileSource.of(file) : FileSource.unmapped(file);
    try (ParquetReader reader = ParquetReader.open(source, pool, ReaderOptions.defaults())) {
      int from = random.nextBoolean() ? 0 : random.nextInt(count);
      try (BatchScan scan =
          reader.scan().batchRows(batchRows).threads(threads).rows(from, Long.MAX_VALUE).open()) {
        check(scan, rows, from);
      }
    }
    Files.delete(file);
  }

  private static void check(BatchScan scan, List<Group> rows, int from) throws Exception {
    int row = from;
    ColumnBatch next;
    while ((next = scan.next()) != null) {
      try (ColumnBatch batch = next) {
        for (int i = 0; i < batch.rowCount(); i++, row++) {
          for (int field = 0; field < batch.schema().size(); field++) {
            assertThat(Trees.of(batch.column(field), i))
                .as("row %d of %s", row, batch.schema().field(field))
                .isEqualTo(Trees.of(rows.get(row), field));
          }
        }
      }
    }
    assertThat(row).isEqualTo(rows.size());
  }

  private static MessageType schema(RandomGenerator random) {
    List<Type> fields = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      fields.add(type("f" + i, 0, random));
    }
    return new MessageType("nested", fields);
  }

  private static Type type(String name, int depth, RandomGenerator random) {
    Repetition repetition = random.nextBoolean() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return switch (depth == DEEPEST ? 0 : random.nextInt(5)) {
      case 0 -> primitive(name, repetition, random);
      case 1, 2 -> Types.list(repetition).element(type("element", depth + 1, random)).named(name);
      case 3 ->
          Types.map(repetition)
              .key(primitive("key", Repetition.REQUIRED, random))
              .value(type("value", depth + 1, random))
              .named(name);
      default -> {
        List<Type> fields = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
          fields.add(type("s" + i, depth + 1, random));
        }
        yield new GroupType(repetition, name, fields);
      }
    };
  }

  private static Type primitive(String name, Repetition repetition, RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case 1 -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case 2 -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case 3 -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case 4 ->
          Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition).length(7).named(name);
      default ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
    };
  }

  private static Group group(GroupType type, RandomGenerator random) {
    Group group = new SimpleGroup(type);
    for (Type field : type.getFields()) {
      if (field.isRepetition(Repetition.REQUIRED) || random.nextInt(4) > 0) {
        fill(group, field, random);
      }
    }
    return group;
  }

  private static void fill(Group group, Type field, RandomGenerator random) {
    String name = field.getName();
    if (field.isPrimitive()) {
      add(group, name, field.asPrimitiveType().getPrimitiveTypeName(), random);
    } else if (field.getLogicalTypeAnnotation() == null) {
      group.add(name, group(field.asGroupType(), random));
    } else {
      Group many = group.addGroup(name);
      GroupType entry = field.asGroupType().getType(0).asGroupType();
      // Few have many entries, and some more than a block or a page has.
      int entries = random.nextInt(200) == 0 ? random.nextInt(400) : random.nextInt(4);
      for (int i = 0; i < entries; i++) {
        many.add(entry.getName(), group(entry, random));
      }
    }
  }

  private static void add(
      Group group, String name, PrimitiveTypeName type, RandomGenerator random) {
    switch (type) {
      case BOOLEAN -> group.add(name, random.nextBoolean());
      case INT32 -> group.add(name, random.nextInt(50));
      case INT64 -> group.add(name, random.nextLong());
      case DOUBLE -> group.add(name, random.nextDouble());
      case FIXED_LEN_BYTE_ARRAY -> group.add(name, Binary.fromConstantByteArray(bytes(7, random)));
      default -> group.add(name, Binary.fromConstantByteArray(bytes(random.nextInt(20), random)));
    }
  }

  private static byte[] bytes(int length, RandomGenerator random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void write(Path file, MessageType schema, List<Group> rows, RandomGenerator random)
      throws Exception {
    boolean v2 = random.nextBoolean();
    CompressionCodecName @Nullable [] codecs = {
      CompressionCodecName.UNCOMPRESSED, CompressionCodecName.ZSTD, CompressionCodecName.SNAPPY
    };
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withWriterVersion(v2 ? WriterVersion.PARQUET_2_0 : WriterVersion.PARQUET_1_0)
            .withCompressionCodec(codecs[random.nextInt(codecs.length)])
            .withPageRowCountLimit(random.nextInt(1, 200))
            .withPageSize(random.nextInt(100, 3_000))
            .withMinRowCountForPageSizeCheck(1)
            .withRowGroupSize(random.nextLong(1_000, 100_000))
            .withDictionaryEncoding(random.nextBoolean())
            .build()) {
      for (Group row : rows) {
        writer.write(row);
      }
    }
  }
}
