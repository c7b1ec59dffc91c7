package dev.intarsia.parquet.hostile;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.nested.NestedColumns;
import dev.intarsia.parquet.nested.NestedRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.NullUnmarked;

/** Sound inputs for fuzzing to start from, made by parquet-java and by our own writer. */
@NullUnmarked // the getters of Thrift are nullable, all of them
final class Seeds {
  private static final int ROWS = 24;

  /** Shapes of other writers, old and new, as parquet-testing has them. */
  private static final List<String> SHAPES =
      List.of(
          "optional group a (LIST) { repeated group list { optional group element (LIST) {"
              + " repeated group list { optional int32 element; } } } }",
          "optional group a (LIST) { repeated int32 array; } repeated int64 b; required binary c;",
          "optional group a (LIST) { repeated group bag { optional group array_element {"
              + " optional binary b (STRING); required double c; } } }",
          "optional group m (MAP) { repeated group key_value { required binary key (STRING);"
              + " optional group value (MAP) { repeated group map { required int32 key;"
              + " required boolean value; } } } }",
          "required group s { optional group t { repeated group u { optional float v;"
              + " repeated fixed_len_byte_array(3) w; } } } optional int96 x;");

  private final Path file;
  private final Random random = new Random(5);

  Seeds(Path folder) {
    file = folder.resolve("seed.parquet");
  }

  /** Whole files of nested columns. */
  List<byte[]> files() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String shape : SHAPES) {
      writeForeign(shape, version(seeds.size()), CompressionCodecName.UNCOMPRESSED, 8);
      seeds.add(Files.readAllBytes(file));
    }
    return seeds;
  }

  /** Inputs of {@link ChunkTarget#pages}. */
  List<byte[]> pages() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    CompressionCodecName[] codecs = {
      CompressionCodecName.UNCOMPRESSED, CompressionCodecName.ZSTD, CompressionCodecName.SNAPPY
    };
    for (Type type : Type.values()) {
      int lists = seeds.size() % 3;
      String leaf = "fixed_len_byte_array(5)";
      String name = type == Type.FIXED_LEN_BYTE_ARRAY ? leaf : name(type);
      writeForeign(schema(lists, 0, name), version(seeds.size()), codecs[seeds.size() % 3], ROWS);
      seeds.add(chunk(type, lists));
    }
    for (ColumnEncoding encoding : ColumnEncoding.values()) {
      for (PhysicalType type : List.of(PhysicalType.INT64, PhysicalType.BYTE_ARRAY)) {
        Field field = Field.of("leaf", type, true);
        if (encoding.supports(field)) {
          writeOwn(field, encoding, seeds.size());
          seeds.add(chunk(Type.valueOf(type.name()), 0));
        }
      }
    }
    return seeds;
  }

  /** The headers of these pages. */
  List<byte[]> headers() throws IOException {
    List<byte[]> headers = new ArrayList<>();
    for (byte[] pages : pages()) {
      ByteArrayInputStream in = new ByteArrayInputStream(pages);
      in.skipNBytes(ChunkTarget.PAGES_PREFIX);
      int from = pages.length - in.available();
      Util.readPageHeader(in);
      headers.add(Arrays.copyOfRange(pages, from, pages.length - in.available()));
    }
    return headers;
  }

  /** Inputs of {@link ChunkTarget#levels}. */
  List<byte[]> levels() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (int lists = 0; lists < 4; lists++) {
      for (int structs : new int[] {0, 2}) {
        for (WriterVersion version : WriterVersion.values()) {
          writeForeign(
              schema(lists, structs, "boolean"), version, CompressionCodecName.UNCOMPRESSED, ROWS);
          seeds.add(levels(lists, structs));
        }
      }
    }
    // one level of each, as old writers packed them: from the highest bit of each byte on
    int packed = ChunkTarget.PACKED_REPETITIONS | ChunkTarget.PACKED_DEFINITIONS;
    seeds.add(
        new byte[] {1, 0, (byte) packed, 4, 4, 1, 0b0101_0101, (byte) 0b1111_1111, 0b0110_1100});
    return seeds;
  }

  /** Inputs of {@link ChunkTarget#columnIndex}. */
  static List<byte[]> columnIndexes() {
    return types().stream().map(type -> concat(type, ChunkTarget.soundBounds(type))).toList();
  }

  /** Inputs of {@link ChunkTarget#offsetIndex}. */
  static List<byte[]> offsetIndexes() {
    return types().stream().map(type -> concat(type, ChunkTarget.soundPlaces(type))).toList();
  }

  /** Inputs of {@link ChunkTarget#bloomFilter}. */
  static List<byte[]> bloomFilters() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] type : types()) {
      seeds.add(concat(type, ChunkTarget.soundFilter(32 << type[0] % 3)));
    }
    return seeds;
  }

  private static List<byte[]> types() {
    return ChunkTarget.TYPES.stream().map(type -> new byte[] {(byte) number(type)}).toList();
  }

  private static int number(Type type) {
    return ChunkTarget.TYPES.indexOf(type);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static WriterVersion version(int number) {
    return number % 2 == 0 ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0;
  }

  private static String name(Type type) {
    return type == Type.BYTE_ARRAY ? "binary" : type.name().toLowerCase(Locale.ROOT);
  }

  private static String schema(int lists, int structs, String leaf) {
    StringBuilder schema = new StringBuilder();
    for (int i = 0; i < lists; i++) {
      schema.append("optional group list%d (LIST) { repeated group list { ".formatted(2 * i));
    }
    for (int i = 0; i < structs; i++) {
      schema.append("optional group struct%d { ".formatted(2 * lists + i));
    }
    schema.append("optional %s leaf; ".formatted(leaf)).repeat("} ", 2 * lists + structs);
    return schema.toString();
  }

  private void writeForeign(
      String fields, WriterVersion version, CompressionCodecName codec, int rows)
      throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message file { " + fields + " }");
    Files.deleteIfExists(file);
    ExampleParquetWriter.Builder options =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withWriterVersion(version)
            .withCompressionCodec(codec)
            .withPageRowCountLimit(ROWS);
    try (org.apache.parquet.hadoop.ParquetWriter<Group> writer = options.build()) {
      for (int i = 0; i < rows; i++) {
        SimpleGroup row = new SimpleGroup(schema);
        fill(row, schema);
        writer.write(row);
      }
    }
  }

  private void fill(Group group, GroupType type) {
    for (org.apache.parquet.schema.Type field : type.getFields()) {
      int count =
          switch (field.getRepetition()) {
            case REQUIRED -> 1;
            case OPTIONAL -> random.nextInt(4) == 0 ? 0 : 1;
            case REPEATED -> random.nextInt(3);
          };
      for (int i = 0; i < count; i++) {
        if (field.isPrimitive()) {
          add(group, field);
        } else {
          fill(group.addGroup(field.getName()), field.asGroupType());
        }
      }
    }
  }

  private void add(Group group, org.apache.parquet.schema.Type field) {
    String name = field.getName();
    PrimitiveTypeName type = field.asPrimitiveType().getPrimitiveTypeName();
    int value = random.nextInt(5);
    switch (type) {
      case BOOLEAN -> group.add(name, value > 2);
      case INT32 -> group.add(name, value);
      case INT64 -> group.add(name, (long) value);
      case FLOAT -> group.add(name, (float) value);
      case DOUBLE -> group.add(name, (double) value);
      case BINARY -> group.add(name, "text" + value);
      case INT96 -> group.add(name, Binary.fromConstantByteArray(ChunkTarget.int96(value)));
      case FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = new byte[field.asPrimitiveType().getTypeLength()];
        bytes[0] = (byte) value;
        group.add(name, Binary.fromConstantByteArray(bytes));
      }
    }
  }

  private void writeOwn(Field field, ColumnEncoding encoding, int number) throws IOException {
    WriterOptions options =
        WriterOptions.builder()
            .pageRows(ROWS / 2)
            .dataPageVersion(number % 2 == 0 ? DataPageVersion.V1 : DataPageVersion.V2)
            .compression(number % 3 == 0 ? Compression.lz4Raw() : Compression.uncompressed())
            .encoding(encoding)
            .build();
    Schema schema = Schema.of("file", List.of(field));
    Files.deleteIfExists(file);
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited());
        Arena arena = Arena.ofConfined();
        ParquetWriter writer = ParquetWriter.create(file, schema, pool, options);
        ColumnBatch batch =
            NestedColumns.batch(schema, new NestedRows(number, 0.2).rows(schema, ROWS), arena)) {
      writer.write(batch);
      writer.finish();
    }
  }

  private byte[] chunk(Type type, int lists) throws IOException {
    ColumnMetaData chunk = footer().getRow_groups().getFirst().getColumns().getFirst().meta_data;
    byte[] prefix = {
      (byte) (number(type) | lists << 4),
      (byte) ChunkTarget.CODECS.indexOf(chunk.getCodec()),
      ROWS,
      (byte) Math.ceilDiv(chunk.getNum_values(), 2)
    };
    return concat(prefix, pages(chunk));
  }

  private FileMetaData footer() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = all.getInt(bytes.length - 8);
    int from = bytes.length - 8 - length;
    return Util.readFileMetaData(new ByteArrayInputStream(bytes, from, length));
  }

  private byte[] pages(ColumnMetaData chunk) throws IOException {
    long from = chunk.getData_page_offset();
    if (chunk.isSetDictionary_page_offset()) {
      from = Math.min(from, chunk.getDictionary_page_offset());
    }
    byte[] bytes = Files.readAllBytes(file);
    return Arrays.copyOfRange(bytes, (int) from, (int) (from + chunk.getTotal_compressed_size()));
  }

  /** The levels of the first data page. */
  private byte[] levels(int lists, int structs) throws IOException {
    ColumnMetaData chunk = footer().getRow_groups().getFirst().getColumns().getFirst().meta_data;
    byte[] pages = pages(chunk);
    ByteArrayInputStream in = new ByteArrayInputStream(pages);
    PageHeader header = Util.readPageHeader(in);
    int from = pages.length - in.available();
    boolean v2 = header.getType() == PageType.DATA_PAGE_V2;
    int repetitions = 0;
    int to = from;
    if (v2) {
      repetitions = header.getData_page_header_v2().getRepetition_levels_byte_length();
      to += repetitions + header.getData_page_header_v2().getDefinition_levels_byte_length();
    } else {
      ByteBuffer body = ByteBuffer.wrap(pages).order(ByteOrder.LITTLE_ENDIAN);
      for (int kind = lists == 0 ? 1 : 0; kind < 2; kind++) {
        to += 4 + body.getInt(to);
      }
    }
    // an odd number of values has one more, which is no more than the chunk says
    int values = Math.toIntExact(chunk.getNum_values()) / 2;
    byte[] prefix = {
      (byte) lists,
      (byte) structs,
      (byte) (v2 ? ChunkTarget.V2 : ChunkTarget.OWN_LENGTHS),
      (byte) values,
      (byte) (lists == 0 ? 2 * values : 1),
      (byte) repetitions
    };
    return concat(prefix, Arrays.copyOfRange(pages, from, to));
  }
}
