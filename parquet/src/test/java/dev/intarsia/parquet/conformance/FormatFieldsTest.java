package dev.intarsia.parquet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.LogicalType.EdgeInterpolation;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.SortingColumn;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.nested.NestedColumns;
import dev.intarsia.parquet.nested.NestedRows;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/format-coverage.md} names every field of the format, and truly what is written. */
@DetectLeaks
class FormatFieldsTest {
  @TempDir private Path folder;

  private static Map<String, String> listed() throws IOException {
    return FormatCoverage.table("Fields of parquet.thrift");
  }

  @Test
  void everyFieldIsListedAndNoOther() throws IOException, ReflectiveOperationException {
    assertThat(listed().keySet()).containsExactlyElementsOf(ThriftFields.all());
  }

  @Test
  void everyFieldIsReadOrIgnored() throws IOException {
    assertThat(listed().values())
        .allMatch(row -> row.matches("(written|–) \\| (read|ignored|refused)(: .+)?"));
  }

  @Test
  void whatIsSaidToBeWrittenIsWrittenAndNothingElse(MemoryPool pool) throws IOException {
    TreeSet<String> written = new TreeSet<>();
    for (DataPageVersion version : DataPageVersion.values()) {
      collect(Files.readAllBytes(nested(version, pool)), written);
      collect(flat(folder, version), written);
    }
    TreeSet<String> said = new TreeSet<>();
    listed()
        .forEach(
            (field, row) -> {
              if (row.startsWith("written")) {
                said.add(field);
              }
            });
    assertThat(written).containsExactlyElementsOf(said);
  }

  private Path nested(DataPageVersion version, MemoryPool pool) throws IOException {
    Path file = folder.resolve("nested.parquet");
    Schema schema = NestedRows.schema(Field.of("f", PhysicalType.DOUBLE, true));
    WriterOptions options =
        WriterOptions.builder()
            .dataPageVersion(version)
            .sortedBy(SortingColumn.ascending("pair.r"))
            .keyValue("key", "value")
            .build();
    try (Arena arena = Arena.ofConfined();
        ParquetWriter writer = ParquetWriter.create(file, schema, pool, options);
        ColumnBatch batch =
            NestedColumns.batch(schema, new NestedRows(1, 0.2).rows(schema, 500), arena)) {
      writer.write(batch);
      writer.finish();
    }
    return file;
  }

  /** A file with all types of leaves. */
  static byte[] flat(Path folder, DataPageVersion version) throws IOException {
    Path file = folder.resolve("flat.parquet");
    WriterOptions options = WriterOptions.builder().dataPageVersion(version).build();
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited());
        ParquetWriter writer = ParquetWriter.create(file, flatSchema(), pool, options)) {
      RowAppender row = writer.rows();
      for (int i = 0; i < 100; i++) {
        row.setDouble(0, i % 10 == 0 ? Double.NaN : i);
        row.end();
      }
      writer.finish();
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private static Schema flatSchema() {
    Schema.Builder schema = Schema.builder("flat").required("double", PhysicalType.DOUBLE);
    List<LogicalType> types =
        List.of(
            LogicalType.string(),
            LogicalType.enumeration(),
            LogicalType.decimal(9, 2),
            LogicalType.date(),
            LogicalType.timeMillis(true),
            LogicalType.timeMicros(true),
            LogicalType.timestampNanos(true),
            LogicalType.integer(8, true),
            LogicalType.unknown(),
            LogicalType.json(),
            LogicalType.bson(),
            LogicalType.uuid(),
            LogicalType.float16(),
            LogicalType.interval(),
            LogicalType.geometry("a system"),
            LogicalType.geography("a system", EdgeInterpolation.VINCENTY));
    for (LogicalType type : types) {
      schema.optional("column" + schema.build().size(), type);
    }
    return schema.build();
  }

  private static void collect(byte[] bytes, Set<String> found) throws IOException {
    int end = bytes.length - 8;
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    FileMetaData footer = Util.readFileMetaData(stream(bytes, end - length));
    ThriftFields.collect(footer, found);
    for (RowGroup group : Objects.requireNonNull(footer.getRow_groups())) {
      for (ColumnChunk chunk : Objects.requireNonNull(group.getColumns())) {
        collectIndexes(bytes, chunk, found);
        collectPages(bytes, Objects.requireNonNull(chunk.getMeta_data()), found);
      }
    }
  }

  private static void collectIndexes(byte[] bytes, ColumnChunk chunk, Set<String> found)
      throws IOException {
    if (chunk.isSetColumn_index_offset()) {
      ThriftFields.collect(
          Util.readColumnIndex(stream(bytes, chunk.getColumn_index_offset())), found);
    }
    if (chunk.isSetOffset_index_offset()) {
      ThriftFields.collect(
          Util.readOffsetIndex(stream(bytes, chunk.getOffset_index_offset())), found);
    }
    ColumnMetaData metadata = Objects.requireNonNull(chunk.getMeta_data());
    if (metadata.isSetBloom_filter_offset()) {
      ThriftFields.collect(
          Util.readBloomFilterHeader(stream(bytes, metadata.getBloom_filter_offset())), found);
    }
  }

  private static void collectPages(byte[] bytes, ColumnMetaData chunk, Set<String> found)
      throws IOException {
    long at =
        chunk.isSetDictionary_page_offset()
            ? chunk.getDictionary_page_offset()
            : chunk.getData_page_offset();
    long end = at + chunk.getTotal_compressed_size();
    while (at < end) {
      ByteArrayInputStream in = stream(bytes, at);
      int before = in.available();
      PageHeader header = Util.readPageHeader(in);
      ThriftFields.collect(header, found);
      at += before - in.available() + header.getCompressed_page_size();
    }
  }

  private static ByteArrayInputStream stream(byte[] bytes, long at) {
    return new ByteArrayInputStream(bytes, (int) at, bytes.length - (int) at);
  }
}
