package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judges themselves, on a file of parquet-java: they agree on what it wrote. */
class JudgesTest {
  private static final int ROWS = 60;

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message judged {
            optional boolean b; optional int32 i; required int64 l; optional float f;
            optional double d; optional binary v; required fixed_len_byte_array(5) x;
            optional binary s (STRING); optional binary e (ENUM); optional binary j (JSON);
            optional fixed_len_byte_array(16) u (UUID); optional int32 date (DATE);
            optional int32 t3 (TIME(MILLIS,true)); optional int32 t3l (TIME(MILLIS,false));
            optional int64 t6 (TIME(MICROS,true)); optional int64 t6l (TIME(MICROS,false));
            optional int64 t9l (TIME(NANOS,false));
            optional int64 s3 (TIMESTAMP(MILLIS,true)); optional int64 s3l (TIMESTAMP(MILLIS,false));
            optional int64 s6 (TIMESTAMP(MICROS,true)); optional int64 s6l (TIMESTAMP(MICROS,false));
            optional int64 s9 (TIMESTAMP(NANOS,true)); optional int64 s9l (TIMESTAMP(NANOS,false));
            optional int32 i8 (INTEGER(8,true)); optional int32 u8 (INTEGER(8,false));
            optional int32 i16 (INTEGER(16,true)); optional int32 u16 (INTEGER(16,false));
            optional int32 i32 (INTEGER(32,true)); optional int32 u32 (INTEGER(32,false));
            optional int64 i64 (INTEGER(64,true)); optional int64 u64 (INTEGER(64,false));
            optional int32 d9 (DECIMAL(9,2)); optional int64 d18 (DECIMAL(18,4));
            optional fixed_len_byte_array(4) f9 (DECIMAL(9,2));
            optional fixed_len_byte_array(16) f38 (DECIMAL(38,10));
            optional binary b38 (DECIMAL(38,10));
            optional fixed_len_byte_array(2) h (FLOAT16);
          }
          """);

  @Test
  void allJudgesReadWhatParquetJavaWrote(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("judged.parquet");
    List<PrimitiveType> columns =
        SCHEMA.getFields().stream().map(field -> field.asPrimitiveType()).toList();
    List<@Nullable Object[]> values = columns.stream().map(JudgesTest::values).toList();
    write(file, columns, values);
    try (DuckDbJudge duckDb = new DuckDbJudge()) {
      List<Judge> judges = new ArrayList<>(OwnJudge.all());
      judges.addAll(List.of(new ParquetJavaJudge(), duckDb, new ArrowJudge()));
      for (Judge judge : judges) {
        Map<String, @Nullable Object[]> read = judge.read(file, columns);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          Comparison.difference(judge, columns.get(i), values.get(i), read)
              .ifPresent(differences::add);
        }
        assertThat(differences).as(judge.name()).isEmpty();
      }
    }
  }

  private static @Nullable Object[] values(PrimitiveType type) {
    var random = new SplittableRandom(type.getName().hashCode());
    var samples = new Samples(type, random);
    List<Object> edges = samples.edges();
    @Nullable Object[] values = new Object[ROWS];
    for (int row = 0; row < ROWS; row++) {
      boolean absent =
          !type.isRepetition(org.apache.parquet.schema.Type.Repetition.REQUIRED) && row % 7 == 3;
      values[row] = absent ? null : row < edges.size() ? edges.get(row) : samples.next();
    }
    return values;
  }

  private static void write(Path file, List<PrimitiveType> columns, List<@Nullable Object[]> values)
      throws Exception {
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (int row = 0; row < ROWS; row++) {
        Group group = new SimpleGroup(SCHEMA);
        for (int i = 0; i < columns.size(); i++) {
          add(group, columns.get(i).getName(), values.get(i)[row]);
        }
        writer.write(group);
      }
    }
  }

  private static void add(Group group, String name, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Boolean v -> group.add(name, v);
      case Integer v -> group.add(name, v);
      case Long v -> group.add(name, v);
      case Float v -> group.add(name, v);
      case Double v -> group.add(name, v);
      case Bytes v -> group.add(name, Binary.fromConstantByteArray(v.array()));
      default -> throw new IllegalArgumentException(name);
    }
  }
}
