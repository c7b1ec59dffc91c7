package dev.intarsia.parquet.format;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.transport.TTransport;

/** What Thrift writes lands in a segment, which may change from one struct to the next. */
final class SegmentTransport extends TTransport {
  private @Nullable GrowableSegment target;

  void target(GrowableSegment next) {
    target = next;
  }

  GrowableSegment target() {
    return Objects.requireNonNull(target, "a target comes first");
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    target().putBytes(bytes, offset, length);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void open() {}

  @Override
  public void close() {}

  @Override
  public int read(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException("only writes");
  }

  @Override
  public TConfiguration getConfiguration() {
    return TConfiguration.DEFAULT;
  }

  @Override
  public void updateKnownMessageSize(long size) {}

  @Override
  public void checkReadBytesAvailable(long bytes) {}
}
