package dev.intarsia.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A file somewhere else, whose reads are counted. */
public final class RemoteFile implements FileSource {
  private final byte[] bytes;
  private final List<ByteRange> reads = Collections.synchronizedList(new ArrayList<>());
  private boolean closed;

  public RemoteFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The reads so far. */
  public List<ByteRange> reads() {
    return reads;
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public String name() {
    return "remote";
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void read(long position, MemorySegment target) throws IOException {
    long length = target.byteSize();
    if (length > bytes.length - position) {
      throw new EOFException("remote ends at byte " + bytes.length);
    }
    reads.add(new ByteRange(position, length));
    MemorySegment.copy(MemorySegment.ofArray(bytes), position, target, 0, length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
