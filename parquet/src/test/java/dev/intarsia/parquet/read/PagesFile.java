package dev.intarsia.parquet.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** A file of one row group whose pages are put together by hand, right or wrong. */
final class PagesFile {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final List<SchemaElement> schema = new ArrayList<>();
  private final List<ColumnChunk> chunks = new ArrayList<>();
  private final long rows;
  private int chunkStart;
  private @Nullable String createdBy;

  PagesFile(long rows) {
    this.rows = rows;
    file.writeBytes(magic());
    schema.add(new SchemaElement("file"));
    chunkStart = file.size();
  }

  private static byte[] magic() {
    return "PAR1".getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** V1 levels: their length, then a run of one level. */
  static byte[] levels(int count, int level) {
    return concat(ints(2), bytes(count << 1, level));
  }

  static PageHeader dataV1(int values, Encoding encoding) {
    return new PageHeader(PageType.DATA_PAGE, 0, 0)
        .setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE));
  }

  static PageHeader dataV2(int values, int nulls, int definitionBytes, Encoding encoding) {
    return new PageHeader(PageType.DATA_PAGE_V2, 0, 0)
        .setData_page_header_v2(
            new DataPageHeaderV2(values, nulls, values, encoding, definitionBytes, 0));
  }

  static PageHeader dictionary(int entries) {
    return new PageHeader(PageType.DICTIONARY_PAGE, 0, 0)
        .setDictionary_page_header(new DictionaryPageHeader(entries, Encoding.PLAIN));
  }

  /** Appends a page; sizes that the header leaves at 0 are those of the body. */
  PagesFile page(PageHeader header, byte[] body) throws IOException {
    PageHeader sized = header.deepCopy();
    if (sized.getCompressed_page_size() == 0) {
      sized.setCompressed_page_size(body.length);
    }
    if (sized.getUncompressed_page_size() == 0) {
      sized.setUncompressed_page_size(body.length);
    }
    Util.writePageHeader(sized, file);
    file.writeBytes(body);
    return this;
  }

  /** Appends bytes that are no page. */
  PagesFile raw(byte[] bytes) {
    file.writeBytes(bytes);
    return this;
  }

  /** Ends the chunk of a top-level column. */
  PagesFile column(String name, Type type, FieldRepetitionType repetition, long values) {
    schema.add(new SchemaElement(name).setType(type).setRepetition_type(repetition));
    schema.getFirst().setNum_children(schema.getFirst().getNum_children() + 1);
    return chunk(type, List.of(name), values);
  }

  /** Begins a group of top-level columns that are given by {@link #member}. */
  PagesFile group(String name, FieldRepetitionType repetition, int members) {
    schema.add(new SchemaElement(name).setRepetition_type(repetition).setNum_children(members));
    schema.getFirst().setNum_children(schema.getFirst().getNum_children() + 1);
    return this;
  }

  /** Ends the chunk of a member of a group. */
  PagesFile member(
      String group, String name, Type type, FieldRepetitionType repetition, long values) {
    schema.add(new SchemaElement(name).setType(type).setRepetition_type(repetition));
    return chunk(type, List.of(group, name), values);
  }

  private PagesFile chunk(Type type, List<String> path, long values) {
    long size = (long) file.size() - chunkStart;
    ColumnMetaData metadata =
        new ColumnMetaData(
            type,
            List.of(Encoding.PLAIN),
            path,
            CompressionCodec.UNCOMPRESSED,
            values,
            size,
            size,
            chunkStart);
    chunks.add(new ColumnChunk(chunkStart).setMeta_data(metadata));
    chunkStart = file.size();
    return this;
  }

  /** Changes what the footer says of the last chunk. */
  PagesFile tell(Consumer<ColumnChunk> change) {
    change.accept(chunks.getLast());
    return this;
  }

  /** Gives the last chunk a page index. */
  PagesFile indexes(ColumnIndex statistics, OffsetIndex places) throws IOException {
    int columnIndex = file.size();
    Util.writeColumnIndex(statistics, file);
    int offsetIndex = file.size();
    Util.writeOffsetIndex(places, file);
    int end = file.size();
    chunkStart = end;
    return tell(
        chunk ->
            chunk
                .setColumn_index_offset(columnIndex)
                .setColumn_index_length(offsetIndex - columnIndex)
                .setOffset_index_offset(offsetIndex)
                .setOffset_index_length(end - offsetIndex));
  }

  /** Gives the last column's values a length. */
  PagesFile typeLength(int bytes) {
    schema.getLast().setType_length(bytes);
    return this;
  }

  /** Names the writer. */
  PagesFile createdBy(String writer) {
    createdBy = writer;
    return this;
  }

  byte[] finish() throws IOException {
    RowGroup group = new RowGroup(chunks, file.size(), rows);
    int footerStart = file.size();
    FileMetaData footer = new FileMetaData(1, schema, rows, List.of(group));
    footer.setCreated_by(createdBy);
    Util.writeFileMetaData(footer, file);
    file.writeBytes(ints(file.size() - footerStart));
    file.writeBytes(magic());
    return file.toByteArray();
  }
}
