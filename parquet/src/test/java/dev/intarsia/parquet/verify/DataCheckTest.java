package dev.intarsia.parquet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.SortingColumn;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.interop.TamperedFile;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose metadata lie about their values. */
@NullUnmarked // the getters of Thrift are nullable, all of them
@DetectLeaks
class DataCheckTest {
  private static final int ID = 0;
  private static final int NAME = 1;
  private static final int ROWS = 1_000;

  private static final Schema SCHEMA =
      Schema.builder("sample")
          .required("id", PhysicalType.INT64)
          .optional("name", LogicalType.string())
          .optional("flag", PhysicalType.BOOLEAN)
          .build();

  @TempDir private Path folder;
  private Path honest;

  @BeforeEach
  void write(MemoryPool pool) throws IOException {
    honest = folder.resolve("honest.parquet");
    WriterOptions options =
        WriterOptions.builder()
            .pageRows(100)
            .stagedRows(100)
            .sortedBy(SortingColumn.ascending("id"))
            .build();
    try (ParquetWriter writer = ParquetWriter.create(honest, SCHEMA, pool, options)) {
      RowAppender row = writer.rows();
      for (int i = 0; i < ROWS; i++) {
        row.setLong(0, i);
        if (i % 3 > 0 && i / 100 != 4) {
          row.setString(1, "name " + i % 7);
        }
        if (i % 2 > 0) {
          row.setBoolean(2, i % 4 > 1);
        }
        row.end();
      }
      writer.finish();
    }
  }

  private List<String> problems(TamperedFile file, MemoryPool pool) throws IOException {
    return problems(file.writeTo(folder.resolve("lying.parquet")), pool);
  }

  private static List<String> problems(Path file, MemoryPool pool) throws IOException {
    List<String> problems = new ArrayList<>();
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      DataCheck.of(reader, "lying.parquet", problem -> problems.add(problem.getMessage()));
    }
    return problems;
  }

  private static void assertOne(List<String> problems, String column, String reason) {
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst())
        .startsWith("lying.parquet is corrupt: column " + column + ", row group 0: ")
        .contains(reason);
  }

  private static byte[] int64(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private static ByteBuffer text(String value) {
    return ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
  }

  private TamperedFile statistics(int column, Consumer<Statistics> change) throws IOException {
    return TamperedFile.of(honest)
        .chunk(0, column, chunk -> change.accept(chunk.getMeta_data().getStatistics()));
  }

  @Test
  void anHonestFileIsInOrder(MemoryPool pool) throws IOException {
    assertThat(problems(TamperedFile.of(honest), pool)).isEmpty();
  }

  @Test
  void aMinimumThatIsTooHighIsFound(MemoryPool pool) throws IOException {
    assertOne(
        problems(statistics(ID, found -> found.setMin_value(int64(2))), pool),
        "id",
        "row 0 is the first whose values are less than the minimum");
  }

  @Test
  void aMaximumThatIsTooLowIsFound(MemoryPool pool) throws IOException {
    assertOne(
        problems(statistics(ID, found -> found.setMax_value(int64(997))), pool),
        "id",
        "row 998 is the first whose values are greater than the maximum");
  }

  @Test
  void anExactBoundHasToOccur(MemoryPool pool) throws IOException {
    assertOne(
        problems(statistics(ID, found -> found.setMax_value(int64(2_000))), pool),
        "id",
        "no value is its maximum, which is said to be exact");
    assertThat(
            problems(
                statistics(
                    ID, found -> found.setMax_value(int64(2_000)).setIs_max_value_exact(false)),
                pool))
        .isEmpty();
  }

  @Test
  void aWrongCountOfNullsIsFound(MemoryPool pool) throws IOException {
    assertOne(
        problems(statistics(NAME, found -> found.setNull_count(400)), pool),
        "name",
        "its nulls: found 401, declared 400");
  }

  @Test
  void aWrongCountOfBytesIsFound(MemoryPool pool) throws IOException {
    TamperedFile file =
        TamperedFile.of(honest)
            .chunk(
                0,
                NAME,
                chunk ->
                    chunk
                        .getMeta_data()
                        .getSize_statistics()
                        .setUnencoded_byte_array_data_bytes(7));
    assertOne(problems(file, pool), "name", "the bytes of its values: found 3594, declared 7");
  }

  @Test
  void aPagesBoundThatIsWrongIsFound(MemoryPool pool) throws IOException {
    TamperedFile file =
        TamperedFile.of(honest)
            .columnIndex(
                0,
                NAME,
                index -> {
                  index.getMin_values().set(3, text("name 1"));
                  index.setBoundary_order(BoundaryOrder.UNORDERED);
                });
    assertOne(problems(file, pool), "name", "are not within their page's bounds");
  }

  @Test
  void aPageThatIsNotNullThroughoutIsFound(MemoryPool pool) throws IOException {
    TamperedFile file =
        TamperedFile.of(honest)
            .columnIndex(
                0,
                NAME,
                index -> {
                  index.getNull_pages().set(5, true);
                  index.getNull_counts().set(5, 100L);
                });
    assertOne(problems(file, pool), "name", "page 5 is said to be null throughout, but has 67");
  }

  @Test
  void aPagesWrongCountOfNullsIsFound(MemoryPool pool) throws IOException {
    TamperedFile file =
        TamperedFile.of(honest).columnIndex(0, NAME, index -> index.getNull_counts().set(9, 1L));
    assertOne(problems(file, pool), "name", "page 9 has 34 nulls, but its index says 1");
  }

  @Test
  void pagesThatAreNotInOrderAreFound(MemoryPool pool) throws IOException {
    TamperedFile file =
        TamperedFile.of(honest)
            .columnIndex(0, ID, index -> index.setBoundary_order(BoundaryOrder.DESCENDING));
    assertOne(problems(file, pool), "id", "its pages' bounds are said to be DESCENDING");
  }

  @Test
  void rowsThatAreNotSortedAreFound(MemoryPool pool) throws IOException {
    TamperedFile file =
        TamperedFile.of(honest)
            .footer(
                footer ->
                    footer
                        .getRow_groups()
                        .getFirst()
                        .getSorting_columns()
                        .getFirst()
                        .setDescending(true));
    assertOne(
        problems(file, pool),
        "id",
        "row 1 is the first whose values are not sorted as the row group says");
  }

  @Test
  void aBloomFilterThatLacksAValueIsFound(MemoryPool pool) throws IOException {
    Path file =
        Path.of(
            System.getProperty("intarsia.parquet-testing", "missing"),
            "data",
            "data_index_bloom_encoding_with_length.parquet");
    Assumptions.assumeTrue(Files.exists(file), () -> "no " + file);
    assertThat(problems(file, pool)).isEmpty();
    long[] at = new long[1];
    TamperedFile lying =
        TamperedFile.of(file)
            .chunk(0, 0, chunk -> at[0] = chunk.getMeta_data().getBloom_filter_offset());
    assertOne(
        problems(lying.zeros(at[0] + 64, 64), pool), "String", "are missing in the bloom filter");
  }

  @Test
  void allProblemsOfAFileAreToldOnceEach(MemoryPool pool) throws IOException {
    TamperedFile file =
        statistics(ID, found -> found.setMin_value(int64(50)).setMax_value(int64(60)))
            .chunk(0, NAME, chunk -> chunk.getMeta_data().getStatistics().setNull_count(0));
    assertThat(problems(file, pool)).hasSize(3);
  }
}
