package dev.intarsia.parquet.format;

import dev.intarsia.memory.buffer.Layouts;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * CRC-32 of pages. The JDK's checksum wants a buffer; one view is kept for as long as pages lie
 * near one another. For one thread at a time.
 */
public final class Checksum {
  /** What the JDK is willing to wrap. */
  private static final long LARGEST_BUFFER = Integer.MAX_VALUE - 8;

  private static final int PIECE = 16 << 10;

  /** Views begin at multiples of this, so that all memory nearby is seen through the same one. */
  private static final long WINDOW = 1 << 30;

  private final CRC32 crc = new CRC32();

  /** The address where the view starts. */
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
      Objects.checkFromIndexSize(offset, length, segment.byteSize());
      crc.update(view(segment.address() + offset, length));
    } else {
      updateByPieces(segment, offset, length);
    }
    return crc.getValue();
  }

  private ByteBuffer view(long address, int length) {
    long end = address + length;
    if (address < viewFrom || end > viewFrom + view.capacity()) {
      long window = address & -WINDOW;
      viewFrom = end - window <= LARGEST_BUFFER ? window : address;
      view = unscoped(viewFrom, LARGEST_BUFFER).asByteBuffer();
    }
    int from = (int) (address - viewFrom);
    return view.limit(from + length).position(from);
  }

  /**
   * Bytes without a scope: before JDK 25 the checksum refuses views of shared arenas (JDK-8357145).
   * Only those of the segment are touched, which outlives the call, so nothing is lost.
   */
  @SuppressWarnings("restricted")
  private static MemorySegment unscoped(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
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
