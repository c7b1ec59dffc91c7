package dev.intarsia.parquet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.FilterMetrics;
import dev.intarsia.parquet.FilterMetrics.Pruned;
import dev.intarsia.parquet.PageLocation;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ScanBuilder;
import dev.intarsia.parquet.ScanMetrics;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each level prunes: four row groups of 1,000 rows, in pages of 100. */
@DetectLeaks
final class PruningTest {
  private static final int ROWS = 4_000;
  private static final int COLUMNS = FilterData.SCHEMA.size();

  @TempDir private Path folder;

  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("rows.parquet");
    new FilterData(ROWS, 1)
        .write(file, pool, WriterOptions.builder().rowGroupRows(1_000).pageRows(100).build());
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private ScanMetrics scan(Filter filter, String... projection) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      ScanBuilder asked = reader.scan().filter(filter);
      try (BatchScan scan = (projection.length == 0 ? asked : asked.project(projection)).open()) {
        readAll(scan);
        return scan.metrics();
      }
    }
  }

  @Test
  void statisticsPruneRowGroups() throws IOException {
    ScanMetrics metrics = scan(Filter.lt("id", 0));
    assertThat(metrics.filter().statistics()).isEqualTo(new Pruned(4, ROWS));
    assertThat(metrics.decodedPages()).isZero();
    assertThat(metrics.filter().decodedPages()).isZero();
  }

  @Test
  void columnIndexesPrunePagesOfEveryColumn() throws IOException {
    ScanMetrics metrics = scan(Filter.eq("id", 2_345));
    FilterMetrics filter = metrics.filter();
    assertThat(filter.statistics()).isEqualTo(new Pruned(3, 3_000));
    assertThat(filter.columnIndexes()).isEqualTo(new Pruned(0, 900));
    assertThat(filter.testedRows()).isEqualTo(100);
    assertThat(filter.passedRows()).isEqualTo(1);
    assertThat(filter.decodedPages()).isEqualTo(1);
    assertThat(metrics.decodedPages()).isEqualTo(COLUMNS);
    assertThat(metrics.rows()).isEqualTo(1);
  }

  @Test
  void dictionariesPruneWhatLiesBetweenTheirBounds() throws IOException {
    FilterMetrics filter = scan(Filter.eq("word", "word1x")).filter();
    assertThat(filter.dictionaries().rowGroups()).isPositive();
    assertThat(filter.testedRows()).isZero();
    assertThat(filter.decodedPages()).isZero();
  }

  @Test
  void whatIsCertainIsNotTested() throws IOException {
    ScanMetrics metrics = scan(Filter.ge("id", 1_000), "sorted");
    assertThat(metrics.filter().certainRows()).isEqualTo(3_000);
    assertThat(metrics.filter().decodedPages()).isZero();
    assertThat(metrics.rows()).isEqualTo(3_000);
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      assertThat(reader.scan().filter(Filter.ge("id", 1_000)).count()).isEqualTo(3_000);
      assertThat(reader.scan().rows(10, 100).count()).isEqualTo(100);
    }
  }

  @Test
  void columnsThatOnlyDeliverAreReadWhereRowsAreLeft() throws IOException {
    // One row of each page passes, if any; the second column is read for those pages only.
    ScanMetrics metrics =
        scan(Filter.and(Filter.in("id", 5, 1_234), Filter.isNotNull("price")), "text");
    assertThat(metrics.decodedPages()).isLessThanOrEqualTo(2);
    assertThat(metrics.filter().testedRows()).isEqualTo(200);
  }

  @Test
  void laterTermsAreNotDecodedWhereEarlierOnesLeaveNothing() throws IOException {
    ScanMetrics metrics =
        scan(
            Filter.and(
                Filter.eq("time", Instant.EPOCH.plusMillis(999_999_999)), Filter.ne("text", "x")),
            "id");
    assertThat(metrics.decodedPages()).isZero();
    assertThat(metrics.filter().decodedPages()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aCorruptPageOfTheFiltersColumnFailsTheScan(int threads) throws IOException {
    PageLocation page;
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      page = Objects.requireNonNull(reader.pageLocations(2, 0)).get(3);
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) page.offset() + page.compressedSize() - 1] ^= 0x55;
    Path broken = Files.write(folder.resolve("broken.parquet"), bytes);
    Filter wide = Filter.ne("id", 7);
    try (ParquetReader reader = ParquetReader.open(broken, pool)) {
      ScanBuilder asked = reader.scan().filter(Filter.and(wide, Filter.ne("id", 2_350)));
      try (BatchScan scan = asked.project("sorted").batchRows(300).threads(threads).open()) {
        assertThatThrownBy(() -> readAll(scan))
            .isInstanceOf(CorruptFileException.class)
            .hasMessageContaining("broken.parquet")
            .hasMessageContaining("row group 2")
            .hasMessageContaining("id");
      }
      assertThatThrownBy(asked::count).isInstanceOf(CorruptFileException.class);
    }
  }

  private static void readAll(BatchScan scan) throws IOException {
    for (ColumnBatch next = scan.next(); next != null; next = scan.next()) {
      next.close();
    }
  }

  @Test
  void flightRecorderIsTold() throws IOException {
    Path recorded = folder.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.intarsia.Scan").withoutThreshold();
      recording.enable("dev.intarsia.RowGroupFilter").withoutThreshold();
      recording.start();
      scan(Filter.eq("id", 2_345));
      recording.stop();
      recording.dump(recorded);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(recorded);
    assertThat(named(events, "dev.intarsia.RowGroupFilter"))
        .extracting(event -> event.getLong("possibleRows"))
        .containsExactly(0L, 0L, 100L, 0L);
    RecordedEvent scan = named(events, "dev.intarsia.Scan").getFirst();
    assertThat(scan.getLong("rows")).isEqualTo(1);
    assertThat(scan.getLong("prunedRows")).isEqualTo(3_900);
    assertThat(scan.getLong("decodedPages")).isEqualTo(COLUMNS + 1);
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
  }

  @Test
  void theMatchingRowIsTheOneThatComes() throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan =
            reader.scan().filter(Filter.eq("id", 2_345)).project("id", "sorted").open();
        ColumnBatch batch = Objects.requireNonNull(scan.next())) {
      assertThat(((FixedWidthColumn) batch.column(0)).getLong(0)).isEqualTo(2_345);
      assertThat(((BinaryColumn) batch.column(1)).getString(0)).isEqualTo("s00781");
    }
  }
}
