package dev.intarsia.parquet.interop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The Thrift structures of a file as they are, before any reader interprets them. */
public final class RawFile {
  private static final int TAIL_BYTES = 8;

  private final byte[] bytes;
  private final FileMetaData footer;

  private RawFile(byte[] bytes, FileMetaData footer) {
    this.bytes = bytes;
    this.footer = footer;
  }

  public static RawFile open(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int tail = bytes.length - TAIL_BYTES;
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
    return new RawFile(bytes, Util.readFileMetaData(at(bytes, tail - length)));
  }

  public FileMetaData footer() {
    return footer;
  }

  public @Nullable ColumnIndex columnIndex(ColumnChunk chunk) throws IOException {
    return chunk.isSetColumn_index_offset()
        ? Util.readColumnIndex(at(bytes, chunk.getColumn_index_offset()))
        : null;
  }

  public @Nullable OffsetIndex offsetIndex(ColumnChunk chunk) throws IOException {
    return chunk.isSetOffset_index_offset()
        ? Util.readOffsetIndex(at(bytes, chunk.getOffset_index_offset()))
        : null;
  }

  public PageHeader pageHeader(long offset) throws IOException {
    return Util.readPageHeader(at(bytes, offset));
  }

  private static ByteArrayInputStream at(byte[] bytes, long offset) {
    return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
  }
}
