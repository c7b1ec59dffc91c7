package dev.intarsia.parquet.read;

import static dev.intarsia.parquet.read.PagesFile.bytes;
import static dev.intarsia.parquet.read.PagesFile.concat;
import static dev.intarsia.parquet.read.PagesFile.dataV1;
import static dev.intarsia.parquet.read.PagesFile.dataV2;
import static dev.intarsia.parquet.read.PagesFile.dictionary;
import static dev.intarsia.parquet.read.PagesFile.ints;
import static dev.intarsia.parquet.read.PagesFile.levels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType.Unit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.UnsupportedFeatureException;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages that contradict themselves or their file, and others that only look odd. */
@DetectLeaks
class WrongPagesTest {
  private static final int ROWS = 3;
  private static final byte[] VALUES = ints(7, 8, 9);

  @TempDir private Path folder;
  private final MemoryPool pool;

  WrongPagesTest(MemoryPool pool) {
    this.pool = pool;
  }

  private Path required(PagesFile file) throws IOException {
    return write(file.column("n", Type.INT32, FieldRepetitionType.REQUIRED, ROWS));
  }

  private Path optional(PagesFile file) throws IOException {
    return write(file.column("n", Type.INT32, FieldRepetitionType.OPTIONAL, ROWS));
  }

  private Path write(PagesFile file) throws IOException {
    return Files.write(folder.resolve("pages.parquet"), file.finish());
  }

  private static PagesFile file() {
    return new PagesFile(ROWS);
  }

  private List<@Nullable Integer> read(FileSource source, ReaderOptions options)
      throws IOException {
    List<@Nullable Integer> values = new ArrayList<>();
    try (ParquetReader reader = ParquetReader.open(source, pool, options);
        BatchScan scan = reader.scan().batchRows(2).open()) {
      ColumnBatch next;
      while ((next = scan.next()) != null) {
        try (ColumnBatch batch = next) {
          Column column = batch.column(0);
          for (int row = 0; row < batch.rowCount(); row++) {
            boolean known = column instanceof FixedWidthColumn && !column.isNull(row);
            values.add(known ? ((FixedWidthColumn) column).getInt(row) : null);
          }
        }
      }
    }
    return values;
  }

  private List<@Nullable Integer> read(Path file) throws IOException {
    return read(FileSource.of(file), ReaderOptions.defaults());
  }

  private void refuses(Path file, String... reasons) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("pages.parquet")
        .hasMessageContaining("row group 0")
        .satisfies(e -> assertThat(e.getMessage()).contains(reasons));
  }

  @Test
  void emptyPagesAreNothing() throws IOException {
    PagesFile file =
        file()
            .page(dataV1(0, Encoding.PLAIN), bytes())
            .page(dataV1(3, Encoding.PLAIN), VALUES)
            .page(dataV1(0, Encoding.PLAIN), bytes());
    assertThat(read(required(file))).containsExactly(7, 8, 9);
  }

  @Test
  void pagesOfIndexesArePassedOver() throws IOException {
    PageHeader index = new PageHeader(PageType.INDEX_PAGE, 0, 0);
    PagesFile file = file().page(index, VALUES).page(dataV1(3, Encoding.PLAIN), VALUES);
    assertThat(read(required(file))).containsExactly(7, 8, 9);
  }

  @Test
  void aPageOfNullsNeedsNoValuesWhateverItsEncoding() throws IOException {
    byte[] nulls = bytes(3 << 1, 0);
    PagesFile file = file().page(dataV2(3, 3, 2, Encoding.RLE_DICTIONARY), nulls);
    PagesFile withDictionary =
        file().page(dictionary(1), ints(5)).page(dataV2(3, 3, 2, Encoding.RLE_DICTIONARY), nulls);
    PagesFile delta = file().page(dataV2(3, 3, 2, Encoding.DELTA_BINARY_PACKED), nulls);
    assertThat(read(optional(withDictionary))).containsExactly(null, null, null);
    assertThat(read(optional(delta))).containsExactly(null, null, null);
    refuses(optional(file), "dictionary that the chunk does not have");
  }

  @Test
  void aDictionaryOfOneEntryNeedsNoBits() throws IOException {
    PagesFile file =
        file()
            .page(dictionary(1), ints(42))
            .page(dataV1(3, Encoding.PLAIN_DICTIONARY), bytes(0, 3 << 1));
    assertThat(read(required(file))).containsExactly(42, 42, 42);
  }

  @Test
  void levelsMayBePackedTheOldWay() throws IOException {
    PageHeader header = dataV1(3, Encoding.PLAIN);
    Objects.requireNonNull(header.getData_page_header())
        .setDefinition_level_encoding(Encoding.BIT_PACKED);
    PagesFile file = file().page(header, concat(bytes(0b1010_0000), ints(7, 9)));
    assertThat(read(optional(file))).containsExactly(7, null, 9);
  }

  @Test
  void headersMayBeLong() throws IOException {
    PageHeader header = dataV1(3, Encoding.PLAIN);
    Objects.requireNonNull(header.getData_page_header())
        .setStatistics(new Statistics().setMax_value(new byte[3_000_000]));
    Path file = required(file().page(header, VALUES));
    assertThat(read(file)).containsExactly(7, 8, 9);
    assertThat(read(FileSource.unmapped(file), ReaderOptions.defaults())).containsExactly(7, 8, 9);
  }

  @Test
  void pagesThatEndEarlyAreFound() throws IOException {
    refuses(required(file().page(dataV1(2, Encoding.PLAIN), ints(1, 2))), "after 2 of 3 rows");
    refuses(required(file()), "after 0 of 3 rows");
    refuses(required(file().page(dataV1(3, Encoding.PLAIN), ints(1, 2))), "page 0", "its values");
  }

  @Test
  void valuesWithoutRowsAreFound() throws IOException {
    refuses(
        required(file().page(dataV1(4, Encoding.PLAIN), ints(1, 2, 3, 4))),
        "page 0",
        "4 values, more than the chunk's 3");
    refuses(
        required(
            file()
                .page(dataV1(2, Encoding.PLAIN), ints(1, 2))
                .page(dataV1(2, Encoding.PLAIN), ints(3, 4))),
        "page 1",
        "2 values where 1 rows of the row group are left");
    refuses(required(file().page(dataV1(-1, Encoding.PLAIN), VALUES)), "page 0", "-1 values");
  }

  @Test
  void sizesThatCannotBeAreFound() throws IOException {
    PageHeader header = dataV1(3, Encoding.PLAIN);
    refuses(required(file().page(header.setCompressed_page_size(-5), VALUES)), "-5 bytes");
    refuses(
        required(file().page(header.setCompressed_page_size(1 << 30), VALUES)), "1073741824 bytes");
    header.setCompressed_page_size(0);
    refuses(
        required(file().page(header.setUncompressed_page_size(13), VALUES)), "uncompressed size");
    refuses(
        required(file().page(header.setUncompressed_page_size(Integer.MAX_VALUE), VALUES)),
        "found 12, declared 2147483647");
    refuses(
        required(file().page(header.setUncompressed_page_size(-1), VALUES)),
        "uncompressed size is -1");
  }

  @Test
  void pagesBeyondTheLimitNameTheOption() throws IOException {
    Path file = required(file().page(dataV1(3, Encoding.PLAIN), VALUES));
    ReaderOptions options = ReaderOptions.builder().pageBytes(11).build();
    assertThatThrownBy(() -> read(FileSource.of(file), options))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("column n")
        .hasMessageContaining("12 bytes")
        .hasMessageContaining("ReaderOptions.pageBytes");
  }

  @ParameterizedTest
  @EnumSource(names = {"SNAPPY", "GZIP", "LZ4", "LZ4_RAW", "ZSTD"})
  void sizesThatNoCodecReachesAreFoundBeforeMemoryIsTaken(CompressionCodec codec)
      throws IOException {
    PageHeader header = dataV1(3, Encoding.PLAIN);
    header.setUncompressed_page_size(Integer.MAX_VALUE);
    PageHeader entries = dictionary(3);
    entries.setUncompressed_page_size(Integer.MAX_VALUE);
    PageHeader ids = dataV1(3, Encoding.RLE_DICTIONARY);
    for (PagesFile pages :
        List.of(
            file().page(header, new byte[20]),
            file().page(entries, new byte[20]).page(ids, new byte[20]))) {
      pages.column("n", Type.INT32, FieldRepetitionType.REQUIRED, ROWS);
      pages.tell(chunk -> Objects.requireNonNull(chunk.getMeta_data()).setCodec(codec));
      refuses(write(pages), "column n", "page 0", "20 bytes are 2147483647 before compression");
    }
  }

  @Test
  void headersThatAreNoneAreFound() throws IOException {
    refuses(required(file().raw(bytes(0x15, 0, 0x15))), "column n", "page 0", "does not end");
    refuses(required(file().raw(new byte[40])), "page 0", "no type");
    byte[] nested = new byte[200];
    java.util.Arrays.fill(nested, (byte) 0x1C);
    refuses(required(file().raw(nested)), "page 0");
    byte[] ofType9 = bytes(0x15, 9 << 1, 0x15, 0, 0x15, 0, 0);
    refuses(required(file().raw(ofType9)), "page 0", "of no type that there is");
    PageHeader unlike = new PageHeader(PageType.DATA_PAGE, 4, 4);
    refuses(required(file().page(unlike, VALUES)), "page 0", "no number of values");
  }

  @Test
  void levelsThatCannotBeAreFound() throws IOException {
    PageHeader v1 = dataV1(3, Encoding.PLAIN);
    refuses(optional(file().page(v1, bytes(1))), "page 0", "length of its levels");
    refuses(optional(file().page(v1, concat(ints(99), VALUES))), "page 0", "levels take 99 bytes");
    refuses(optional(file().page(v1, concat(levels(2, 1), VALUES))), "page 0", "definition levels");
    refuses(optional(file().page(v1, concat(levels(3, 7), VALUES))), "page 0", "definition levels");
    refuses(
        optional(file().page(dataV2(3, 0, 99, Encoding.PLAIN), VALUES)),
        "page 0",
        "99 bytes exceed");
    refuses(
        optional(file().page(dataV2(3, 0, -2, Encoding.PLAIN), VALUES)),
        "page 0",
        "-2 bytes exceed");
  }

  @Test
  void dictionariesThatCannotBeAreFound() throws IOException {
    PageHeader ids = dataV1(3, Encoding.RLE_DICTIONARY);
    byte[] thirdEntry = bytes(2, 3 << 1, 2);
    refuses(required(file().page(ids, thirdEntry)), "page 0", "chunk does not have");
    refuses(
        required(file().page(dictionary(2), ints(1, 2)).page(ids, thirdEntry)),
        "page 1",
        "id 2 of a dictionary of 2");
    refuses(
        required(file().page(dictionary(1 << 30), ints(1, 2)).page(ids, thirdEntry)),
        "page 0",
        "1073741824 entries do not fit 8 bytes");
    refuses(
        required(file().page(dictionary(3), VALUES).page(ids, bytes(77, 1))),
        "page 1",
        "77 bits wide");
    refuses(
        required(file().page(dictionary(3), VALUES).page(ids, bytes())), "page 1", "no bit width");
    refuses(
        required(
            file().page(dictionary(3), VALUES).page(dictionary(3), VALUES).page(ids, thirdEntry)),
        "page 1",
        "not the first page");
  }

  @Test
  void encodingsOfOtherTypesAreFound() throws IOException {
    refuses(
        required(file().page(dataV1(3, Encoding.DELTA_BYTE_ARRAY), VALUES)),
        "INT32, are encoded as DELTA_BYTE_ARRAY");
    refuses(required(file().page(dataV1(3, Encoding.RLE), VALUES)), "INT32, are encoded as RLE");
  }

  @Test
  void timestampsOfInt96BeyondTheUnitNameTheOption() throws IOException {
    byte[] year9999 = concat(ints(0, 0), ints(5_373_484));
    PagesFile pages = new PagesFile(1).page(dataV1(1, Encoding.PLAIN), year9999);
    Path file = write(pages.column("n", Type.INT96, FieldRepetitionType.REQUIRED, 1));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("column n")
        .hasMessageContaining("ReaderOptions.int96");
    ReaderOptions micros = ReaderOptions.builder().int96(Unit.MICROS).build();
    try (ParquetReader reader = ParquetReader.open(FileSource.of(file), pool, micros);
        BatchScan scan = reader.scan().open();
        ColumnBatch batch = Objects.requireNonNull(scan.next())) {
      assertThat(((FixedWidthColumn) batch.column(0)).getLong(0))
          .isEqualTo(253_402_214_400_000_000L);
    }
  }

  @Test
  void timestampsOfInt96ThatArePassedOverNameTheOptionToo() throws IOException {
    byte[] year9999 = concat(ints(0, 0), ints(5_373_484));
    PagesFile pages =
        new PagesFile(2)
            .page(dictionary(1), year9999)
            .page(dataV1(2, Encoding.RLE_DICTIONARY), bytes(1, 2 << 1, 0));
    Path file = write(pages.column("n", Type.INT96, FieldRepetitionType.REQUIRED, 2));
    try (ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().rows(1, 1).open()) {
      assertThatThrownBy(scan::next)
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContaining("ReaderOptions.int96");
    }
  }

  /** Texts of four mebibytes each, which are one in the dictionary. */
  private Path largeTexts(int rows, int entries, FieldRepetitionType repetition)
      throws IOException {
    byte[] text = concat(ints(1 << 22), new byte[1 << 22]);
    byte[] ids = concat(bytes(1), varint(entries << 1), bytes(0));
    byte[] levels = bytes();
    if (repetition == FieldRepetitionType.REPEATED) {
      // one entry of level 0, then all others of level 1; all of definition level 1
      byte[] repetitions = concat(bytes(1 << 1, 0), varint((entries - 1) << 1), bytes(1));
      byte[] definitions = concat(varint(entries << 1), bytes(1));
      levels = concat(ints(repetitions.length), repetitions, ints(definitions.length), definitions);
    }
    PagesFile pages =
        new PagesFile(rows)
            .page(dictionary(1), text)
            .page(dataV1(entries, Encoding.RLE_DICTIONARY), concat(levels, ids));
    return write(pages.column("n", Type.BYTE_ARRAY, repetition, entries));
  }

  private static byte[] varint(int twoBytes) {
    return bytes((twoBytes & 0x7F) | 0x80, twoBytes >> 7);
  }

  @Test
  void textsOfMoreThanTwoGibibytesAskForFewerRows() throws IOException {
    Path file = largeTexts(1_000, 1_000, FieldRepetitionType.REQUIRED);
    try (ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().open()) {
      assertThatThrownBy(scan::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("ask for fewer rows");
    }
  }

  @Test
  void aRowOfMoreThanTwoGibibytesCannotBeRead() throws IOException {
    Path file = largeTexts(1, 1_000, FieldRepetitionType.REPEATED);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("one row");
  }

  @Test
  void rowsThatGoOnBeforeTheyBeginAreFound() throws IOException {
    // repetition levels 1, definition levels 1
    byte[] body = concat(levels(3, 1), levels(3, 1), VALUES);
    PagesFile file = file().page(dataV1(3, Encoding.PLAIN), body);
    refuses(
        write(file.column("n", Type.INT32, FieldRepetitionType.REPEATED, ROWS)),
        "page 0",
        "did not begin");
  }

  @Test
  void membersOfAListThatDoNotFitTogetherAreFound() throws IOException {
    // three rows of one entry each in a; in b, the last one has two
    byte[] single = concat(levels(3, 0), levels(3, 1), VALUES);
    byte[] another = concat(ints(2), bytes(0b11, 0b1000), levels(4, 1), ints(1, 2, 3, 4));
    PagesFile file = file().group("g", FieldRepetitionType.REPEATED, 2);
    file.page(dataV1(3, Encoding.PLAIN), single);
    file.member("g", "a", Type.INT32, FieldRepetitionType.REQUIRED, 3);
    file.page(dataV1(4, Encoding.PLAIN), another);
    file.member("g", "b", Type.INT32, FieldRepetitionType.REQUIRED, 4);
    refuses(write(file), "field b has 2 slots where its neighbours have 1");
  }
}
