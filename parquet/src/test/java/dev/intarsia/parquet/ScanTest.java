package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scan reads, and to whom its memory belongs. */
@DetectLeaks
class ScanTest {
  private static final int ROWS = 5_000;
  private static final int GROUP_ROWS = 1_700;
  private static final int PAGE_ROWS = 100;

  private static final Schema SCHEMA =
      Schema.builder("rows")
          .required("id", PhysicalType.INT64)
          .optional("half", PhysicalType.INT32)
          .optional("text", LogicalType.string())
          .build();

  @TempDir private Path folder;
  private Path file;

  /** Row i: i; i if it is even; "text i" if it is not a multiple of 3. */
  @BeforeEach
  void write(MemoryPool pool) throws IOException {
    file = folder.resolve("rows.parquet");
    WriterOptions options =
        WriterOptions.builder()
            .rowGroupRows(GROUP_ROWS)
            .pageRows(PAGE_ROWS)
            .column("id", own -> own.withEncoding(ColumnEncoding.PLAIN))
            .build();
    try (ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, options)) {
      RowAppender row = writer.rows();
      for (int i = 0; i < ROWS; i++) {
        row.setLong(0, i);
        if (i % 2 == 0) {
          row.setInt(1, i);
        }
        if (i % 3 != 0) {
          row.setString(2, "text " + i);
        }
        row.end();
      }
      writer.finish();
    }
  }

  private static List<Long> ids(ScanBuilder asked) throws IOException {
    List<Long> ids = new ArrayList<>();
    try (BatchScan scan = asked.open()) {
      ColumnBatch next;
      while ((next = scan.next()) != null) {
        try (ColumnBatch batch = next) {
          FixedWidthColumn column = (FixedWidthColumn) batch.column("id");
          for (int row = 0; row < batch.rowCount(); row++) {
            ids.add(column.getLong(row));
          }
        }
      }
    }
    return ids;
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void batchesAreFullAcrossPagesAndRowGroups(int threads, MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().batchRows(999).threads(threads).open()) {
      List<Integer> sizes = new ArrayList<>();
      ColumnBatch next;
      while ((next = scan.next()) != null) {
        try (ColumnBatch batch = next) {
          sizes.add(batch.rowCount());
        }
      }
      assertThat(sizes).containsExactly(999, 999, 999, 999, 999, 5);
      assertThat(scan.next()).isNull();
      assertThat(scan.metrics().rows()).isEqualTo(ROWS);
      assertThat(scan.metrics().batches()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void rowsAreTakenFromTheMiddle(int threads, MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      for (long from : new long[] {0, 1, 99, 100, 150, 1_699, 1_700, 3_000, 4_999, 5_000, 9_000}) {
        for (long count : new long[] {0, 1, 100, 2_345, Long.MAX_VALUE}) {
          long to = count > ROWS - from ? ROWS : from + count;
          assertThat(ids(reader.scan().rows(from, count).batchRows(333).threads(threads)))
              .as("%d rows from %d", count, from)
              .isEqualTo(range(from, to));
        }
      }
    }
  }

  @Test
  void pagesThatAreNotWantedAreNotDecoded(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().project("id").rows(3_450, 100).open()) {
      Objects.requireNonNull(scan.next()).close();
      assertThat(scan.metrics().decodedBytes()).isEqualTo(2L * PAGE_ROWS * Long.BYTES);
    }
  }

  @Test
  void rowGroupsAreTakenInTheOrderAskedFor(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      List<Long> expected = new ArrayList<>(range(3_400, 5_000));
      expected.addAll(range(0, 1_700));
      assertThat(ids(reader.scan().rowGroups(2, 0))).isEqualTo(expected);
      assertThat(ids(reader.scan().rowGroups())).isEmpty();
    }
  }

  @Test
  void aRowGroupThatIsAskedForTwiceComesTwice(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      List<Long> twice = new ArrayList<>(range(0, 1_700));
      twice.addAll(range(0, 1_700));
      assertThat(ids(reader.scan().rowGroups(0, 0))).isEqualTo(twice);
      assertThat(ids(reader.scan().rowGroups(0, 0).rows(5, 3)))
          .containsExactly(5L, 6L, 7L, 5L, 6L, 7L);
      assertThat(ids(reader.scan().rowGroups(0, 0).filter(Filter.in("half", 3, 4, 400))))
          .containsExactly(4L, 400L, 4L, 400L);
    }
  }

  @Test
  void fieldsComeInTheOrderAskedFor(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().project("text", "id").open()) {
      assertThat(scan.schema().fields()).extracting("name").containsExactly("text", "id");
      try (ColumnBatch batch = Objects.requireNonNull(scan.next())) {
        assertThat(((BinaryColumn) batch.column(0)).getString(7)).isEqualTo("text 7");
        assertThat(batch.column(0).isNull(9)).isTrue();
      }
    }
  }

  @Test
  void whatCannotBeAskedForIsRefused(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      ScanBuilder scan = reader.scan();
      assertThatThrownBy(() -> scan.project("nothing"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nothing");
      assertThatThrownBy(() -> scan.project(0, 3)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> scan.project(0, 0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> scan.project(new int[0]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> scan.rowGroups(3)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> scan.rows(-1, 5)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> scan.batchRows(0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> scan.threads(0)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aBatchOutlivesItsScanAndItsReader(MemoryPool pool) throws IOException {
    ColumnBatch batch;
    try (ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().batchRows(10).open()) {
      Objects.requireNonNull(scan.next()).close();
      batch = Objects.requireNonNull(scan.next());
      Objects.requireNonNull(scan.next()).close();
    }
    try (batch) {
      assertThat(((FixedWidthColumn) batch.column("id")).getLong(3)).isEqualTo(13);
      assertThat(((BinaryColumn) batch.column("text")).getString(4)).isEqualTo("text 14");
    }
  }

  @Test
  void aClosedBatchShowsNothing(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().open()) {
      ColumnBatch batch = Objects.requireNonNull(scan.next());
      MemorySegment values = ((FixedWidthColumn) batch.column("id")).values();
      batch.close();
      assertThatThrownBy(() -> values.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aScanMayBeGivenUpAtAnyTime(int threads, MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      // over and over, since threads may be at anything when the scan is closed
      for (int round = 0; round < 400; round++) {
        BatchScan scan = reader.scan().batchRows(200).threads(threads).open();
        for (int i = 0; i < round % 4; i++) {
          Objects.requireNonNull(scan.next()).close();
        }
        scan.close();
        scan.close();
        assertThatThrownBy(scan::next).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void aReaderIsNotClosedUnderAScan(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      try (BatchScan scan = reader.scan().open()) {
        assertThatThrownBy(reader::close)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("scans of");
        Objects.requireNonNull(scan.next()).close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shortMemoryIsToldAndNothingLeaks(int threads) throws IOException {
    try (MemoryPool pool = MemoryPool.create("short", MemoryLimit.kibibytes(96));
        ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().batchRows(ROWS).threads(threads).open()) {
      assertThatThrownBy(scan::next).isInstanceOf(MemoryLimitExceededException.class);
      assertThatThrownBy(scan::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("failed before");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aSourceThatFailsIsToldInOrder(int threads, MemoryPool pool) throws IOException {
    FailingSource source = new FailingSource(FileSource.unmapped(file));
    try (ParquetReader reader = ParquetReader.open(source, pool, ReaderOptions.defaults());
        BatchScan scan = reader.scan().batchRows(GROUP_ROWS).threads(threads).open()) {
      source.failsFrom = reader.metadata().rowGroups().get(1).column(0).start();
      Objects.requireNonNull(scan.next()).close();
      assertThatThrownBy(scan::next).isInstanceOf(IOException.class).hasMessage("out of reach");
    }
  }

  /** Reads the file until it is told not to. */
  private static final class FailingSource implements FileSource {
    private final FileSource source;
    private volatile long failsFrom = Long.MAX_VALUE;

    FailingSource(FileSource source) {
      this.source = source;
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public long size() throws IOException {
      return source.size();
    }

    @Override
    public void read(long position, MemorySegment target) throws IOException {
      if (position + target.byteSize() > failsFrom) {
        throw new IOException("out of reach");
      }
      source.read(position, target);
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  @Test
  void rowsAreReadOneByOne(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool);
        RowReader row = reader.scan().batchRows(70).openRows()) {
      assertThatThrownBy(() -> row.getLong(0)).isInstanceOf(IllegalStateException.class);
      for (int i = 0; i < ROWS; i++) {
        assertThat(row.next()).isTrue();
        assertThat(row.getLong(0)).isEqualTo(i);
        assertThat(row.isNull(1)).isEqualTo(i % 2 != 0);
        assertThat(row.isNull(2)).isEqualTo(i % 3 == 0);
        if (i % 3 != 0) {
          assertThat(row.getString(2)).isEqualTo("text " + i);
          assertThat(row.byteLength(2)).isEqualTo(("text " + i).length());
        }
      }
      assertThat(row.next()).isFalse();
      assertThatThrownBy(() -> row.isNull(0)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aRowRefusesNullsAndOtherTypes(MemoryPool pool) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      RowReader row = reader.scan().openRows();
      assertThat(row.next()).isTrue();
      assertThatThrownBy(() -> row.getString(2))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("null")
          .hasMessageContaining("text");
      assertThatThrownBy(() -> row.getInt(0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("INT64");
      assertThatThrownBy(() -> row.getBoolean(1)).isInstanceOf(IllegalStateException.class);
      MemorySegment bytes = row.bytes(0);
      row.close();
      assertThatThrownBy(() -> bytes.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> row.getLong(0)).isInstanceOf(IllegalStateException.class);
    }
  }
}
