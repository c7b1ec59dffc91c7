package dev.intarsia.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import dev.intarsia.encoding.Encoding;
import dev.intarsia.encoding.compress.CodecKind;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.testing.DetectLeaks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DetectLeaks
@SuppressWarnings("NullAway") // Thrift calls every field nullable.
class FooterBuilderTest {
  private static final Schema NUMBER =
      Schema.builder("one").optional("n", PhysicalType.INT32).build();
  private static final FileFacts NO_FACTS = new FileFacts("test", Map.of(), List.of());

  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(128));
  private final MemorySink sink = new MemorySink();
  @TempDir Path directory;

  @AfterEach
  void everythingWasReleased() {
    pool.close();
  }

  private FileMetaData footer() throws IOException {
    byte[] file = sink.bytes();
    ByteBuffer tail = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt(file.length - 8);
    var in = new ByteArrayInputStream(file, file.length - 8 - length, length);
    FileMetaData footer = Util.readFileMetaData(in);
    assertThat(in.available()).isZero();
    return footer;
  }

  private static ColumnChunkInfo numberChunk() {
    ColumnChunkInfo chunk = new ColumnChunkInfo();
    chunk.place(4, 0, 30, 40);
    chunk.counts(10, 0, ColumnChunkInfo.UNKNOWN, ColumnChunkInfo.UNKNOWN);
    chunk.countPages(PageKind.DATA_V1, Encoding.PLAIN, 1);
    return chunk;
  }

  @Test
  void parquetJavaReadsTheFileBackRowForRow() throws IOException {
    try (PlainFile file = new PlainFile(pool, sink)) {
      file.rowGroup(3, 50);
      file.rowGroup(1, 7);
      file.finish();
    }
    Path path = Files.write(directory.resolve("plain.parquet"), sink.bytes());

    var options = ParquetReadOptions.builder().usePageChecksumVerification().build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path), options)) {
      assertThat(reader.getRecordCount()).isEqualTo(157);
      assertThat(reader.getFileMetaData().getCreatedBy()).startsWith("intarsia version");
      assertThat(reader.getFileMetaData().getKeyValueMetaData()).containsEntry("who", "the test");
      long row = 0;
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        row = checkRows(reader, group, row);
      }
      assertThat(row).isEqualTo(157);
    }
  }

  private static long checkRows(ParquetFileReader reader, PageReadStore group, long firstRow) {
    var schema = reader.getFileMetaData().getSchema();
    RecordReader<Group> records =
        new ColumnIOFactory()
            .getColumnIO(schema)
            .getRecordReader(group, new GroupRecordConverter(schema));
    for (long i = 0; i < group.getRowCount(); i++) {
      Group record = records.read();
      assertThat(record.getLong("number", 0)).isEqualTo(PlainFile.number(firstRow + i));
      assertThat(record.getString("text", 0)).isEqualTo(PlainFile.text(firstRow + i));
    }
    return firstRow + group.getRowCount();
  }

  @Test
  void parquetJavaFindsThePageIndexes() throws IOException {
    try (PlainFile file = new PlainFile(pool, sink)) {
      file.rowGroup(2, 20);
      file.rowGroup(5, 11);
      file.finish();
    }
    Path path = Files.write(directory.resolve("plain.parquet"), sink.bytes());

    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      ColumnChunkMetaData text = reader.getRowGroups().get(1).getColumns().get(1);
      var offsets = reader.readOffsetIndex(text);
      assertThat(offsets.getPageCount()).isEqualTo(5);
      assertThat(offsets.getOffset(0)).isEqualTo(text.getFirstDataPageOffset());
      assertThat(offsets.getFirstRowIndex(4)).isEqualTo(44);
      var columns = reader.readColumnIndex(text);
      assertThat(columns.getMinValues()).hasSize(5);
      assertThat(Bytes.text(Bytes.of(columns.getMinValues().get(2))))
          .isEqualTo(PlainFile.text(62).substring(0, 64));
    }
  }

  @Test
  void theFooterStatesEveryFactOfAChunk() throws IOException {
    Field field = Field.of("text", LogicalType.string(), true);
    byte[] min = Bytes.ofText("a".repeat(70));
    byte[] max = Bytes.ofText("zz");
    ColumnChunkInfo chunk = new ColumnChunkInfo();
    chunk.place(1_000, 100, 5_000, 9_000);
    chunk.codec(CodecKind.ZSTD);
    chunk.counts(500, 40, 3, 200);
    chunk.unencodedBytes(8_000);
    chunk.bounds(Bytes.segment(min), 0, min.length, Bytes.segment(max), 0, max.length);
    chunk.countPages(PageKind.DICTIONARY, Encoding.PLAIN, 1);
    chunk.countPages(PageKind.DATA_V1, Encoding.RLE_DICTIONARY, 2);
    chunk.countPages(PageKind.DATA_V1, Encoding.RLE_DICTIONARY, 1);
    try (FooterBuilder builder = new FooterBuilder(Schema.of("s", List.of(field)), pool, 64)) {
      builder.column(chunk, null);
      builder.endRowGroup(500);
      builder.writeTo(sink, NO_FACTS);
    }

    RowGroup group = footer().getRow_groups().get(0);
    assertThat(group.getNum_rows()).isEqualTo(500);
    assertThat(group.getTotal_byte_size()).isEqualTo(9_000);
    assertThat(group.getTotal_compressed_size()).isEqualTo(5_000);
    assertThat(group.getFile_offset()).isEqualTo(1_000);
    assertThat(group.getOrdinal()).isZero();
    assertThat(group.getColumns().get(0).isSetOffset_index_offset()).isFalse();
    assertThat(group.getColumns().get(0).isSetColumn_index_offset()).isFalse();
    ColumnMetaData metadata = group.getColumns().get(0).getMeta_data();
    assertThat(metadata.getPath_in_schema()).containsExactly("text");
    assertThat(metadata.getCodec().name()).isEqualTo("ZSTD");
    assertThat(metadata.getNum_values()).isEqualTo(500);
    assertThat(metadata.getDictionary_page_offset()).isEqualTo(1_000);
    assertThat(metadata.getData_page_offset()).isEqualTo(1_100);
    assertThat(metadata.getEncodings().toString()).isEqualTo("[PLAIN, RLE, RLE_DICTIONARY]");
    assertThat(metadata.getEncoding_stats().toString())
        .contains("DICTIONARY_PAGE, encoding:PLAIN, count:1")
        .contains("DATA_PAGE, encoding:RLE_DICTIONARY, count:3");
    assertThat(metadata.getSize_statistics().getUnencoded_byte_array_data_bytes()).isEqualTo(8_000);
    Statistics statistics = metadata.getStatistics();
    assertThat(statistics.getNull_count()).isEqualTo(40);
    assertThat(statistics.isSetNan_count()).isFalse();
    assertThat(statistics.getDistinct_count()).isEqualTo(200);
    assertThat(Bytes.text(statistics.getMin_value())).isEqualTo("a".repeat(64));
    assertThat(statistics.isIs_min_value_exact()).isFalse();
    assertThat(Bytes.text(statistics.getMax_value())).isEqualTo("zz");
    assertThat(statistics.isIs_max_value_exact()).isTrue();
  }

  @Test
  void onlyFloatsStateTheirNans() throws IOException {
    Schema reals = Schema.builder("reals").required("x", PhysicalType.FLOAT).build();
    try (FooterBuilder builder = new FooterBuilder(reals, pool, 64)) {
      ColumnChunkInfo chunk = numberChunk();
      chunk.counts(10, 0, 3, ColumnChunkInfo.UNKNOWN);
      builder.column(chunk, null);
      builder.endRowGroup(10);
      builder.writeTo(sink, NO_FACTS);
    }

    ColumnMetaData metadata = footer().getRow_groups().get(0).getColumns().get(0).getMeta_data();
    assertThat(metadata.getStatistics().getNan_count()).isEqualTo(3);
  }

  @Test
  void whatNobodyCountedIsNotStated() throws IOException {
    try (FooterBuilder builder = new FooterBuilder(NUMBER, pool, 64)) {
      ColumnChunkInfo chunk = numberChunk();
      chunk.counts(10, ColumnChunkInfo.UNKNOWN, ColumnChunkInfo.UNKNOWN, ColumnChunkInfo.UNKNOWN);
      builder.column(chunk, null);
      builder.endRowGroup(10);
      builder.writeTo(sink, NO_FACTS);
    }

    ColumnMetaData metadata = footer().getRow_groups().get(0).getColumns().get(0).getMeta_data();
    assertThat(metadata.getStatistics()).isEqualTo(new Statistics());
    assertThat(metadata.isSetSize_statistics()).isFalse();
    assertThat(metadata.isSetDictionary_page_offset()).isFalse();
  }

  @Test
  void schemaOrdersAndVersionAreThoseOfParquetJava() throws IOException {
    Schema schema = AllTypes.schema();
    try (FooterBuilder builder = new FooterBuilder(schema, pool, 64)) {
      builder.writeTo(sink, NO_FACTS);
    }

    FileMetaData footer = footer();
    assertThat(footer.getVersion()).isEqualTo(Oracle.footer(schema).getVersion());
    assertThat(footer.getSchema()).isEqualTo(SchemaElements.of(schema));
    assertThat(footer.getColumn_orders())
        .hasSize(schema.size())
        .allMatch(ColumnOrder::isSetTYPE_ORDER);
    assertThat(footer.getNum_rows()).isZero();
    assertThat(footer.getRow_groups()).isEmpty();
    assertThat(footer.isSetKey_value_metadata()).isFalse();
  }

  @Test
  void sortingColumnsAreThoseOfTheCaller() throws IOException {
    try (FooterBuilder builder = new FooterBuilder(NUMBER, pool, 64)) {
      builder.column(numberChunk(), null);
      builder.endRowGroup(10);
      List<SortKey> keys = List.of(new SortKey(0, true, false));
      builder.writeTo(sink, new FileFacts("test", Map.of(), keys));
    }

    assertThat(footer().getRow_groups().get(0).getSorting_columns())
        .containsExactly(new SortingColumn(0, true, false));
  }

  @Test
  void manyRowGroupsTakeLittleHeapAndGoOutInPieces() throws IOException {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int groups = 40_000;
    MemorySink discarded = new MemorySink();
    try (FooterBuilder builder = new FooterBuilder(NUMBER, pool, 64);
        PageIndexBuilder pages = numberPages()) {
      addGroups(builder, pages, 5_000);
      long before = threads.getCurrentThreadAllocatedBytes();
      addGroups(builder, pages, groups - 5_000);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      builder.writeTo(discarded, NO_FACTS);

      assertThat(bytes / (double) (groups - 5_000)).isLessThan(256);
      assertThat(discarded.largest()).isLessThanOrEqualTo(1 << 20);
      builder.writeTo(sink, NO_FACTS);
    }

    List<RowGroup> read = footer().getRow_groups();
    assertThat(read).hasSize(groups);
    assertThat(read.get(32_767).getOrdinal()).isEqualTo((short) 32_767);
    assertThat(read.get(32_768).isSetOrdinal()).isFalse();
    var last = read.get(groups - 1).getColumns().get(0);
    byte[] file = sink.bytes();
    int at = (int) last.getColumn_index_offset();
    var in = new ByteArrayInputStream(file, at, last.getColumn_index_length());
    assertThat(Util.readColumnIndex(in).getNull_counts()).containsExactly(5L, 0L);
    assertThat(in.available()).isZero();
  }

  private PageIndexBuilder numberPages() {
    Field field = NUMBER.field(0);
    var pages = new PageIndexBuilder(field, pool, BoundTruncation.of(field, 64));
    pages.page(0, 15, 5, 5, 5, -1, 0);
    pages.page(15, 15, 5, 5, 0, -1, 0);
    byte[] seven = Bytes.ofInt(7);
    pages.bounds(Bytes.segment(seven), 0, 4, Bytes.segment(seven), 0, 4);
    return pages;
  }

  private static void addGroups(FooterBuilder builder, PageIndexBuilder pages, int count)
      throws IOException {
    ColumnChunkInfo chunk = numberChunk();
    for (int i = 0; i < count; i++) {
      builder.column(chunk, pages);
      builder.endRowGroup(10);
    }
  }

  @Test
  void anAbandonedChunkCanBeAddedAgain() throws IOException {
    MemoryPool small = pool.child("small", MemoryLimit.kibibytes(32));
    try (FooterBuilder builder = new FooterBuilder(NUMBER, small, 64);
        PageIndexBuilder pages = numberPages()) {
      int added;
      try (GrowableSegment hog = GrowableSegment.allocate(small, "hog", 1 << 10)) {
        hog.putZeros(1 << 14);
        added = addUntilFull(builder, pages);
      }
      addGroups(builder, pages, 1);
      builder.writeTo(sink, NO_FACTS);
      assertThat(footer().getRow_groups()).hasSize(added + 1);
    }
    small.close();
  }

  private static int addUntilFull(FooterBuilder builder, PageIndexBuilder pages)
      throws IOException {
    for (int added = 0; ; added++) {
      try {
        addGroups(builder, pages, 1);
      } catch (MemoryLimitExceededException e) {
        return added;
      }
    }
  }

  @Test
  void aFooterBeyondTheLimitIsRefused() throws IOException {
    try (FooterBuilder builder = new FooterBuilder(NUMBER, pool, 64, 1_000)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  builder.column(numberChunk(), null);
                  builder.endRowGroup(10);
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("larger row groups");
    }
    try (FooterBuilder builder = new FooterBuilder(AllTypes.schema(), pool, 64, 1_000)) {
      assertThatThrownBy(() -> builder.writeTo(sink, NO_FACTS))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("1000 bytes");
    }
  }

  @Test
  void rowGroupsHaveAllTheirColumnsAndNoMore() throws IOException {
    try (FooterBuilder builder = new FooterBuilder(NUMBER, pool, 64)) {
      assertThatThrownBy(() -> builder.endRowGroup(1)).isInstanceOf(IllegalStateException.class);
      builder.column(numberChunk(), null);
      assertThatThrownBy(() -> builder.column(numberChunk(), null))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> builder.writeTo(sink, NO_FACTS))
          .isInstanceOf(IllegalStateException.class);
      builder.endRowGroup(10);
      assertThat(builder.rows()).isEqualTo(10);
    }
  }
}
