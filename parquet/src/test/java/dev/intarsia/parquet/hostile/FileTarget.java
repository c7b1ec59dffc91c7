package dev.intarsia.parquet.hostile;

import dev.intarsia.columns.ColumnBatch;
import dev.intarsia.columns.Field;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import dev.intarsia.memory.MemoryLimit;
import dev.intarsia.memory.MemoryLimitExceededException;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.parquet.BatchScan;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.Compression;
import dev.intarsia.parquet.DataPageVersion;
import dev.intarsia.parquet.FileMetadata;
import dev.intarsia.parquet.FileSource;
import dev.intarsia.parquet.ParquetReader;
import dev.intarsia.parquet.ParquetWriter;
import dev.intarsia.parquet.ReaderOptions;
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
final class FileTarget {
  /** A file may claim more rows than anybody would wait for. */
  private static final int MOST_BATCHES = 50;

  private static final ReaderOptions OPTIONS =
      ReaderOptions.builder().verifyChecksums(false).build();

  private FileTarget() {}

  /**
   * Reads a file, whatever it is. What is not a file of the format, or not supported, or takes more
   * memory than there is, is refused; anything else that is thrown is a mistake of the reader.
   *
   * @return whether it was read
   */
  static boolean read(byte[] file) {
    try (MemoryPool pool = MemoryPool.create(MemoryLimit.mebibytes(64));
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(Math.max(1, file.length)).asSlice(0, file.length);
      bytes.copyFrom(MemorySegment.ofArray(file));
      try (ParquetReader reader =
          ParquetReader.open(FileSource.of(bytes, "hostile"), pool, OPTIONS)) {
        readIndexes(reader);
        scan(reader);
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
        try {
          reader.pageLocations(group, column);
          reader.columnIndex(group, column);
          reader.bloomFilter(group, column);
        } catch (IOException refused) {
          // the pages may be sound
        }
      }
    }
  }

  private static void scan(ParquetReader reader) throws IOException {
    try (BatchScan scan = reader.scan().batchRows(300).open()) {
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
