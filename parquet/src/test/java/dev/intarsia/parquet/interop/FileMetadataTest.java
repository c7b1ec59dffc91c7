package dev.intarsia.parquet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.SortingColumn;
import dev.intarsia.parquet.StatisticsLevel;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.testing.DetectLeaks;
import java.nio.file.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the caller declares and chooses arrives in the footer, seen through foreign eyes. */
@NullUnmarked // the getters of Thrift are nullable, all of them
@DetectLeaks
class FileMetadataTest {
  private static final Schema SCHEMA =
      Schema.builder("described")
          .required("id", PhysicalType.INT64)
          .optional("name", LogicalType.string())
          .build();

  @TempDir private Path folder;

  @Test
  void sortingColumnsAreRecordedInTheirOrder() throws Exception {
    var sorting =
        write(
                WriterOptions.builder()
                    .sortedBy(SortingColumn.descending("name"), SortingColumn.ascending("id")))
            .footer()
            .getRow_groups()
            .getFirst()
            .getSorting_columns();
    assertThat(sorting)
        .containsExactly(
            new org.apache.parquet.format.SortingColumn(1, true, false),
            new org.apache.parquet.format.SortingColumn(0, false, false));
  }

  @Test
  void parquetJavaSeesKeysAndValues() throws Exception {
    write(
        WriterOptions.builder().keyValue("origin", "h\u00e4ngebr\u00fccke").keyValue("empty", ""));
    try (var reader = ParquetFileReader.open(new LocalInputFile(file()))) {
      assertThat(reader.getFileMetaData().getKeyValueMetaData())
          .containsEntry("origin", "h\u00e4ngebr\u00fccke")
          .containsEntry("empty", "");
    }
  }

  @Test
  void boundsLongerThanTheLimitAreCutAndSaidToBeInexact() throws Exception {
    RawFile raw = write(WriterOptions.builder().boundBytes(4));
    Statistics statistics =
        raw.footer().getRow_groups().getFirst().getColumns().get(1).getMeta_data().getStatistics();
    assertThat(Bytes.of(statistics.getMin_value())).isEqualTo(Bytes.utf8("name"));
    assertThat(statistics.isIs_min_value_exact()).isFalse();
    assertThat(Bytes.of(statistics.getMax_value())).isEqualTo(Bytes.utf8("namf"));
    assertThat(statistics.isIs_max_value_exact()).isFalse();
  }

  @Test
  void statisticsOfAColumnCanBeLimitedToItsChunks() throws Exception {
    RawFile raw = write(WriterOptions.builder().statistics(StatisticsLevel.CHUNK));
    ColumnChunk chunk = raw.footer().getRow_groups().getFirst().getColumns().getFirst();
    assertThat(chunk.getMeta_data().getStatistics().isSetMin_value()).isTrue();
    assertThat(raw.columnIndex(chunk)).isNull();
  }

  @Test
  void statisticsOfAColumnCanBeLeftOut() throws Exception {
    RawFile raw = write(WriterOptions.builder().statistics(StatisticsLevel.NONE));
    ColumnChunk chunk = raw.footer().getRow_groups().getFirst().getColumns().getFirst();
    Statistics statistics = chunk.getMeta_data().getStatistics();
    assertThat(statistics == null || !statistics.isSetMin_value()).isTrue();
    assertThat(raw.columnIndex(chunk)).isNull();
  }

  @Test
  void pagesCarryNoChecksumWhereNoneIsWanted() throws Exception {
    RawFile raw = write(WriterOptions.builder().pageChecksums(false));
    ColumnChunk chunk = raw.footer().getRow_groups().getFirst().getColumns().getFirst();
    assertThat(raw.pageHeader(chunk.getMeta_data().getData_page_offset()).isSetCrc()).isFalse();
  }

  private RawFile write(WriterOptions.Builder options) throws Exception {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited());
        ParquetWriter writer = ParquetWriter.create(file(), SCHEMA, pool, options.build())) {
      RowAppender rows = writer.rows();
      for (int row = 0; row < 10; row++) {
        rows.setLong(0, row);
        rows.setString(1, "name " + row);
        rows.end();
      }
      writer.finish();
    }
    return RawFile.open(file());
  }

  private Path file() {
    return folder.resolve("described.parquet");
  }
}
