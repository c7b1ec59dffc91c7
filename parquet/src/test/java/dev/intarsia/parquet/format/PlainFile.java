package dev.intarsia.parquet.format;

import dev.intarsia.columns.Field;
import dev.intarsia.columns.LogicalType;
import dev.intarsia.columns.PhysicalType;
import dev.intarsia.columns.Schema;
import dev.intarsia.encoding.Encoding;
import dev.intarsia.encoding.compress.CodecKind;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.FileSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The simplest real file: uncompressed pages of PLAIN values, a number and a text in each row, put
 * together by hand from what this package offers.
 */
public final class PlainFile implements AutoCloseable {
  public static final Schema SCHEMA =
      Schema.builder("plain")
          .required("number", PhysicalType.INT64)
          .required("text", LogicalType.string())
          .build();

  private final FileSink sink;
  private final FooterBuilder footer;
  private final PageHeaders headers = new PageHeaders();
  private final ColumnChunkInfo chunk = new ColumnChunkInfo();
  private final GrowableSegment chunkBytes;
  private final GrowableSegment page;
  private final MemoryPool pool;
  private long rows;

  public PlainFile(MemoryPool pool, FileSink sink) throws IOException {
    this.pool = pool;
    this.sink = sink;
    footer = new FooterBuilder(SCHEMA, pool, BoundTruncation.DEFAULT_BYTES);
    chunkBytes = GrowableSegment.allocate(pool, "chunk", 1 << 12);
    page = GrowableSegment.allocate(pool, "page", 1 << 12);
    footer.writeMagic(sink);
  }

  static long number(long row) {
    return row * 3;
  }

  static String text(long row) {
    return "text of row %08d, the same in all rows but for the number".formatted(row).repeat(2);
  }

  public void rowGroup(int pages, int rowsInPage) throws IOException {
    for (Field field : SCHEMA.fields()) {
      BoundTruncation truncation = BoundTruncation.of(field, BoundTruncation.DEFAULT_BYTES);
      try (PageIndexBuilder index = new PageIndexBuilder(field, pool, truncation)) {
        chunk(field, index, pages, rowsInPage);
      }
    }
    rows += (long) pages * rowsInPage;
    footer.endRowGroup((long) pages * rowsInPage);
  }

  private void chunk(Field field, PageIndexBuilder index, int pages, int rowsInPage)
      throws IOException {
    chunk.clear();
    chunkBytes.clear();
    long count = (long) pages * rowsInPage;
    long unencoded = 0;
    for (int i = 0; i < pages; i++) {
      unencoded += page(field, index, rows + (long) i * rowsInPage, rowsInPage);
    }
    chunk.place(sink.position(), 0, chunkBytes.size(), chunkBytes.size());
    chunk.codec(CodecKind.UNCOMPRESSED);
    chunk.counts(count, 0, ColumnChunkInfo.UNKNOWN, count);
    chunk.unencodedBytes(unencoded);
    chunk.countPages(PageKind.DATA_V1, Encoding.PLAIN, pages);
    byte[] min = value(field, rows);
    byte[] max = value(field, rows + count - 1);
    chunk.bounds(Bytes.segment(min), 0, min.length, Bytes.segment(max), 0, max.length);
    sink.write(chunkBytes.segment(), 0, chunkBytes.size());
    footer.column(chunk, index);
  }

  private long page(Field field, PageIndexBuilder index, long firstRow, int count) {
    page.clear();
    long unencoded = 0;
    for (int i = 0; i < count; i++) {
      byte[] value = value(field, firstRow + i);
      if (field.physicalType() == PhysicalType.BYTE_ARRAY) {
        page.putInt(value.length);
      }
      page.putBytes(value, 0, value.length);
      unencoded += value.length;
    }
    CRC32 crc = new CRC32();
    crc.update(Bytes.of(page));
    long at = chunkBytes.size();
    int size = (int) page.size();
    headers.dataPageV1(chunkBytes, size, size, crc.getValue(), count, Encoding.PLAIN);
    chunkBytes.putBytes(page.segment(), 0, size);
    index.page(at, (int) (chunkBytes.size() - at), count, count, 0, -1, unencoded);
    byte[] min = value(field, firstRow);
    byte[] max = value(field, firstRow + count - 1);
    index.bounds(Bytes.segment(min), 0, min.length, Bytes.segment(max), 0, max.length);
    return unencoded;
  }

  static byte[] value(Field field, long row) {
    return field.physicalType() == PhysicalType.INT64
        ? Bytes.ofLong(number(row))
        : text(row).getBytes(StandardCharsets.UTF_8);
  }

  public void finish() throws IOException {
    Map<String, String> said = Map.of("who", "the test");
    SortKey byNumber = new SortKey(0, false, true);
    footer.writeTo(
        sink, new FileFacts("intarsia version 0.1.0 (build x)", said, List.of(byNumber)));
  }

  @Override
  public void close() {
    footer.close();
    chunkBytes.close();
    page.close();
  }
}
