package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.interop.RawFile;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the writer chooses by itself, read off the footers of its files. */
@DetectLeaks
@SuppressWarnings("NullAway") // Thrift's getters say nothing of nulls
class AutomaticEncodingTest {
  private static final int ROWS = 40_000;

  @TempDir private Path folder;

  private interface Filler {
    void fill(RowAppender row, int i);
  }

  private List<ColumnMetaData> write(Schema schema, WriterOptions options, int rows, Filler filler)
      throws IOException {
    Path file = folder.resolve("file.parquet");
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(256));
        ParquetWriter writer = ParquetWriter.create(file, schema, pool, options)) {
      RowAppender row = writer.rows();
      for (int i = 0; i < rows; i++) {
        filler.fill(row, i);
        row.end();
      }
      writer.finish();
    }
    return RawFile.open(file).footer().getRow_groups().stream()
        .map(group -> group.getColumns().get(0).getMeta_data())
        .toList();
  }

  private static List<Encoding> dataPages(ColumnMetaData chunk) {
    return chunk.getEncoding_stats().stream()
        .filter(stats -> stats.getPage_type() != PageType.DICTIONARY_PAGE)
        .map(PageEncodingStats::getEncoding)
        .toList();
  }

  private static final Schema STRING =
      Schema.builder("s").required("s", LogicalType.string()).build();
  private static final Schema LONG = Schema.builder("s").required("l", PhysicalType.INT64).build();
  private static final Schema INT = Schema.builder("s").required("i", PhysicalType.INT32).build();

  @Test
  void repeatingStringsGetADictionary() throws IOException {
    ColumnMetaData chunk =
        write(STRING, WriterOptions.defaults(), ROWS, (row, i) -> row.setString(0, "host-" + i % 9))
            .get(0);
    assertThat(dataPages(chunk)).containsExactly(Encoding.RLE_DICTIONARY);
  }

  @Test
  void differentStringsLeaveNoTraceOfADictionary() throws IOException {
    ColumnMetaData chunk =
        write(STRING, WriterOptions.defaults(), ROWS, (row, i) -> row.setString(0, "id-" + i))
            .get(0);
    assertThat(dataPages(chunk)).containsExactly(Encoding.PLAIN);
    assertThat(chunk.isSetDictionary_page_offset()).isFalse();
    assertThat(chunk.getEncodings()).containsExactly(Encoding.PLAIN);
  }

  @Test
  void fewDifferentStringsAreNotWorthADictionaryEither() throws IOException {
    ColumnMetaData chunk =
        write(STRING, WriterOptions.defaults(), 50, (row, i) -> row.setString(0, "id-" + i)).get(0);
    assertThat(dataPages(chunk)).containsExactly(Encoding.PLAIN);
  }

  /** Half of the values are new however many come: no set of values is that large. */
  @Test
  void stringsThatRepeatTheirNeighboursOnlyLeaveNoTraceOfADictionary() throws IOException {
    ColumnMetaData chunk =
        write(
                STRING,
                WriterOptions.defaults(),
                ROWS,
                (row, i) -> row.setString(0, "%032x".formatted(i / 2)))
            .get(0);
    assertThat(dataPages(chunk)).containsExactly(Encoding.PLAIN);
    assertThat(chunk.isSetDictionary_page_offset()).isFalse();
  }

  @Test
  void stringsThatBeginToDifferLoseTheirDictionary() throws IOException {
    ColumnMetaData chunk =
        write(
                STRING,
                WriterOptions.defaults(),
                ROWS,
                (row, i) -> row.setString(0, "%032x".formatted(Math.max(i, 2_047))))
            .get(0);
    assertThat(dataPages(chunk)).containsExactly(Encoding.PLAIN);
    assertThat(chunk.isSetDictionary_page_offset()).isFalse();
  }

  @Test
  void stringsOfALargeSetKeepTheirDictionary() throws IOException {
    Random random = new Random(7);
    ColumnMetaData chunk =
        write(
                STRING,
                WriterOptions.defaults(),
                ROWS,
                (row, i) -> row.setString(0, "%032x".formatted(random.nextInt(5_000))))
            .get(0);
    assertThat(dataPages(chunk)).containsOnly(Encoding.RLE_DICTIONARY);
  }

  @Test
  void sortedLongsAreWrittenAsDifferences() throws IOException {
    ColumnMetaData chunk =
        write(
                LONG,
                WriterOptions.defaults(),
                ROWS,
                (row, i) -> row.setLong(0, 1_700_000_000_000L + 3L * i))
            .get(0);
    assertThat(dataPages(chunk)).containsExactly(Encoding.DELTA_BINARY_PACKED);
  }

  @Test
  void sortedIntsThatRepeatPreferDifferencesToALargeDictionary() throws IOException {
    ColumnMetaData chunk =
        write(INT, WriterOptions.defaults(), ROWS, (row, i) -> row.setInt(0, i / 4)).get(0);
    assertThat(dataPages(chunk)).containsExactly(Encoding.DELTA_BINARY_PACKED);
  }

  @Test
  void randomLongsStayPlainAndUncompressed() throws IOException {
    Random random = new Random(7);
    ColumnMetaData chunk =
        write(LONG, WriterOptions.defaults(), ROWS, (row, i) -> row.setLong(0, random.nextLong()))
            .get(0);
    assertThat(dataPages(chunk)).containsExactly(Encoding.PLAIN);
    assertThat(chunk.getCodec()).isEqualTo(CompressionCodec.UNCOMPRESSED);
  }

  @Test
  void incompressiblePagesAreCompressedAllTheSameWhereAskedFor() throws IOException {
    Random random = new Random(7);
    ColumnMetaData chunk =
        write(
                LONG,
                WriterOptions.builder().skipIncompressible(false).build(),
                ROWS,
                (row, i) -> row.setLong(0, random.nextLong()))
            .get(0);
    assertThat(chunk.getCodec()).isEqualTo(CompressionCodec.ZSTD);
  }

  @Test
  void dictionaryThatOutgrowsItsLimitKeepsItsPages() throws IOException {
    WriterOptions options =
        WriterOptions.builder()
            .encoding(ColumnEncoding.DICTIONARY)
            .dictionaryBytes(64 << 10)
            .build();
    ColumnMetaData chunk =
        write(STRING, options, 100_000, (row, i) -> row.setString(0, "name " + i / 10)).get(0);
    assertThat(dataPages(chunk)).containsExactlyInAnyOrder(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
    assertThat(chunk.isSetDictionary_page_offset()).isTrue();
  }

  @Test
  void rowGroupsLearnFromTheOneBefore() throws IOException {
    WriterOptions options = WriterOptions.builder().rowGroupRows(10_000).build();
    List<ColumnMetaData> chunks =
        write(STRING, options, ROWS, (row, i) -> row.setString(0, "id-" + i));
    assertThat(chunks).hasSize(4);
    assertThat(chunks)
        .allSatisfy(chunk -> assertThat(dataPages(chunk)).containsExactly(Encoding.PLAIN));
  }

  @Test
  void dictionariesAreOffWhereTheirLimitIsZero() throws IOException {
    ColumnMetaData chunk =
        write(
                STRING,
                WriterOptions.builder().dictionaryBytes(0).build(),
                ROWS,
                (row, i) -> row.setString(0, "host"))
            .get(0);
    assertThat(dataPages(chunk)).containsExactly(Encoding.PLAIN);
  }

  @Test
  void differencesAreDroppedAgainOnceTheyLose() throws IOException {
    WriterOptions options = WriterOptions.builder().rowGroupRows(5_000).build();
    List<ColumnMetaData> chunks =
        write(
            LONG,
            options,
            20 * 5_000,
            (row, i) -> row.setLong(0, i < 5_000 ? 3L * i : i * 0x9E37_79B9_7F4A_7C15L * (i | 1)));
    assertThat(dataPages(chunks.getFirst())).containsExactly(Encoding.DELTA_BINARY_PACKED);
    assertThat(dataPages(chunks.getLast())).containsExactly(Encoding.PLAIN);
  }

  @ParameterizedTest
  @EnumSource
  void firstPageOfNullsDoesNotDecideOnCompression(DataPageVersion version) throws IOException {
    Schema schema = Schema.builder("s").optional("stack", LogicalType.string()).build();
    WriterOptions options = WriterOptions.builder().dataPageVersion(version).build();
    ColumnMetaData chunk =
        write(
                schema,
                options,
                60_000,
                (row, i) -> {
                  if (i >= 20_000) {
                    row.setString(0, "at dev.intarsia.Foo.bar(Foo.java:" + i + ") caused by " + i);
                  }
                })
            .get(0);
    assertThat(chunk.getCodec()).isEqualTo(CompressionCodec.ZSTD);
  }

  @Test
  void pagesOfIdsEndAtPageBytes() throws IOException {
    WriterOptions options =
        WriterOptions.builder()
            .pageBytes(1 << 12)
            .pageRows(1 << 20)
            .compression(Compression.uncompressed())
            .build();
    ColumnMetaData chunk =
        write(
                STRING,
                options,
                100_000,
                (row, i) -> row.setString(0, "host-" + (i * 31 + i / 7) % 200))
            .get(0);
    long pages =
        chunk.getEncoding_stats().stream()
            .filter(stats -> stats.getPage_type() == PageType.DATA_PAGE)
            .mapToLong(PageEncodingStats::getCount)
            .sum();
    assertThat(chunk.getTotal_uncompressed_size() / pages).isLessThan(2 << 12);
  }
}
