package dev.intarsia.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A file in memory that belongs to somebody else. */
final class SegmentSource implements FileSource {
  private final MemorySegment bytes;
  private final String name;

  SegmentSource(MemorySegment bytes, String name) {
    this.bytes = bytes.asReadOnly();
    this.name = name;
  }

  static void copy(MemorySegment file, long position, MemorySegment target, String name)
      throws IOException {
    long length = target.byteSize();
    if (position < 0 || length > file.byteSize() - position) {
      throw new EOFException(
          "%s has %d bytes, and no %d at byte %d"
              .formatted(name, file.byteSize(), length, position));
    }
    MemorySegment.copy(file, position, target, 0, length);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return bytes.byteSize();
  }

  @Override
  public void read(long position, MemorySegment target) throws IOException {
    copy(bytes, position, target, name);
  }

  @Override
  public MemorySegment mapped() {
    return bytes;
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return name;
  }
}
