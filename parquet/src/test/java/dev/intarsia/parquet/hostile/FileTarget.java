package dev.intarsia.parquet.hostile;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.BloomFilter;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.FileMetadata;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.Filter;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.ReaderOptions;
import dev.intarsia.parquet.ScanBuilder;
import dev.intarsia.parquet.WriterOptions;
import dev.intarsia.parquet.nested.NestedColumns;
import dev.intarsia.parquet.nested.NestedRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that a reader does, driven by the bytes of a file alone. */
public final class FileTarget {
  /** A file may claim more rows than anybody would wait for. */
  private static final int MOST_BATCHES = 50;

  private static final int BATCH_ROWS = 300;

  /** What is passed over, and filtered, is read to its end. */
  private static final int FEW_ROWS = 20_000;

  private static final int FILTERS = 4;

  private static final ReaderOptions OPTIONS =
      ReaderOptions.builder().verifyChecksums(false).build();

  private FileTarget() {}

  /**
   * Reads a file, whatever it is. What is not a file of the format, or not supported, or takes more
   * memory than there is, is refused; anything else that is thrown is a mistake of the reader.
   *
   * @return whether it was read
   */
  public static boolean read(byte[] file) {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(Math.max(1, file.length)).asSlice(0, file.length);
      bytes.copyFrom(MemorySegment.ofArray(file));
      try (ParquetReader reader =
          ParquetReader.open(FileSource.of(bytes, "hostile"), pool, OPTIONS)) {
        readIndexes(reader);
        scan(reader.scan());
        if (reader.metadata().rowCount() <= FEW_ROWS) {
          skip(reader);
          filter(reader);
        }
      }
      return true;
    } catch (IOException | MemoryLimitExceededException refused) {
      return false;
    }
  }

  private static void readIndexes(ParquetReader reader) throws IOException {
    FileMetadata metadata = reader.metadata();
    for (int group = 0; group < metadata.rowGroups().size(); group++) {
      for (int column = 0; column < metadata.columns().size(); column++) {
        readIndexes(reader, group, column);
      }
    }
  }

  /** One may be corrupt and the others sound. */
  private static void readIndexes(ParquetReader reader, int group, int column) {
    List<Reading> readings =
        List.of(
            () -> reader.pageLocations(group, column),
            () -> reader.columnIndex(group, column),
            () -> reader.pages(group, column),
            () -> {
              try (BloomFilter filter = reader.bloomFilter(group, column)) {
                if (filter != null) {
                  filter.mightContain(group);
                }
              }
            });
    for (Reading reading : readings) {
      try {
        reading.run();
      } catch (IOException refused) {
        // the pages may be sound
      }
    }
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static void scan(ScanBuilder asked) throws IOException {
    try (BatchScan scan = asked.batchRows(BATCH_ROWS).open()) {
      ColumnBatch batch = scan.next();
      for (int i = 0; i < MOST_BATCHES && batch != null; i++) {
        batch.close();
        batch = scan.next();
      }
      if (batch != null) {
        batch.close();
      }
    }
  }

  /** By the offset index, if there is one. */
  private static void skip(ParquetReader reader) throws IOException {
    long rows = reader.metadata().rowCount();
    scan(reader.scan().rows(rows / 3, rows / 4));
    scan(reader.scan().rows(rows - rows / 7, rows / 7));
  }

  /** By statistics, indexes, dictionaries and bloom filters, as far as there are any. */
  private static void filter(ParquetReader reader) throws IOException {
    int filters = 0;
    for (LeafColumn column : reader.metadata().columns()) {
      if (column.maxRepetitionLevel() == 0 && filters < FILTERS) {
        filters++;
        for (Filter filter : filters(column)) {
          count(reader, filter);
        }
      }
    }
  }

  private static List<Filter> filters(LeafColumn column) {
    Object literal =
        switch (column.field().physicalType()) {
          case BOOLEAN -> true;
          case INT32, INT64, FLOAT, DOUBLE -> 7;
          case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new byte[] {0, 0, 0, 7};
        };
    return List.of(
        Filter.eq(column.name(), literal),
        Filter.lt(column.name(), literal),
        Filter.isNull(column.name()));
  }

  private static void count(ParquetReader reader, Filter filter) throws IOException {
    ScanBuilder scan = reader.scan();
    try {
      scan.filter(filter);
    } catch (IllegalArgumentException notForTheType) {
      return;
    }
    scan.count();
    scan(scan);
  }

  /** Small sound files: both page versions, flat and nested, of several encodings and codecs. */
  static List<byte[]> sound(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.unlimited())) {
      int number = 0;
      for (DataPageVersion version : DataPageVersion.values()) {
        for (Compression compression : List.of(Compression.uncompressed(), Compression.zstd(3))) {
          for (ColumnEncoding encoding :
              List.of(
                  ColumnEncoding.AUTOMATIC,
                  ColumnEncoding.PLAIN,
                  ColumnEncoding.DELTA_BYTE_ARRAY,
                  ColumnEncoding.DELTA_LENGTH_BYTE_ARRAY)) {
            WriterOptions options =
                WriterOptions.builder()
                    .dataPageVersion(version)
                    .compression(compression)
                    .pageRows(40)
                    .column("text", column -> column.withEncoding(encoding))
                    .build();
            files.add(file(folder.resolve("sound" + number++), options, pool));
          }
        }
      }
    }
    return files;
  }

  private static byte[] file(Path file, WriterOptions options, MemoryPool pool) throws IOException {
    Schema nested = NestedRows.schema(Field.of("leaf", PhysicalType.INT64, true));
    Schema.Builder schema =
        Schema.builder("hostile")
            .optional("text", PhysicalType.BYTE_ARRAY)
            .optional("bits", PhysicalType.BOOLEAN)
            .required("number", PhysicalType.DOUBLE);
    nested.fields().forEach(schema::add);
    Schema all = schema.build();
    try (Arena arena = Arena.ofConfined();
        ParquetWriter writer = ParquetWriter.create(file, all, pool, options);
        ColumnBatch batch =
            NestedColumns.batch(all, new NestedRows(1, 0.2).rows(all, 100), arena)) {
      writer.write(batch);
      writer.finish();
    }
    return Files.readAllBytes(file);
  }
}
