package dev.intarsia.parquet.format;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * CRC-32 of pages. The JDK's checksum wants a buffer; one view is kept for as long as pages come
 * from the same segment. For one thread at a time.
 */
public final class Checksum {
  /** What the JDK is willing to wrap. */
  private static final long LARGEST_BUFFER = Integer.MAX_VALUE - 8;

  private static final int PIECE = 16 << 10;

  private final CRC32 crc = new CRC32();
  private @Nullable MemorySegment viewed;

  /** Where the view starts in its segment. */
  private long viewFrom;

  private ByteBuffer view = ByteBuffer.allocate(0);
  private byte[] piece = {};

  /** Prepares to compute. */
  public Checksum() {}

  /**
   * The checksum of some bytes.
   *
   * @param segment holds them
   * @param offset where they start
   * @param length how many
   * @return as {@link CRC32#getValue} has it
   */
  public long of(MemorySegment segment, long offset, int length) {
    crc.reset();
    if (segment.isNative()) {
      crc.update(view(segment, offset, length));
    } else {
      updateByPieces(segment, offset, length);
    }
    return crc.getValue();
  }

  private ByteBuffer view(MemorySegment segment, long offset, int length) {
    long end = offset + length;
    if (!segment.equals(viewed) || offset < viewFrom || end > viewFrom + view.capacity()) {
      viewFrom = segment.byteSize() <= LARGEST_BUFFER ? 0 : offset;
      long viewable = Math.min(segment.byteSize() - viewFrom, LARGEST_BUFFER);
      view = unscoped(segment, viewFrom, viewable).asByteBuffer();
      viewed = segment;
    }
    int from = (int) (offset - viewFrom);
    return view.limit(from + length).position(from);
  }

  /**
   * The same bytes without a scope: before JDK 25 the checksum refuses views of shared arenas
   * (JDK-8357145). The segment outlives the call, so nothing is lost.
   */
  @SuppressWarnings("restricted")
  private static MemorySegment unscoped(MemorySegment segment, long offset, long bytes) {
    return MemorySegment.ofAddress(segment.address() + offset).reinterpret(bytes);
  }

  /** Heap arrays of the on-heap twin are not of bytes, and have no view. */
  private void updateByPieces(MemorySegment segment, long offset, int length) {
    if (piece.length == 0) {
      piece = new byte[PIECE];
    }
    for (int done = 0; done < length; done += PIECE) {
      int part = Math.min(PIECE, length - done);
      MemorySegment.copy(segment, Layouts.BYTE, offset + done, piece, 0, part);
      crc.update(piece, 0, part);
    }
  }
}
