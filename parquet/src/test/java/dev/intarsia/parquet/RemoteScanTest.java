package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans of a file that is not in memory: how often it is read. */
@DetectLeaks
class RemoteScanTest {
  private static final int COLUMNS = 20;
  private static final int GROUPS = 6;
  private static final int GROUP_ROWS = 2_000;
  private static final int PAGE_ROWS = 500;

  @TempDir private Path folder;
  private RemoteFile remote;

  @BeforeEach
  void write(MemoryPool pool) throws IOException {
    Schema.Builder fields = Schema.builder("wide");
    IntStream.range(0, COLUMNS).forEach(i -> fields.required("c" + i, PhysicalType.INT64));
    Path file = folder.resolve("wide.parquet");
    WriterOptions options =
        WriterOptions.builder()
            .rowGroupRows(GROUP_ROWS)
            .pageRows(PAGE_ROWS)
            .encoding(ColumnEncoding.PLAIN)
            .compression(Compression.uncompressed())
            .build();
    try (ParquetWriter writer = ParquetWriter.create(file, fields.build(), pool, options)) {
      RowAppender row = writer.rows();
      for (int i = 0; i < GROUPS * GROUP_ROWS; i++) {
        for (int column = 0; column < COLUMNS; column++) {
          row.setLong(column, value(i, column));
        }
        row.end();
      }
      writer.finish();
    }
    remote = new RemoteFile(Files.readAllBytes(file));
  }

  private static long value(long row, int column) {
    return row * COLUMNS + column;
  }

  private static void check(ScanBuilder scan, int... columns) throws IOException {
    long row = 0;
    try (BatchScan batches = scan.project(columns).open()) {
      for (ColumnBatch next = batches.next(); next != null; next = batches.next()) {
        try (ColumnBatch batch = next) {
          for (int i = 0; i < batch.rowCount(); i++, row++) {
            for (int c = 0; c < columns.length; c++) {
              FixedWidthColumn column = (FixedWidthColumn) batch.column(c);
              assertThat(column.getLong(i)).isEqualTo(value(row, columns[c]));
            }
          }
        }
      }
    }
    assertThat(row).isEqualTo((long) GROUPS * GROUP_ROWS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aRowGroupOfSmallChunksTakesOneRead(int threads, MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(remote, pool, ReaderOptions.defaults())) {
      remote.reads().clear();
      check(reader.scan().threads(threads), IntStream.range(0, COLUMNS).toArray());
    }
    assertThat(remote.reads()).hasSize(GROUPS);
    assertThat(pool.used()).isZero();
  }

  @Test
  void aFilterAsksForItsPageIndexesInOneRead(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(remote, pool, ReaderOptions.defaults())) {
      long pagesEnd = reader.metadata().rowGroups().getLast().column(COLUMNS - 1).pages().end();
      remote.reads().clear();
      // Statistics leave the second row group, and the indexes of three columns are asked.
      Filter filter =
          Filter.and(
              Filter.ge("c0", value(3_000, 0)),
              Filter.ge("c9", value(3_000, 9)),
              Filter.le("c19", value(3_000, 19)));
      assertThat(reader.scan().filter(filter).count()).isEqualTo(1);
      // The three that go to a page look up where it is.
      assertThat(remote.reads()).filteredOn(read -> read.offset() >= pagesEnd).hasSize(1 + 3);
    }
  }

  @Test
  void ofAFewRowsNoChunkIsReadForAnother(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(remote, pool, ReaderOptions.defaults())) {
      long chunkBytes = reader.metadata().rowGroups().getFirst().column(0).compressedSize();
      for (ScanBuilder few :
          List.of(
              reader.scan().filter(Filter.eq("c0", value(3_000, 0))),
              reader.scan().rows(3_000, 1))) {
        remote.reads().clear();
        try (BatchScan scan = few.open();
            ColumnBatch batch = Objects.requireNonNull(scan.next())) {
          assertThat(batch.rowCount()).isEqualTo(1);
        }
        assertThat(remote.reads()).allMatch(read -> read.length() <= chunkBytes);
      }
    }
  }

  @Test
  void columnsThatAreFarApartAreReadAlone(MemoryPool pool) throws IOException {
    ReaderOptions options = ReaderOptions.builder().readGap(100).build();
    try (ParquetReader reader = ParquetReader.open(remote, pool, options)) {
      long wanted =
          reader.metadata().rowGroups().stream()
              .mapToLong(
                  group ->
                      group.column(0).compressedSize()
                          + group.column(1).compressedSize()
                          + group.column(9).compressedSize())
              .sum();
      remote.reads().clear();
      check(reader.scan(), 9, 0, 1);
      assertThat(remote.reads()).hasSize(2 * GROUPS);
      assertThat(remote.reads().stream().mapToLong(ByteRange::length).sum()).isEqualTo(wanted);
    }
  }

  @Test
  void aScanThatIsLeftEarlyGivesAllBack(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(remote, pool, ReaderOptions.defaults())) {
      try (BatchScan scan = reader.scan().open();
          ColumnBatch first = scan.next()) {
        assertThat(first).isNotNull();
      }
    }
    assertThat(pool.used()).isZero();
  }
}
