package dev.intarsia.parquet.write;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * CRC-32 of pages. The JDK's checksum wants a buffer; one view is kept for as long as pages come
 * from the same segment.
 */
final class Checksum {
  /** What the JDK is willing to wrap. */
  private static final long LARGEST_BUFFER = Integer.MAX_VALUE - 8;

  private final CRC32 crc = new CRC32();
  private @Nullable MemorySegment viewed;
  private ByteBuffer view = ByteBuffer.allocate(0);

  /** The checksum of the first {@code length} bytes. */
  long of(MemorySegment segment, int length) {
    if (!segment.equals(viewed)) {
      long viewable = Math.min(segment.byteSize(), LARGEST_BUFFER);
      view = unscoped(segment).asSlice(0, viewable).asByteBuffer();
      viewed = segment;
    }
    crc.reset();
    crc.update(view.limit(length).position(0));
    return crc.getValue();
  }

  /**
   * The same bytes without a scope: before JDK 25 the checksum refuses views of shared arenas
   * (JDK-8357145). The segment outlives the call, so nothing is lost.
   */
  @SuppressWarnings("restricted")
  private static MemorySegment unscoped(MemorySegment segment) {
    return segment.isNative()
        ? MemorySegment.ofAddress(segment.address()).reinterpret(segment.byteSize())
        : segment;
  }
}
