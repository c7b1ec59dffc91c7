package dev.intarsia.parquet.write;

import dev.intarsia.memory.buffer.Layouts;
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

  private static final int PIECE = 16 << 10;

  private final CRC32 crc = new CRC32();
  private @Nullable MemorySegment viewed;
  private ByteBuffer view = ByteBuffer.allocate(0);
  private byte[] piece = {};

  /** The checksum of the first {@code length} bytes. */
  long of(MemorySegment segment, int length) {
    crc.reset();
    if (segment.isNative()) {
      crc.update(view(segment).limit(length).position(0));
    } else {
      updateByPieces(segment, length);
    }
    return crc.getValue();
  }

  private ByteBuffer view(MemorySegment segment) {
    if (!segment.equals(viewed)) {
      long viewable = Math.min(segment.byteSize(), LARGEST_BUFFER);
      view = unscoped(segment, viewable).asByteBuffer();
      viewed = segment;
    }
    return view;
  }

  /**
   * The same bytes without a scope: before JDK 25 the checksum refuses views of shared arenas
   * (JDK-8357145). The segment outlives the call, so nothing is lost.
   */
  @SuppressWarnings("restricted")
  private static MemorySegment unscoped(MemorySegment segment, long bytes) {
    return MemorySegment.ofAddress(segment.address()).reinterpret(bytes);
  }

  /** Heap arrays of the on-heap twin are not of bytes, and have no view. */
  private void updateByPieces(MemorySegment segment, int length) {
    if (piece.length == 0) {
      piece = new byte[PIECE];
    }
    for (int done = 0; done < length; done += PIECE) {
      int part = Math.min(PIECE, length - done);
      MemorySegment.copy(segment, Layouts.BYTE, done, piece, 0, part);
      crc.update(piece, 0, part);
    }
  }
}
