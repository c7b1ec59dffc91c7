package dev.intarsia.parquet.interop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.NullUnmarked;

/** A file whose metadata is made to lie; its pages stay as they are. */
@NullUnmarked // the getters of Thrift are nullable, all of them
public final class TamperedFile {
  private static final int TAIL_BYTES = 8;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final byte[] bytes;
  private final FileMetaData footer;

  private TamperedFile(byte[] bytes) throws IOException {
    this.bytes = bytes;
    int tail = bytes.length - TAIL_BYTES;
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
    footer = Util.readFileMetaData(at(tail - length));
    body.write(bytes, 0, tail - length);
  }

  public static TamperedFile of(Path file) throws IOException {
    return new TamperedFile(Files.readAllBytes(file));
  }

  private ByteArrayInputStream at(long offset) {
    return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
  }

  private ColumnChunk chunk(int rowGroup, int column) {
    return footer.getRow_groups().get(rowGroup).getColumns().get(column);
  }

  /** Changes what the footer says. */
  public TamperedFile footer(Consumer<FileMetaData> change) {
    change.accept(footer);
    return this;
  }

  /** Changes what the footer says of a chunk. */
  public TamperedFile chunk(int rowGroup, int column, Consumer<ColumnChunk> change) {
    change.accept(chunk(rowGroup, column));
    return this;
  }

  /** Changes what the column index says of a chunk's pages. */
  public TamperedFile columnIndex(int rowGroup, int column, Consumer<ColumnIndex> change)
      throws IOException {
    ColumnChunk chunk = chunk(rowGroup, column);
    ColumnIndex index = Util.readColumnIndex(at(chunk.getColumn_index_offset()));
    change.accept(index);
    int start = body.size();
    Util.writeColumnIndex(index, body);
    chunk.setColumn_index_offset(start).setColumn_index_length(body.size() - start);
    return this;
  }

  /** Overwrites bytes. */
  public TamperedFile zeros(long offset, int length) {
    byte[] so = body.toByteArray();
    Arrays.fill(so, (int) offset, (int) offset + length, (byte) 0);
    body.reset();
    body.writeBytes(so);
    return this;
  }

  /** Writes what came out. */
  public Path writeTo(Path file) throws IOException {
    int start = body.size();
    Util.writeFileMetaData(footer, body);
    int length = body.size() - start;
    body.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    body.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    return Files.write(file, body.toByteArray());
  }
}
