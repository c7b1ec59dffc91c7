package dev.intarsia.parquet.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * A file of one column chunk, with a sound footer around whatever its pages and indexes are.
 *
 * <pre>
 *   |PAR1| pages | column index | offset index | bloom filter | footer | 4 | PAR1 |
 * </pre>
 */
final class ChunkFile {
  /** Where the pages start. */
  static final int PAGES_START = 4;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final List<SchemaElement> schema = new ArrayList<>();
  private final List<String> path = new ArrayList<>();
  private final ColumnChunk chunk = new ColumnChunk(PAGES_START);
  private final ColumnMetaData metadata = new ColumnMetaData();

  /** A column of no type and no pages yet. */
  ChunkFile() {
    file.writeBytes(MAGIC);
    schema.add(new SchemaElement("file").setNum_children(1));
    chunk.setMeta_data(metadata);
  }

  /** The next group down to the leaf is a list that may be null, as the format now has them. */
  ChunkFile list() {
    String name = "list" + path.size();
    group(name, FieldRepetitionType.OPTIONAL, ConvertedType.LIST);
    schema.add(
        new SchemaElement("list")
            .setRepetition_type(FieldRepetitionType.REPEATED)
            .setNum_children(1));
    path.add("list");
    return this;
  }

  /** The next group down to the leaf is a struct that may be null. */
  ChunkFile struct() {
    SchemaElement struct =
        new SchemaElement("struct" + path.size())
            .setRepetition_type(FieldRepetitionType.OPTIONAL)
            .setNum_children(1);
    schema.add(struct);
    path.add(struct.getName());
    return this;
  }

  private void group(String name, FieldRepetitionType repetition, ConvertedType type) {
    schema.add(
        new SchemaElement(name)
            .setRepetition_type(repetition)
            .setConverted_type(type)
            .setNum_children(1));
    path.add(name);
  }

  /** Ends the schema. */
  ChunkFile leaf(Type type, int length, FieldRepetitionType repetition) {
    SchemaElement leaf = new SchemaElement("leaf").setType(type).setRepetition_type(repetition);
    if (type == Type.FIXED_LEN_BYTE_ARRAY) {
      leaf.setType_length(length);
    }
    schema.add(leaf);
    path.add("leaf");
    metadata.setType(type).setPath_in_schema(path).setEncodings(List.of(Encoding.PLAIN));
    return this;
  }

  /** All pages of the chunk. */
  ChunkFile pages(CompressionCodec codec, long values, byte[] bytes) {
    metadata
        .setCodec(codec)
        .setNum_values(values)
        .setData_page_offset(PAGES_START)
        .setTotal_compressed_size(bytes.length)
        .setTotal_uncompressed_size(bytes.length);
    file.writeBytes(bytes);
    return this;
  }

  ChunkFile columnIndex(byte[] bytes) {
    chunk.setColumn_index_offset(file.size()).setColumn_index_length(bytes.length);
    file.writeBytes(bytes);
    return this;
  }

  ChunkFile offsetIndex(byte[] bytes) {
    chunk.setOffset_index_offset(file.size()).setOffset_index_length(bytes.length);
    file.writeBytes(bytes);
    return this;
  }

  ChunkFile bloomFilter(byte[] bytes) {
    metadata.setBloom_filter_offset(file.size()).setBloom_filter_length(bytes.length);
    file.writeBytes(bytes);
    return this;
  }

  /** The whole file. */
  byte[] of(long rows) {
    RowGroup group = new RowGroup(List.of(chunk), file.size(), rows);
    int start = file.size();
    try {
      Util.writeFileMetaData(new FileMetaData(1, schema, rows, List.of(group)), file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    int length = file.size() - start;
    file.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    file.writeBytes(MAGIC);
    return file.toByteArray();
  }
}
