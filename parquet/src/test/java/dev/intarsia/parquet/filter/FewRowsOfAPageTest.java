package dev.intarsia.parquet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.columns.BinaryColumn;
import dev.intarsia.columns.BooleanColumn;
import dev.intarsia.columns.Column;
import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.FixedWidthColumn;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.RowAppender;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.ScanBuilder;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.testing.DetectLeaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of several blocks of ZSTD, of which a filter leaves few rows. */
@DetectLeaks
final class FewRowsOfAPageTest {
  private static final int ROWS = 90_000;
  private static final int PAGE_ROWS = 40_000;
  private static final Schema SCHEMA =
      Schema.builder("rows")
          .required("number", PhysicalType.INT64)
          .optional("plain", LogicalType.string())
          .optional("wide", PhysicalType.DOUBLE)
          .optional("repeated", LogicalType.string())
          .required("code", PhysicalType.INT64)
          .optional("flag", PhysicalType.BOOLEAN)
          .build();

  @TempDir private Path folder;

  private final MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(256));

  @AfterEach
  void close() {
    pool.close();
  }

  @ParameterizedTest
  @EnumSource(DataPageVersion.class)
  void areThoseOfAWholeScan(DataPageVersion version) throws IOException {
    compare(file(version, Compression.zstd(3)));
  }

  @Test
  void areThoseOfAWholeScanWithoutCompression() throws IOException {
    compare(file(DataPageVersion.V1, Compression.uncompressed()));
  }

  @Test
  void areThoseOfAWholeScanByAnotherCodec() throws IOException {
    compare(file(DataPageVersion.V2, Compression.gzip(1)));
  }

  private void compare(Path file) throws IOException {
    Random random = new Random(17);
    try (ParquetReader reader = ParquetReader.open(file, pool)) {
      List<String> all = read(reader.scan());
      for (int round = 0; round < 15; round++) {
        List<Filter> ranges = new ArrayList<>();
        Set<Integer> wanted = new TreeSet<>();
        for (int i = 0; i <= round % 5; i++) {
          int from = round % 4 == 0 ? i * PAGE_ROWS : random.nextInt(ROWS);
          int to = Math.min(ROWS, from + 1 + random.nextInt(300));
          ranges.add(Filter.and(Filter.ge("number", from), Filter.lt("number", to)));
          IntStream.range(from, to).forEach(wanted::add);
        }
        Filter filter = Filter.or(ranges.toArray(Filter[]::new));
        ScanBuilder scan = reader.scan().filter(filter).batchRows(1 + random.nextInt(500));
        assertThat(read(scan.threads(1 + round % 2)))
            .isEqualTo(wanted.stream().map(all::get).toList());
      }
    }
  }

  @Test
  void needOnlyTheFrontOfAPage() throws IOException {
    Path file = file(DataPageVersion.V1, Compression.zstd(3));
    assertThat(decodedBytes(file, 100)).isLessThan(decodedBytes(file, PAGE_ROWS - 300) / 3);
  }

  private long decodedBytes(Path file, int from) throws IOException {
    Filter filter = Filter.and(Filter.ge("number", from), Filter.lt("number", from + 100));
    try (ParquetReader reader = ParquetReader.open(file, pool);
        BatchScan scan = reader.scan().project("plain", "wide", "code").filter(filter).open()) {
      for (ColumnBatch next = scan.next(); next != null; next = scan.next()) {
        next.close();
      }
      return scan.metrics().decodedBytes();
    }
  }

  private Path file(DataPageVersion version, Compression compression) throws IOException {
    Path file = folder.resolve("rows.parquet");
    Files.deleteIfExists(file);
    WriterOptions options =
        WriterOptions.builder()
            .dataPageVersion(version)
            .compression(compression)
            .pageRows(PAGE_ROWS)
            .pageBytes(16 << 20)
            .column("number", column -> column.withEncoding(ColumnEncoding.PLAIN))
            .column("plain", column -> column.withEncoding(ColumnEncoding.PLAIN))
            .column("wide", column -> column.withEncoding(ColumnEncoding.PLAIN))
            .column("repeated", column -> column.withEncoding(ColumnEncoding.DICTIONARY))
            .column("code", column -> column.withEncoding(ColumnEncoding.DICTIONARY))
            .build();
    Random random = new Random(3);
    try (ParquetWriter writer = ParquetWriter.create(file, SCHEMA, pool, options)) {
      RowAppender row = writer.rows();
      for (int i = 0; i < ROWS; i++) {
        append(row, i, random);
      }
      writer.finish();
    }
    return file;
  }

  private static void append(RowAppender row, int i, Random random) throws IOException {
    row.setLong(0, i);
    if (random.nextInt(9) > 0) {
      row.setString(1, "a text that is " + Long.toString(random.nextLong(), 36) + " and long");
    }
    if (random.nextInt(5) > 0) {
      row.setDouble(2, random.nextDouble());
    }
    if (random.nextInt(7) > 0) {
      // entries of different lengths, some of them longer than what is decompressed at once
      int entry = random.nextInt(Math.max(1, i / 4));
      row.setString(
          3, entry == 4_000 ? "x".repeat(200_000) : "entry " + "e".repeat(entry % 40) + entry);
    }
    row.setLong(4, random.nextInt(i + 1) * 31L);
    if (random.nextInt(3) > 0) {
      row.setBoolean(5, random.nextBoolean());
    }
    row.end();
  }

  private static List<String> read(ScanBuilder scan) throws IOException {
    List<String> rows = new ArrayList<>();
    try (BatchScan open = scan.open()) {
      for (ColumnBatch next = open.next(); next != null; next = open.next()) {
        try (ColumnBatch batch = next) {
          for (int i = 0; i < batch.rowCount(); i++) {
            rows.add(text(batch, i));
          }
        }
      }
    }
    return rows;
  }

  private static String text(ColumnBatch batch, int row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < batch.schema().size(); i++) {
      text.append(value(batch.column(i), row)).append('|');
    }
    return text.toString();
  }

  private static String value(Column column, int row) {
    if (column.isNull(row)) {
      return "-";
    }
    return switch (column) {
      case FixedWidthColumn fixed -> Long.toString(fixed.getLong(row));
      case BooleanColumn flags -> Boolean.toString(flags.getBoolean(row));
      case BinaryColumn texts -> texts.getString(row);
      default -> throw new IllegalStateException(column.toString());
    };
  }
}
