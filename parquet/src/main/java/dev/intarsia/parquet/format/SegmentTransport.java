package dev.intarsia.parquet.format;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Thrift writes lands in a segment, which may change from one struct to the next. */
final class SegmentTransport extends AlwaysOpen {
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
  public int read(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException("only writes");
  }

  @Override
  public void checkReadBytesAvailable(long bytes) {}
}
