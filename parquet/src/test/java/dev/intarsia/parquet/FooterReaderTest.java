package dev.intarsia.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Footers, whole and damaged. */
@DetectLeaks
class FooterReaderTest {
  private static final Schema SCHEMA =
      Schema.builder("sample")
          .required("id", PhysicalType.INT64)
          .optional("name", LogicalType.string())
          .build();

  @TempDir private Path folder;

  private Path write(MemoryPool pool, int rows) throws IOException {
    Path file = folder.resolve("sample.parquet");
    WriterOptions options =
        WriterOptions.builder()
            .rowGroupRows(40)
            .keyValue("who", "test")
            .sortedBy(SortingColumn.ascending("id"))
            .build();
    try (ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, options)) {
      RowAppender row = writer.rows();
      for (int i = 0; i < rows; i++) {
        row.setLong(0, i);
        if (i % 3 > 0) {
          row.setString(1, "name " + i);
        }
        row.end();
      }
      writer.finish();
    }
    return file;
  }

  @Test
  void aFooterSaysWhatTheWriterWasTold(MemoryPool pool) throws IOException {
    Path file = write(pool, 100);
    FileMetadata metadata;
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      assertThat(reader.schema()).isEqualTo(SCHEMA);
      metadata = reader.metadata();
    }
    assertThat(metadata.rowCount()).isEqualTo(100);
    assertThat(metadata.keyValues()).isEqualTo(Map.of("who", "test"));
    assertThat(metadata.createdBy()).startsWith("intarsia version ");
    assertThat(metadata.rowGroups())
        .extracting(RowGroupMetadata::rowCount)
        .containsExactly(40L, 40L, 20L);
    assertThat(metadata.rowGroups())
        .extracting(RowGroupMetadata::firstRow)
        .containsExactly(0L, 40L, 80L);
    RowGroupMetadata last = metadata.rowGroups().getLast();
    assertThat(last.sorting()).containsExactly(SortingColumn.ascending("id"));
    ColumnChunkMetadata name = last.column(1);
    assertThat(name.name()).isEqualTo("name");
    assertThat(name.valueCount()).isEqualTo(20);
    assertThat(name.nullCount()).isEqualTo(7);
    assertThat(name.pages().end()).isLessThan(Files.size(file));
    assertThat(last.column(0).statistics().min()).isEqualTo(bound(80));
    assertThat(last.column(0).statistics().max()).isEqualTo(bound(99));
  }

  private static Bound bound(long value) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return Bound.of(bytes, true);
  }

  @Test
  void aShortFooterTakesOneReadOfAForeignSource(MemoryPool pool) throws IOException {
    RemoteFile source = new RemoteFile(Files.readAllBytes(write(pool, 10)));
    try (ParquetReader reader = ParquetReader.open(source, pool, ReaderOptions.defaults())) {
      assertThat(reader.metadata().rowCount()).isEqualTo(10);
    }
    assertThat(source.reads()).hasSize(1);
    assertThat(source.closed()).isTrue();
  }

  @Test
  void aLongFooterTakesTwo(MemoryPool pool) throws IOException {
    RemoteFile source = new RemoteFile(Files.readAllBytes(write(pool, 20_000)));
    try (ParquetReader reader = ParquetReader.open(source, pool, ReaderOptions.defaults())) {
      assertThat(reader.metadata().rowGroups()).hasSize(500);
    }
    assertThat(source.reads()).hasSize(2);
  }

  @Test
  void aFileThatCannotBeOpenedIsClosed(MemoryPool pool) {
    RemoteFile source = new RemoteFile(new byte[40]);
    assertThatThrownBy(() -> ParquetReader.open(source, pool, ReaderOptions.defaults()))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("PAR1");
    assertThat(source.closed()).isTrue();
    assertThat(pool.used()).isZero();
  }

  @Test
  void aFooterBeyondTheLimitIsRefusedWithTheOptionsName(MemoryPool pool) throws IOException {
    Path file = write(pool, 10);
    ReaderOptions options = ReaderOptions.builder().footerBytes(100).build();
    assertThatThrownBy(() -> ParquetReader.open(file, pool, options))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("ReaderOptions.footerBytes");
  }

  @Test
  void everyTruncationIsRefused(MemoryPool pool) throws IOException {
    byte[] whole = Files.readAllBytes(write(pool, 10));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> open(part, pool)).isInstanceOf(CorruptFileException.class);
    }
  }

  /** A changed byte may go unnoticed, but nothing else than the reader's own exceptions comes. */
  @Test
  void noDamageToAFooterEscapesTheReadersExceptions(MemoryPool pool) throws IOException {
    byte[] whole = Files.readAllBytes(write(pool, 100));
    SplittableRandom random = new SplittableRandom(5);
    int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(whole.length - 8);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        damaged[whole.length - 8 - 1 - random.nextInt(length)] = (byte) random.nextInt(256);
      }
      try {
        open(damaged, pool);
      } catch (CorruptFileException | UnsupportedFeatureException noticed) {
        assertThat(noticed).hasMessageContaining("damaged.parquet");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  private static void open(byte[] file, MemoryPool pool) throws IOException {
    FileSource source = FileSource.of(MemorySegment.ofArray(file), "damaged.parquet");
    try (ParquetReader reader = ParquetReader.open(source, pool, ReaderOptions.defaults())) {
      for (RowGroupMetadata group : reader.metadata().rowGroups()) {
        for (ColumnChunkMetadata chunk : group.columns()) {
          reader.pageLocations(group.index(), chunk.column());
          reader.columnIndex(group.index(), chunk.column());
          try (BloomFilter filter = reader.bloomFilter(group.index(), chunk.column())) {
            assertThat(filter).isNull();
          }
        }
      }
    }
  }
}
