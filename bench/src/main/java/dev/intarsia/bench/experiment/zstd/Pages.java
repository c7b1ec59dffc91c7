package dev.intarsia.bench.experiment.zstd;

import dev.intarsia.bench.contender.Codec;
import dev.intarsia.bench.contender.Contender;
import dev.intarsia.bench.contender.ContenderKind;
import dev.intarsia.bench.workload.Input;
import dev.intarsia.bench.workload.Source;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/**
 * The bodies of all pages of a file of telemetry rows as parquet-java encodes them, on the heap and
 * off it.
 */
public final class Pages implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final List<byte[]> arrays = new ArrayList<>();
  private final List<MemorySegment> segments = new ArrayList<>();
  private final List<ByteBuffer> buffers = new ArrayList<>();
  private long byteSize;

  private Pages() {}

  /**
   * Writes a file without compression, and keeps what stands in its pages.
   *
   * @param file to be written
   */
  public static Pages of(int rows, Path file) throws IOException {
    write(rows, file);
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    Pages pages = new Pages();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      List<ColumnDescriptor> columns = reader.getFileMetaData().getSchema().getColumns();
      for (var group = reader.readNextRowGroup(); group != null; ) {
        pages.addAll(columns, group);
        group = reader.readNextRowGroup();
      }
    }
    return pages;
  }

  private static void write(int rows, Path file) throws IOException {
    try (Input input = Input.generate(Source.BUFFER, 1, rows);
        Contender writer = ContenderKind.PARQUET_JAVA.open(Codec.UNCOMPRESSED, input)) {
      writer.write(file);
    }
  }

  private void addAll(List<ColumnDescriptor> columns, PageReadStore group) throws IOException {
    for (ColumnDescriptor column : columns) {
      PageReader reader = group.getPageReader(column);
      DictionaryPage dictionary = reader.readDictionaryPage();
      if (dictionary != null) {
        add(dictionary.getBytes().toInputStream().readAllBytes());
      }
      for (DataPage page = reader.readPage(); page != null; page = reader.readPage()) {
        if (page instanceof DataPageV1 v1) {
          add(v1.getBytes().toInputStream().readAllBytes());
        }
      }
    }
  }

  private void add(byte[] body) {
    MemorySegment segment = arena.allocate(Math.max(body.length, 1)).asSlice(0, body.length);
    MemorySegment.copy(body, 0, segment, ValueLayout.JAVA_BYTE, 0, body.length);
    arrays.add(body);
    segments.add(segment);
    buffers.add(segment.asByteBuffer());
    byteSize += body.length;
  }

  /** How many pages there are. */
  public int count() {
    return arrays.size();
  }

  /** Bytes of all of them. */
  public long byteSize() {
    return byteSize;
  }

  /** A page on the heap. */
  public byte[] array(int page) {
    return arrays.get(page);
  }

  MemorySegment segment(int page) {
    return segments.get(page);
  }

  ByteBuffer buffer(int page) {
    return buffers.get(page);
  }

  /** Bytes of the largest page. */
  int largest() {
    return arrays.stream().mapToInt(body -> body.length).max().orElseThrow();
  }

  @Override
  public void close() {
    arena.close();
  }
}
