package dev.intarsia.parquet.format;

import dev.intarsia.parquet.FileSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A file in an array, which remembers the largest piece it was given. */
final class MemorySink implements FileSink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long largest;

  byte[] bytes() {
    return bytes.toByteArray();
  }

  long largest() {
    return largest;
  }

  @Override
  public long position() {
    return bytes.size();
  }

  @Override
  public void write(MemorySegment segment, long offset, long length) throws IOException {
    largest = Math.max(largest, length);
    bytes.write(segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public void commit() {}

  @Override
  public void discard() {}
}
