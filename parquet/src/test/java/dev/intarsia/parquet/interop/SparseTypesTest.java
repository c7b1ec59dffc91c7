package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.EdgeInterpolation;
import dev.intarsia.columns.LogicalType.GeographyType;
import dev.intarsia.columns.LogicalType.GeometryType;
import dev.intarsia.columns.LogicalType.UnknownType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ColumnStatistics;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types that the gate leaves out: parquet-java's schema text, from which its columns come, has no
 * form for geographies, and a column of nothing but nulls has one shape only.
 */
@DetectLeaks
class SparseTypesTest {
  static final Set<Class<?>> TYPES =
      Set.of(GeometryType.class, GeographyType.class, UnknownType.class);

  private static final Schema SCHEMA =
      Schema.builder("sparse")
          .required("plane", LogicalType.geometry("EPSG:3857"))
          .optional("globe", LogicalType.geography(null, EdgeInterpolation.KARNEY))
          .optional("nothing", PhysicalType.INT64, LogicalType.unknown())
          .build();

  @TempDir private Path folder;

  @Test
  void parquetJavaKnowsTheTypesAndFindsNoBounds(MemoryPool pool) throws IOException {
    Path file = write(pool);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      assertThat(schema.getType("plane").getLogicalTypeAnnotation())
          .isEqualTo(LogicalTypeAnnotation.geometryType("EPSG:3857"));
      assertThat(schema.getType("globe").getLogicalTypeAnnotation().toString())
          .contains("GEOGRAPHY", "OGC:CRS84", "KARNEY");
      assertThat(schema.getType("nothing").getLogicalTypeAnnotation())
          .isEqualTo(LogicalTypeAnnotation.unknownType());
      for (var chunk : reader.getFooter().getBlocks().getFirst().getColumns()) {
        assertThat(chunk.getStatistics().hasNonNullValue()).isFalse();
      }
    }
  }

  @Test
  void ourReaderFindsTheSchemaThatWasWritten(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(write(pool), pool)) {
      assertThat(reader.schema()).isEqualTo(SCHEMA);
      for (var chunk : reader.metadata().rowGroups().getFirst().columns()) {
        ColumnStatistics statistics = chunk.statistics();
        assertThat(statistics.min()).isNull();
        assertThat(statistics.max()).isNull();
      }
    }
  }

  @Test
  void parquetJavaReadsTheValues(MemoryPool pool) throws IOException {
    List<PrimitiveType> columns =
        List.of(
            new PrimitiveType(Repetition.REQUIRED, PrimitiveTypeName.BINARY, "plane"),
            new PrimitiveType(Repetition.OPTIONAL, PrimitiveTypeName.BINARY, "globe"),
            new PrimitiveType(Repetition.OPTIONAL, PrimitiveTypeName.INT64, "nothing"));
    Map<String, @Nullable Object[]> values = new ParquetJavaJudge().read(write(pool), columns);
    assertThat(values.get("plane")).containsExactly(Bytes.of(point(1, 2)), Bytes.of(point(-3, 4)));
    assertThat(values.get("globe")).containsExactly(Bytes.of(point(5, 6)), null);
    assertThat(values.get("nothing")).containsExactly(null, null);
  }

  private Path write(MemoryPool pool) throws IOException {
    Path file = folder.resolve("sparse.parquet");
    try (ParquetWriter writer =
        ParquetWriter.create(file, SCHEMA, pool, WriterOptions.defaults())) {
      RowAppender row = writer.rows();
      set(row, 0, point(1, 2));
      set(row, 1, point(5, 6));
      row.end();
      set(row, 0, point(-3, 4));
      row.end();
      writer.finish();
    }
    return file;
  }

  private static void set(RowAppender row, int column, byte[] value) {
    row.setBytes(column, value, 0, value.length);
  }

  /** A point in the well-known binary form. */
  private static byte[] point(double x, double y) {
    return ByteBuffer.allocate(21)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 1)
        .putInt(1)
        .putDouble(x)
        .putDouble(y)
        .array();
  }
}
